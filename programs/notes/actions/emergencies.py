"""Open an engagement's notes in an emergency: one administrator asks, another one decides."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Engagement
from programs.notes.actions.checks import checked_reason
from programs.notes.events import EmergencyAsked, EmergencyRefused, NotesOpened
from programs.notes.lifecycle import OPEN_FOR, OpeningState
from programs.notes.models import Opening
from programs.notes.permissions import can_ask_emergency, can_decide_emergency
from programs.notes.queries.openings import (
    administrators_apart_from,
    opening_as_it_is,
    reserved_terms,
    state_of,
    waiting_emergency,
)

OTHERS = "This is for administrators who have no place here."


@transaction.atomic
def ask_emergency(*, engagement: Engagement, reason: str, by: Membership) -> Opening:
    """Ask another administrator to agree that `by` reads the notes; nothing is open yet.

    The same reason sent twice is one question.

    Raises:
        NotAllowed: `by` is no administrator, or takes part in the engagement or once did.
        DomainError: what everybody signed does not reserve it, there is no reason, a question waits already, or nobody
            else could decide.
    """
    if not can_ask_emergency(by, engagement):
        raise NotAllowed(OTHERS)
    Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)  # a second copy of the form waits here
    _check_reserved(engagement)
    reason = checked_reason(reason)
    now = timezone.now()
    if waiting := waiting_emergency(engagement, now):
        if waiting.asked_by_id == by.pk and waiting.reason == reason:
            return waiting
        raise DomainError(f"{waiting.asked_by.name} has asked already. That has to be decided first.", field="reason")
    if not administrators_apart_from(engagement).exclude(pk=by.pk).exists():
        raise DomainError(
            "A second administrator without a place here has to agree, and there is none. Make somebody administrator "
            "first.",
            field="reason",
        )
    opening = Opening.objects.create(
        engagement=engagement, kind=Opening.Kind.EMERGENCY, reason=reason, asked_at=now, asked_by=by
    )
    record("asked to open notes", opening, by=by, kind=opening.kind, engagement=engagement.pk)
    publish(EmergencyAsked(subject_id=opening.pk))
    return opening


@transaction.atomic
def approve_emergency(*, opening: Opening, by: Membership) -> Opening:
    """Agree: who asked reads for an hour, and everybody concerned is told at once.

    Raises:
        NotAllowed: `by` asked themselves, is no administrator, or takes part in the engagement or once did.
        DomainError: it was decided in the meantime or waited too long, is no longer reserved, or who asked may not
            read any more.
    """
    fresh = _waiting(opening, by)
    _check_reserved(fresh.engagement)
    if not can_ask_emergency(fresh.asked_by, fresh.engagement):
        raise DomainError(f"{fresh.asked_by.name} may not open notes here any more. Nothing was opened.")
    now = timezone.now()
    expires_at = now + OPEN_FOR[Opening.Kind.EMERGENCY]
    _settle(fresh, approved_at=now, approved_by=by, expires_at=expires_at)
    record("opened notes", opening, by=by, kind=opening.kind, engagement=opening.engagement_id, until=expires_at)
    publish(NotesOpened(subject_id=opening.pk))
    return opening_as_it_is(opening)


@transaction.atomic
def refuse_emergency(*, opening: Opening, by: Membership) -> Opening:
    """Say no: nothing is opened, and who asked is told.

    Raises:
        NotAllowed: as for `approve_emergency`.
        DomainError: it was decided in the meantime or waited too long.
    """
    _settle(_waiting(opening, by), refused_at=timezone.now(), refused_by=by)
    record("refused to open notes", opening, by=by, kind=opening.kind, engagement=opening.engagement_id)
    publish(EmergencyRefused(subject_id=opening.pk))
    return opening_as_it_is(opening)


def _check_reserved(engagement: Engagement) -> None:
    terms = reserved_terms(engagement)
    if terms is None or not terms.emergency:
        raise DomainError("What everybody signed here does not let anybody open notes in an emergency.")


def _waiting(opening: Opening, by: Membership) -> Opening:
    """The opening as it is now, if `by` may decide it and it waits."""
    if opening.kind != Opening.Kind.EMERGENCY or not can_decide_emergency(by, opening):
        raise NotAllowed("It is decided by another administrator than the one who asked, without a place here.")
    fresh = opening_as_it_is(opening)
    if state_of(fresh, timezone.now()) != OpeningState.WAITING:
        raise DomainError(how_it_was_decided(fresh))
    return fresh


def _settle(opening: Opening, **values) -> None:
    """Of two who decide at once the first one wins."""
    waiting = Opening.objects.filter(pk=opening.pk, approved_at__isnull=True, refused_at__isnull=True)
    if not waiting.update(**values):
        raise DomainError(how_it_was_decided(opening_as_it_is(opening)))


def how_it_was_decided(opening: Opening) -> str:
    """A sentence for who comes too late."""
    if opening.approved_by:
        return f"{opening.approved_by.name} has agreed in the meantime; the notes are open. Nothing else was changed."
    if opening.refused_by:
        return f"{opening.refused_by.name} has refused it in the meantime. Nothing was opened."
    return "Nobody decided within a day. If it is still an emergency, it has to be asked for again."
