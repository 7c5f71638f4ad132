"""Notes that those who run a program open, or ask to."""

from collections.abc import Iterable
from uuid import UUID

from portal.outbox.registry import handles
from programs.notes.events import EmergencyAsked, EmergencyRefused, NotesOpened
from programs.notes.models import Opening
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import administrators_to_ask, administrators_to_tell, everybody_in, find_opening


@handles(EmergencyAsked)
def on_emergency_asked(event: EmergencyAsked) -> None:
    """Ask the administrators who can decide; no longer if somebody has."""
    opening = find_opening(event.subject_id)
    if opening and not opening.approved_at and not opening.refused_at:
        _tell("emergency-asked", opening, administrators_to_ask(opening), by=opening.asked_by_id)


@handles(EmergencyRefused)
def on_emergency_refused(event: EmergencyRefused) -> None:
    """Tell who asked."""
    opening = find_opening(event.subject_id)
    if opening and opening.refused_at:
        _tell("emergency-refused", opening, [opening.asked_by_id], by=opening.refused_by_id)


@handles(NotesOpened)
def on_notes_opened(event: NotesOpened) -> None:
    """Tell everybody who takes part; after an emergency also who asked, and the other administrators."""
    opening = find_opening(event.subject_id)
    if opening is None or not opening.approved_at or not opening.expires_at:
        return
    by = opening.asked_by_id
    moments = {"opened": opening.approved_at.isoformat(), "closes": opening.expires_at.isoformat()}
    people = everybody_in(opening.engagement_id)
    if opening.kind == Opening.Kind.OVERSIGHT:
        _tell("oversight-opened", opening, people, by=by, **moments)
        return
    _tell("emergency-opened", opening, people, by=by, **moments)
    _tell("emergency-approved", opening, [by], by=by, **moments)
    others = [person for person in administrators_to_tell(opening) if person not in people]
    _tell("emergency-told", opening, others, by=by, **moments)


def _tell(kind: str, opening: Opening, people: Iterable[UUID], *, by: UUID | None, **moments: str) -> None:
    tell(
        kind=kind,
        key=f"{opening.pk}",
        subject_id=opening.pk,
        people=people,
        facts={**about_engagement(opening.engagement), "opening_id": str(opening.pk), "by": str(by), **moments},
    )
