"""Who sees what: proposed, in force, off, and who joins what others have signed."""

from collections.abc import Collection
from uuid import UUID

from portal.outbox.registry import handles
from programs.covenant.events import CovenantDropped, CovenantInForce, CovenantProposed
from programs.covenant.models import Covenant
from programs.covenant.queries import find_covenant, is_asked_to_sign, is_signed_by_all
from programs.engagements.events import ParticipantJoined
from programs.engagements.kinds import Kind
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import everybody_in, find_participation


@handles(CovenantProposed)
def on_covenant_proposed(event: CovenantProposed) -> None:
    """Ask everybody else to read and sign, unless it is settled by now."""
    covenant = find_covenant(event.covenant_id)
    if covenant and not covenant.in_force_at and not covenant.dropped_at:
        by = covenant.proposed_by_id
        _tell_all("covenant-proposed", covenant, but=[by], by=str(by))


@handles(CovenantInForce)
def on_covenant_in_force(event: CovenantInForce) -> None:
    """Tell everybody; the first of a contract is signed with its agreement, of which they hear anyway."""
    covenant = find_covenant(event.covenant_id)
    with_agreement = covenant and covenant.number == 1 and covenant.engagement.kind == Kind.COACHING
    if covenant and not covenant.replaced_at and not with_agreement:
        _tell_all("covenant-in-force", covenant)


@handles(CovenantDropped)
def on_covenant_dropped(event: CovenantDropped) -> None:
    """Tell everybody else that nothing changes."""
    covenant = find_covenant(event.covenant_id)
    if covenant and covenant.dropped_by_id:
        _tell_all("covenant-dropped", covenant, but=[covenant.dropped_by_id], by=str(covenant.dropped_by_id))


@handles(ParticipantJoined)
def on_joined_what_is_signed(event: ParticipantJoined) -> None:
    """Ask whoever joins what the others have signed already; who is there from the beginning is asked on their home."""
    place = find_participation(event.participation_id)
    if place and is_signed_by_all(place.engagement) and is_asked_to_sign(place):
        tell(
            kind="covenant-asked",
            key=f"{place.pk}",
            subject_id=place.engagement_id,
            people=[place.membership_id],
            facts=about_engagement(place.engagement),
        )


def _tell_all(kind: str, covenant: Covenant, *, but: Collection[UUID] = (), **facts) -> None:
    engagement = covenant.engagement
    tell(
        kind=kind,
        key=f"{covenant.pk}",
        subject_id=engagement.pk,
        people=everybody_in(engagement.pk),
        but=but,
        facts={**about_engagement(engagement), "covenant_id": str(covenant.pk), **facts},
    )
