"""What would become of a series: for each of its times whether it suits everybody, and times near it that do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from programs.engagements.models import Participation
from programs.scheduling.limits import FARTHEST
from programs.scheduling.queries.together import times_together
from programs.scheduling.timetable import HARD, Obstacle, Timetable, free_starts, near_misses, nearest, obstacles
from programs.scheduling.wall import wall_moments

NEAR = timedelta(days=2)
MOST_OFFERED = 2
AN_HOUR = timedelta(hours=1)

People = Mapping[Participation, Timetable]
Found = Mapping[Participation, Sequence[Obstacle]]


class State(StrEnum):
    FREE = "free"
    UNWISHED = "unwished"  # it goes against somebody's wishes, who can set them aside
    TAKEN = "taken"  # somebody has another session, or it is past
    NO_TIME = "no_time"  # clocks skip it, or show it twice


@dataclass(frozen=True)
class Offer:
    """Another time instead; `found` says whose wishes it goes against."""

    start: datetime
    found: Found = field(default_factory=dict)


@dataclass(frozen=True)
class Occurrence:
    """One time of a series that is not booked yet.

    Args:
        number: from 1, in the order of the rule.
        wall: what clocks of the booking person show.
        start: the moment; none when clocks skip it or show it twice.
        found: who is not free then, and why.
        offers: other times near it, if it can't be booked.
    """

    number: int
    wall: datetime
    state: State
    start: datetime | None = None
    found: Found = field(default_factory=dict)
    offers: Sequence[Offer] = ()

    @property
    def is_possible(self) -> bool:
        return self.state in {State.FREE, State.UNWISHED}

    @property
    def options(self) -> list[datetime]:
        """The starts that can be chosen for it, the best first."""
        return [self.start] if self.is_possible else [offer.start for offer in self.offers]


def preview_series(
    people: Iterable[Participation], walls: Sequence[datetime], minutes: int, zone: ZoneInfo, now: datetime
) -> list[Occurrence]:
    """Look at every time of a series, as if they were booked one after the other.

    How far ahead people let others book is not asked: who agrees to a series looks farther.

    Args:
        people: for whom the sessions must suit.
        walls: naive times on the clock of `zone`, in order.
    """
    length = timedelta(minutes=minutes)
    since = walls[0].replace(tzinfo=zone) - NEAR - timedelta(days=1)
    until = walls[-1].replace(tzinfo=zone) + NEAR + timedelta(days=2)
    together = times_together(people, since, until)
    timetables = {
        person: replace(together.known[person.user_id].timetable, horizon=FARTHEST + NEAR)
        for person in together.people
        if person.user_id in together.known
    }
    return _Preview(timetables, length, zone, now).of(walls)


class _Preview:
    """The times that are looked at so far take part in what comes next: nobody offers one of them twice."""

    def __init__(self, people: People, length: timedelta, zone: ZoneInfo, now: datetime):
        self.people, self.length, self.zone, self.now = people, length, zone, now

    def of(self, walls: Sequence[datetime]) -> list[Occurrence]:
        looked_at = [self._look(number, wall) for number, wall in enumerate(walls, start=1)]
        return [one if one.is_possible else self._with_offers(one) for one in looked_at]

    def _look(self, number: int, wall: datetime) -> Occurrence:
        moments = wall_moments(wall, self.zone)
        if len(moments) != 1:
            return Occurrence(number, wall, State.NO_TIME)
        start, found = moments[0], self._found(moments[0])
        state = State.TAKEN if _is_hard(found) else State.UNWISHED if found else State.FREE
        if state != State.TAKEN:
            self._take(start)
        return Occurrence(number, wall, state, start, found)

    def _found(self, start: datetime) -> Found:
        """Who is not free then, and why."""
        seen = {person: obstacles(times, start, self.length, self.now) for person, times in self.people.items()}
        return {person: why for person, why in seen.items() if why}

    def _take(self, start: datetime) -> None:
        taken = (start, start + self.length)
        self.people = {
            person: replace(times, sessions=[*times.sessions, taken]) for person, times in self.people.items()
        }

    def _with_offers(self, one: Occurrence) -> Occurrence:
        offers = self._offers(one)
        if offers:
            self._take(offers[0].start)
        return replace(one, offers=offers)

    def _offers(self, one: Occurrence) -> list[Offer]:
        later = self._an_hour_later(one) if one.state == State.NO_TIME else []
        wanted = one.start or one.wall.replace(tzinfo=self.zone).astimezone(UTC)
        asked = {
            "since": max(wanted - NEAR, self.now),
            "until": wanted + NEAR,
            "length": self.length,
            "viewer": self.zone,
            "now": self.now,
        }
        timetables = list(self.people.values())
        found = [Offer(start) for start in nearest(free_starts(timetables, **asked), wanted, MOST_OFFERED)]
        if not found:
            near = near_misses(timetables, **asked, most=MOST_OFFERED)
            found = [Offer(miss.start, self._found(miss.start)) for miss in near]
        known = {offer.start for offer in later}
        return [*later, *(offer for offer in found if offer.start not in known)][:MOST_OFFERED]

    def _an_hour_later(self, one: Occurrence) -> list[Offer]:
        """What people mean in the night in which clocks change; it may well be free."""
        moments = wall_moments(one.wall + AN_HOUR, self.zone)
        found = self._found(moments[0]) if len(moments) == 1 else {}
        return [Offer(moments[0], found)] if len(moments) == 1 and not _is_hard(found) else []


def _is_hard(found: Found) -> bool:
    return any(HARD & set(why) for why in found.values())
