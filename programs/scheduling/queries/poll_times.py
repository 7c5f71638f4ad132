"""Times that a poll can ask about, from when people are really free."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from programs.engagements.models import Participation
from programs.scheduling.limits import POLL_WEEKS
from programs.scheduling.queries.together import Together, times_together
from programs.scheduling.roles import YIELDING_ROLES
from programs.scheduling.timetable import free_starts

MOST_OFFERED = 12  # more would have to be searched instead of read
APART = timedelta(hours=3)  # two times of one day are different choices, not the same one half an hour later


@dataclass
class Rank:
    """Times at which equally many are free.

    Args:
        missing: how many are not; None for times that were chosen before and are not among the others.
    """

    missing: int | None
    times: list["Offered"] = field(default_factory=list)


@dataclass(frozen=True)
class Offered:
    """One time to tick."""

    start: datetime
    free: int
    people: int
    is_ticked: bool = False


def offered_times(
    people: Sequence[Participation],
    *,
    since: datetime,
    minutes: int,
    zone: ZoneInfo,
    now: datetime,
    ticked: Iterable[datetime] = (),
) -> list[Rank]:
    """Times of the next weeks at which most people are free: everybody first, then without one, then without two.

    Nobody for whom a session must suit has another session then. One query, whatever the number of people.

    Args:
        since: the first moment that counts.
        zone: the viewer's; times begin at its full half hours, and days are its days.
        ticked: times that stay on the page, wherever they rank.
    """
    ticked = sorted(set(ticked))
    until = since + timedelta(weeks=POLL_WEEKS)
    together = times_together(people, min([since, *ticked]), max([until, *ticked]) + timedelta(minutes=minutes))
    free = _free_at(together, since, until, timedelta(minutes=minutes), zone, now)
    chosen = _varied(free, zone)
    kept = [start for start in ticked if start not in chosen]
    ranks = [Rank(None, [Offered(start, _count(together, start, minutes, now), len(people), True) for start in kept])]
    for number, starts in groupby(chosen, key=free.__getitem__):
        times = [Offered(start, number, len(people), start in ticked) for start in starts]
        ranks.append(Rank(len(people) - number, times))
    return [rank for rank in ranks if rank.times]


def _free_at(together: Together, since, until, length: timedelta, zone: ZoneInfo, now: datetime) -> Counter[datetime]:
    """How many are free at each start at which most are, and nobody has to be missed for another session."""
    window = {"since": since, "until": until, "length": length, "viewer": zone, "now": now}
    free: Counter[datetime] = Counter()
    for timetable in together.timetables:
        free.update(free_starts([timetable], **window))
    firm = [person for person in together.people if person.role not in YIELDING_ROLES]
    known = (together.known.get(person.user_id) for person in firm)
    taken = [session for one in known if one for session in one.timetable.sessions]
    most = len(together.people) / 2
    return Counter(
        {
            start: number
            for start, number in free.items()
            if number > most and not any(start < ends and begins < start + length for begins, ends in taken)
        }
    )


def _count(together: Together, start: datetime, minutes: int, now: datetime) -> int:
    return len(together.known) - len(together.obstacles_at(start, minutes, now))


def _varied(free: Counter[datetime], zone: ZoneInfo) -> list[datetime]:
    """As many as can be read, those at which most are free first, from different days and hours; in their order."""
    chosen: list[datetime] = []
    for number in sorted(set(free.values()), reverse=True):
        rank = sorted(start for start in free if free[start] == number)
        room = MOST_OFFERED - len(chosen)
        chosen += sorted(_by_turns(_per_day(rank, chosen, zone))[:room])
    return chosen


def _per_day(starts: Sequence[datetime], chosen: Sequence[datetime], zone: ZoneInfo) -> list[list[datetime]]:
    """For each day the starts that are apart from each other and from those chosen already."""
    days: dict[date, list[datetime]] = {}
    for start in starts:
        day = days.setdefault(start.astimezone(zone).date(), [])
        if all(abs(start - other) >= APART for other in [*day[-1:], *chosen]):
            day.append(start)
    return [day for day in days.values() if day]


def _by_turns(days: Sequence[Sequence[datetime]]) -> list[datetime]:
    """One of each day, by turns an early and a late one; then another of each day, as long as there are some."""
    rounds = max(map(len, days), default=0)
    return [
        day[(turn + again) % len(day)] for again in range(rounds) for turn, day in enumerate(days) if again < len(day)
    ]
