"""What people wish for their time: hours, notice, limits. Asked when a time is taken, under the people's locks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from portal.errors import DomainError
from programs.engagements.models import Participation
from programs.scheduling.models import Session
from programs.scheduling.queries.together import times_together
from programs.scheduling.timetable import HARD, Obstacle
from programs.scheduling.wording import obstacle_words


class AgainstWishes(DomainError):
    """Nobody is in two places, but the time does not suit somebody: they can be asked.

    Args:
        found: who, and why.
    """

    def __init__(self, message: str, found: Mapping[Participation, list[Obstacle]]):
        super().__init__(message, field="starts_at")
        self.found = found


def heed_wishes(
    people: Iterable[Participation], starts_at: datetime, minutes: int, by: Participation, moving: Session | None = None
) -> None:
    """Whether the time suits everybody but `by`, whose own wishes are theirs to overrule.

    Args:
        moving: the session that is being moved; its own time does not count.

    Raises:
        AgainstWishes: it does not. Who is in another session is the constraint's to say.
    """
    others = [person for person in people if person.pk != by.pk]
    until = starts_at + timedelta(minutes=minutes)
    known = times_together(others, starts_at, until, leaving_out=[moving.pk] if moving else [])
    found = known.obstacles_at(starts_at, minutes, timezone.now())
    soft = {person: why for person, why in found.items() if not HARD & set(why)}
    if soft:
        raise AgainstWishes(f"{' '.join(obstacle_words(soft, by.membership, starts_at))} Nothing was booked.", soft)
