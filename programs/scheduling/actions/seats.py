"""Places in a session. Whoever it waits for must be free; a learner who is busy then is entered as not coming."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation

from programs.engagements.models import Participation
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.roles import YIELDING_ROLES

UNANSWERED = {"reply": "", "attendance": "", "marked_at": None, "marked_by": None}
BUSY = {"blocks": False, "reply": SessionPlace.Reply.NOT_COMING}


def by_firmness(people: Iterable[Participation]) -> tuple[list[Participation], list[Participation]]:
    """Those for whom the session must suit, and those who yield when it does not."""
    people = list(people)
    firm = [person for person in people if person.role not in YIELDING_ROLES]
    return firm, [person for person in people if person.role in YIELDING_ROLES]


def give_places(session: Session, people: Iterable[Participation], *, blocks: bool = True) -> None:
    """A place for each, or the constraint's refusal if anybody is busy.

    Args:
        blocks: whether it takes the people's time; not where another session of theirs does that already.
    """
    SessionPlace.objects.bulk_create(new_place(session, person, blocks=blocks) for person in people)


def give_places_that_yield(session: Session, people: list[Participation]) -> list[Participation]:
    """A place for each, whoever is busy then.

    Returns:
        Those who are busy: they are entered as not coming, and their time stays as it was.
    """
    if not people or not _clashes(lambda: give_places(session, people)):
        return []
    return [person for person in people if not give_place(session, person)]


def give_place(session: Session, person: Participation) -> bool:
    """One place; whether the person is free then. If not, they are entered as not coming."""
    place = new_place(session, person)
    if not _clashes(lambda: place.save(force_insert=True)):
        return True
    place.blocks, place.reply = BUSY["blocks"], BUSY["reply"]
    place.save(force_insert=True)
    return False


def move_places(session: Session, people: Iterable[Participation]) -> None:
    """Everybody's place to the session's new time, or the constraint's refusal if anybody is busy. Replies were about
    the old time."""
    _places(session, people).update(period=_period(session), blocks=True, **UNANSWERED)


def move_places_that_yield(session: Session, people: list[Participation]) -> list[Participation]:
    """The same for those who yield; returns those who are busy then and are entered as not coming."""
    if not people or not _clashes(lambda: move_places(session, people)):
        return []
    busy = [person for person in people if _clashes(lambda one=person: move_places(session, [one]))]
    _places(session, busy).update(period=_period(session), **(UNANSWERED | BUSY))
    return busy


def new_place(session: Session, person: Participation, *, blocks: bool = True) -> SessionPlace:
    """Not saved yet."""
    period = _period(session)
    return SessionPlace(session=session, participation=person, user_id=person.user_id, period=period, blocks=blocks)


def _places(session: Session, people: Iterable[Participation]):
    return SessionPlace.objects.filter(session=session, participation__in=list(people))


def _period(session: Session) -> tuple[datetime, datetime]:
    return session.starts_at, session.ends_at


def _clashes(write: Callable[[], object]) -> bool:
    """Write, unless the constraint says that somebody would be in two places."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        if not isinstance(error.__cause__, ExclusionViolation):
            raise
        return True
    return False
