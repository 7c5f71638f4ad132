"""Write a session up."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.notes.actions.filing import file_note
from programs.notes.models import Note
from programs.notes.permissions import can_write_up
from programs.scheduling.actions import cancel_session, complete_session, mark_attendance
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries import places_of

DID_NOT_TAKE_PLACE = "It did not take place."


@transaction.atomic
def write_up_session(
    *,
    session: Session,
    held: bool,
    came: Collection[UUID],
    shared: str,
    own: str,
    by: Participation,
    shared_later: bool = False,
) -> None:
    """Say whether a session took place and who came, and keep the shared and the own note, all at once.

    Args:
        held: whether it took place; if not, it is cancelled.
        came: participation ids of those who came. Others stay as they were marked, if they were; or else they are
            excused if they had said so, and absent if not.
        shared, own: what everybody here, and only the writer, can read; empty for none.
        shared_later: keep the shared note for the writer alone, as long as not everybody has signed who sees what.

    Raises:
        NotAllowed: `by` does not lead the session.
        DomainError: it has not begun, or was cancelled or changed by somebody in the meantime.
    """
    if not can_write_up(by, session):
        raise NotAllowed("A session is written up by the person who leads it, once it has begun.")
    if not held:
        _did_not_take_place(session, by)
    else:
        attendance = _attendance(session, set(came))
        action = complete_session if session.is_planned else mark_attendance
        action(session=session, attendance=attendance, by=by)
    for_all = Note.Audience.PRIVATE if shared_later else Note.Audience.ENGAGEMENT
    for audience, text in ((for_all, shared), (Note.Audience.PRIVATE, own)):
        if text.strip():
            file_note(engagement=session.engagement, session=session, text=text, audience=audience, by=by)


def _did_not_take_place(session: Session, by: Participation) -> None:
    if not session.is_planned:
        raise DomainError("This session was written up as held already.", field="held")
    cancel_session(session=session, by=by, reason=DID_NOT_TAKE_PLACE)


def _attendance(session: Session, came: set[UUID]) -> dict:
    return {
        row.participation_id: SessionPlace.Attendance.PRESENT if row.participation_id in came else _away(row)
        for row in places_of(session)
    }


def _away(row: SessionPlace) -> str:
    marks = SessionPlace.Attendance
    if row.attendance and row.attendance != marks.PRESENT:
        return row.attendance
    return marks.EXCUSED if row.reply == SessionPlace.Reply.NOT_COMING else marks.ABSENT
