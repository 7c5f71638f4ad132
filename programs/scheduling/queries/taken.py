"""Who has other sessions at many times, in whichever organization: one query, however many times and people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from programs.engagements.models import Participation
from programs.scheduling.queries.timetables import known_times

Period = tuple[datetime, datetime]


@dataclass(frozen=True)
class Taken:
    """For each period, the user ids of those who have another session in it. It stays true while people are locked."""

    busy: Mapping[Period, frozenset[UUID]]

    def of(self, people: Iterable[Participation]) -> list[Period]:
        """The periods in which one of these people is busy."""
        ids = {person.user_id for person in people}
        return [period for period, busy in self.busy.items() if ids & busy]

    def counts(self, people: Iterable[Participation]) -> dict[str, int]:
        """In how many of the periods each of these people is busy, by membership id; only those who are in some."""
        found = Counter(
            str(person.membership_id) for person in people for busy in self.busy.values() if person.user_id in busy
        )
        return dict(found)


def times_taken(
    people: Iterable[Participation], periods: Sequence[Period], *, leaving_out: Iterable[UUID] = ()
) -> Taken:
    """What is taken of these periods.

    Args:
        leaving_out: sessions that do not count, as they are to be moved.
    """
    since, until = min(start for start, _ in periods), max(end for _, end in periods)
    known = known_times([person.user_id for person in people], since, until, leaving_out=leaving_out)
    sessions = {user_id: found.timetable.sessions for user_id, found in known.items()}
    return Taken({period: _busy_in(period, sessions) for period in periods})


def _busy_in(period: Period, sessions: Mapping[UUID, Sequence[Period]]) -> frozenset[UUID]:
    start, end = period
    return frozenset(
        user_id for user_id, taken in sessions.items() if any(since < end and start < until for since, until in taken)
    )
