"""File a note."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import NotAllowed
from programs.covenant.actions import check_covenant, check_kept
from programs.engagements.models import Engagement, Participation
from programs.notes.actions.checks import check_audience, checked
from programs.notes.models import Note
from programs.notes.permissions import can_write_note
from programs.scheduling.models import Session


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
    text = checked(text)
    check_audience(audience)
    check_kept(engagement=engagement)
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
