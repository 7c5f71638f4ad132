"""Open an engagement's notes for oversight, as its covenant reserves it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Engagement
from programs.notes.actions.checks import checked_reason
from programs.notes.events import NotesOpened
from programs.notes.lifecycle import OPEN_FOR
from programs.notes.models import Opening
from programs.notes.permissions import can_oversee
from programs.notes.queries.openings import open_now, reserved_terms


@transaction.atomic
def open_for_oversight(*, engagement: Engagement, reason: str, by: Membership) -> Opening:
    """Let `by` read the notes that the covenant opens, for half an hour; everybody in the engagement is told at once.

    The same reason sent twice is one opening.

    Raises:
        NotAllowed: `by` does not run the program, or takes part in the engagement or once did.
        DomainError: what everybody signed does not reserve it, there is no reason, or one is open already.
    """
    if not can_oversee(by, engagement):
        raise NotAllowed("Notes are opened by those who run the program and have no place here.")
    Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)  # a second copy of the form waits here
    terms = reserved_terms(engagement)
    if terms is None or not terms.oversight:
        raise DomainError("What everybody signed here does not let anybody open notes.")
    reason = checked_reason(reason)
    now = timezone.now()
    if already := open_now(engagement, by, Opening.Kind.OVERSIGHT, now):
        if already.reason == reason:
            return already
        raise DomainError("You have opened the notes already. Read them, or wait until that is over.", field="reason")
    opening = Opening.objects.create(
        engagement=engagement,
        kind=Opening.Kind.OVERSIGHT,
        reason=reason,
        asked_at=now,
        asked_by=by,
        approved_at=now,
        approved_by=by,
        expires_at=now + OPEN_FOR[Opening.Kind.OVERSIGHT],
    )
    record("opened notes", opening, by=by, kind=opening.kind, engagement=engagement.pk, until=opening.expires_at)
    publish(NotesOpened(subject_id=opening.pk))
    return opening
