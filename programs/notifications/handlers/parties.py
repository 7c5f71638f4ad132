"""Parties of a contract who leave in the middle."""

from portal.outbox.registry import handles
from programs.coaching.events import PartyGone
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import find_participation
from programs.notifications.queries.parties import who_runs


@handles(PartyGone)
def on_party_gone(event: PartyGone) -> None:
    """Tell those who run the program, who decide how it goes on; not why somebody left."""
    place = find_participation(event.participation_id)
    if place is None or place.left_at or not place.engagement.is_current:
        return
    facts = {"by": str(place.membership_id), "engagement_id": str(place.engagement_id)}
    tell(
        kind="contract-party-gone",
        key=f"{place.pk}",
        subject_id=place.engagement_id,
        people=who_runs(place.engagement),
        but=[place.membership_id],
        facts={**about_engagement(place.engagement), **facts},
    )
