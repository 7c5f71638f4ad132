"""Writes on notes: file, change, write a session up."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.actions import check_covenant
from programs.engagements.models import Engagement, Participation
from programs.notes.models import Note
from programs.notes.permissions import can_change_note, can_write_note, can_write_up
from programs.scheduling.actions import cancel_session, complete_session, mark_attendance
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries import places_of

LONGEST_NOTE = 20_000  # characters
DID_NOT_TAKE_PLACE = "It did not take place."


@transaction.atomic
def file_note(
    *, engagement: Engagement, text: str, audience: str, by: Participation, session: Session | None = None
) -> Note:
    """Write a note. The same words for the same readers and session are one note, however often they are sent.

    Raises:
        NotAllowed: `by` does not sit in the engagement's sessions.
        DomainError: there is no text, or too much of it, or no audience, or others would read it and the covenant is
            not signed.
    """
    if not can_write_note(by, engagement) or (session and session.engagement_id != engagement.pk):
        raise NotAllowed("Notes are written by the people who sit in the sessions.")
    text = _checked(text)
    _check_audience(audience)
    if audience != Note.Audience.PRIVATE:
        check_covenant(engagement=engagement, by=by)
    Participation.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second copy of the form waits here
    mine = Note.objects.filter(engagement=engagement, session=session, author=by, audience=audience)
    if same := next((note for note in mine.order_by("-id") if note.text == text), None):
        return same
    note = Note.objects.create(
        engagement=engagement,
        session=session,
        author=by,
        author_member=by.membership,
        audience=audience,
        text=text,
        written_at=timezone.now(),
    )
    record("written", note, by=by.membership, audience=audience)
    return note


@transaction.atomic
def change_note(*, note: Note, text: str, audience: str, version: int, by: Participation) -> Note:
    """Save other words, or another audience, if nobody saved in the meantime.

    Args:
        version: of the text that the author had before them.

    Raises:
        NotAllowed: it is somebody else's note.
        DomainError: a newer version was saved in the meantime; nothing is lost of either.
    """
    if not can_change_note(by, note):
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    text = _checked(text)
    _check_audience(audience)
    fresh = Note.objects.select_for_update(no_key=True).get(pk=note.pk)
    if (fresh.text, fresh.audience) == (text, audience):
        return fresh
    if fresh.version != version:
        raise DomainError(
            "This note was changed while you were writing. The newer text stands below, yours is still in the field: "
            "put together what you want to keep and save again.",
            field="text",
        )
    fresh.text, fresh.audience, fresh.version = text, audience, version + 1
    fresh.changed_at, fresh.changed_by = timezone.now(), by.membership
    fresh.save(update_fields=["text", "audience", "version", "changed_at", "changed_by"])
    record("changed", fresh, by=by.membership, audience=audience, version=fresh.version)
    return fresh


@transaction.atomic
def write_up_session(
    *, session: Session, held: bool, came: Collection[UUID], shared: str, own: str, by: Participation
) -> None:
    """Say whether a session took place and who came, and keep the shared and the own note, all at once.

    Args:
        held: whether it took place; if not, it is cancelled.
        came: participation ids of those who came. Others stay as they were marked, if they were; or else they are
            excused if they had said so, and absent if not.
        shared, own: what everybody here, and only the writer, can read; empty for none.

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
    for audience, text in ((Note.Audience.ENGAGEMENT, shared), (Note.Audience.PRIVATE, own)):
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


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise DomainError("There is nothing to keep yet: write a word first.", field="text")
    if len(text) > LONGEST_NOTE:
        raise DomainError(f"Make it shorter: a note has at most {LONGEST_NOTE:,} characters.", field="text")
    return text


def _check_audience(audience: str) -> None:
    if audience not in Note.Audience.values:
        raise DomainError("Choose who can read it.", field="audience")
