"""Designing a coaching contract: whose turn it is, and that something was said."""

from django.utils import timezone

from portal.outbox.registry import handles
from programs.coaching.events import DesignCommented, DesignHandedOver
from programs.coaching.models import Contract
from programs.coaching.queries import parties_of
from programs.coaching.queries.comments import find_comment
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement

Role = Participation.Role


@handles(DesignHandedOver)
def on_design_handed_over(event: DesignHandedOver) -> None:
    """Tell those whose turn it is now, unless it was handed on since."""
    contract = Contract.objects.select_related("engagement__program").filter(pk=event.subject_id).first()
    if contract is None or contract.turn != event.turn or contract.engagement.state != State.DESIGN:
        return
    role = Role.COACH if contract.turn == Contract.Turn.COACH else Role.CLIENT
    tell(
        kind="design-turn",
        key=f"{contract.pk}:{contract.turn_at:%Y%m%d%H%M%S%f}",
        subject_id=contract.pk,
        people=[place.membership_id for place in parties_of(contract) if place.role == role],
        but=[contract.turn_by_id],
        facts={
            **about_engagement(contract.engagement),
            "by": str(contract.turn_by_id),
            "turn_at": contract.turn_at.isoformat(),
        },
    )


@handles(DesignCommented)
def on_design_commented(event: DesignCommented) -> None:
    """Tell who else reads it, once a day for each part and writer."""
    comment = find_comment(event.comment_id)
    if comment is None or comment.settled_at or comment.contract.engagement.state != State.DESIGN:
        return
    contract, writer = comment.contract, comment.written_by
    day = timezone.localdate(comment.written_at)
    tell(
        kind="design-comment",
        key=f"{contract.pk}:{comment.part}:{comment.client_id or ''}:{writer.pk}:{day:%Y%m%d}",
        subject_id=comment.pk,
        people=[place.membership_id for place in parties_of(contract) if _reads(place, comment)],
        but=[writer.membership_id],
        facts={**about_engagement(contract.engagement), "by": str(writer.membership_id)},
    )


def _reads(place: Participation, comment) -> bool:
    if place.role == Role.CLIENT:
        return comment.client_id in {None, place.pk}
    return place.role == Role.COACH
