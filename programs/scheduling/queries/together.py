"""Times that suit everybody for whom a session must suit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.queries.timetables import Known, known_times
from programs.scheduling.roles import VISITING_ROLES, YIELDING_ROLES
from programs.scheduling.timetable import NearMiss, Obstacle, Timetable, free_starts, near_misses, obstacles, why_none


@dataclass(frozen=True)
class Together:
    """People and what is known of their time between two moments."""

    people: Sequence[Participation]
    known: Mapping[UUID, Known]
    since: datetime
    until: datetime

    @property
    def timetables(self) -> list[Timetable]:
        return [self.known[person.user_id].timetable for person in self.people if person.user_id in self.known]

    def free_starts(self, minutes: int, viewer: ZoneInfo, now: datetime, **window) -> list[datetime]:
        """Starts at which all are free for so many minutes, on the grid of the viewer's clock."""
        return free_starts(self.timetables, **self._asked(minutes, now, window), viewer=viewer)

    def near_misses(self, minutes: int, viewer: ZoneInfo, now: datetime, *, most: int = 3, **window) -> list[NearMiss]:
        """The best starts that go against somebody's wishes, and against nobody's other session."""
        return near_misses(self.timetables, **self._asked(minutes, now, window), viewer=viewer, most=most)

    def why_none(self, minutes: int, now: datetime, **window) -> list:
        """Why no time is offered."""
        return why_none(self.timetables, **self._asked(minutes, now, window))

    def obstacles_at(self, start: datetime, minutes: int, now: datetime) -> dict[Participation, list[Obstacle]]:
        """Who is not free then, and why; nobody when it suits all."""
        length = timedelta(minutes=minutes)
        found = {
            person: obstacles(self.known[person.user_id].timetable, start, length, now)
            for person in self.people
            if person.user_id in self.known
        }
        return {person: why for person, why in found.items() if why}

    def stale(self) -> list[tuple[Participation, datetime | None]]:
        """Whose calendars outside were read so long ago that something new may be missing, and when."""
        return [
            (person, known.read_at)
            for person in self.people
            if (known := self.known.get(person.user_id)) and known.is_stale
        ]

    def unsaid(self) -> list[Participation]:
        """Who has not said when they are free: working hours are assumed."""
        return [person for person in self.people if (known := self.known.get(person.user_id)) and not known.said]

    def _asked(self, minutes: int, now: datetime, window: dict) -> dict:
        return {"since": self.since, "until": self.until, "length": timedelta(minutes=minutes), "now": now, **window}


def firm_people(engagement: Engagement) -> list[Participation]:
    """Those for whom a session of the engagement must suit; it does not wait for learners."""
    return [person for person in people_of(engagement) if person.role not in VISITING_ROLES | YIELDING_ROLES]


def times_together(
    people: Iterable[Participation], since: datetime, until: datetime, *, leaving_out: Iterable[UUID] = ()
) -> Together:
    """What is known of these people's time; one query whatever their number."""
    people = list(people)
    known = known_times([person.user_id for person in people], since, until, leaving_out=leaving_out)
    return Together(people, known, since, until)
