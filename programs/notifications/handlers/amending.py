"""Changes of a signed agreement: one is proposed, one was dropped. Their signing is told like any signing."""

from portal.outbox.registry import handles
from programs.coaching.events import AmendmentDropped, AmendmentProposed
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries.amending import find_amendment, people_to_tell, was_sent


@handles(AmendmentProposed)
def on_amendment_proposed(event: AmendmentProposed) -> None:
    """Tell the other who writes it; if it is out for signing already, everybody hears that."""
    amendment = find_amendment(event.amendment_id)
    if amendment and not amendment.dropped_at and not was_sent(amendment):
        _tell("amendment-proposed", amendment, amendment.proposed_by_id)


@handles(AmendmentDropped)
def on_amendment_dropped(event: AmendmentDropped) -> None:
    """Tell everybody who was asked to sign; if nobody was, only who writes it."""
    amendment = find_amendment(event.amendment_id)
    if amendment and amendment.dropped_at:
        _tell("amendment-dropped", amendment, amendment.dropped_by_id)


def _tell(kind: str, amendment, by) -> None:
    engagement = amendment.contract.engagement
    tell(
        kind=kind,
        key=f"{amendment.pk}",
        subject_id=engagement.pk,
        people=people_to_tell(amendment),
        but=[by],
        facts={**about_engagement(engagement), "amendment_id": str(amendment.pk), "by": str(by)},
    )
