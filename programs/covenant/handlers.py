"""What follows for covenants from what happens elsewhere."""

from portal.outbox.registry import handles
from programs.covenant.actions import settle_covenant
from programs.covenant.queries import find_engagement
from programs.engagements.events import ParticipantLeft


@handles(ParticipantLeft)
def on_participant_left(event: ParticipantLeft) -> None:
    """Whoever leaves holds nobody up: what all the others have signed holds now."""
    engagement = find_engagement(event.subject_id)
    if engagement and engagement.is_current:
        settle_covenant(engagement=engagement)
