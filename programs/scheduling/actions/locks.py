"""Who waits for whom: engagement, then people in the order of their ids, then sessions, proposals, places.

Every action takes its locks in this order, so racers get an answer instead of a deadlock. The exclusion constraint
is the backstop. Rooms whose own rows are locked too, such as a cohort, lock them before the engagement.

- Who has a place in which planned session changes under the engagement's lock only: whoever reads the places of a
  session to move them all misses nobody who joins at this moment.
- Whoever makes somebody busy holds the person. Whoever frees a time need not, but takes the sessions first.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, transaction
from psycopg.errors import DeadlockDetected, ExclusionViolation

from accounts.models import Membership
from portal.errors import DomainError
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Poll, Session, SessionPlace

KEPT = "Nothing was booked."


def lock_engagement(engagement: Engagement) -> Engagement:
    """The engagement as it is now; whoever books, moves, joins the sessions or proposes at this moment waits.

    Its key stays free: a row that only refers to the engagement, such as a note, is written without waiting, also by
    somebody who holds a session of it.
    """
    rows = Engagement.objects.select_for_update(of=("self",), no_key=True).select_related("program")
    return rows.get(pk=engagement.pk)


def hold_people(*, engagement: Engagement, people: Iterable[Participation | Membership]) -> None:
    """The first step where one transaction gives or takes the places of several people.

    One after the other they would be locked in an order that nobody else keeps.
    """
    lock_engagement(engagement)
    lock_people(people)


def lock_people(people: Iterable[Participation | Membership]) -> None:
    """Racers for the same people wait here."""
    ids = sorted(person.user_id for person in people)
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def lock_session(session: Session) -> Session:
    """The session as it is now.

    Raises:
        DomainError: somebody moved, cancelled or completed it since `session` was read.
    """
    fresh = (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("engagement__program")
        .get(pk=session.pk)
    )
    if fresh.state != session.state or fresh.sequence != session.sequence:
        raise DomainError("Somebody else changed this session a moment ago. Look at it again before you go on.")
    return fresh


def lock_poll(poll: Poll) -> Poll:
    """The poll as it is now, after the engagement and before the people; who answers at this moment waits."""
    return (
        Poll.objects.select_for_update(of=("self",), no_key=True)
        .select_related("engagement__program", "opened_by__membership__user")
        .get(pk=poll.pk)
    )


@contextmanager
def nobody_twice(
    people: Iterable[Participation],
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    by: Participation,
    moving: Session | None = None,
    kept: str = KEPT,
) -> Iterator[None]:
    """Turn the constraint's refusal into a sentence that says who is not free.

    Args:
        moving: a session whose own time does not count, since it would move.
        kept: what became of the step, as the second sentence.
    """
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        if not is_clash(error):
            raise
        own = [session.pk, moving.pk] if moving else [session.pk]
        busy = _busy_places(list(people), own, starts_at, ends_at)
        raise DomainError(f"{who_is_busy(busy, session.engagement_id, by)} {kept}", field="starts_at") from None


@contextmanager
def unless_taken(refusal: str) -> Iterator[None]:
    """The same for many sessions whose times were looked at already: then only this sentence is left to say."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        if not is_clash(error):
            raise
        raise DomainError(refusal, field="starts_at") from None


def is_clash(error: Exception) -> bool:
    """Whether the constraint refused somebody in two places, or two who wait for each other were parted."""
    return isinstance(error.__cause__, ExclusionViolation | DeadlockDetected)


def _busy_places(
    people: list[Participation], own: list[UUID], starts_at: datetime, ends_at: datetime
) -> list[SessionPlace]:
    return list(
        SessionPlace.objects.filter(
            user__in=[person.user_id for person in people], period__overlap=(starts_at, ends_at), blocks=True
        )
        .exclude(session__in=own)
        .select_related("user", "session")
        .order_by("user__name")
    )


def who_is_busy(busy: list[SessionPlace], engagement_id: UUID, by: Participation) -> str:
    """A sentence about these places, which stand in the way of a session of the engagement.

    Names are of this organization only; that somebody is busy elsewhere is said without saying who."""
    if any(place.session.engagement_id == engagement_id for place in busy):
        return "This time overlaps a session that is booked here already."
    names = list(dict.fromkeys("You" if place.user_id == by.user_id else place.user.name for place in busy))
    names.sort(key=lambda name: name != "You")
    if not names:
        return "Somebody here has another session at that time."
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} others"]
    verb = "has" if len(names) == 1 and names[0] != "You" else "have"
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{who} {verb} another session at that time."
