"""What the room does when something happens in an engagement."""

from portal.outbox.registry import handles
from programs.engagements.events import EngagementEvaluating
from programs.evaluations.actions import plan_end_round


@handles(EngagementEvaluating)
def on_engagement_evaluating(event: EngagementEvaluating) -> None:
    """Ask everybody who takes part how it was."""
    plan_end_round(engagement_id=event.subject_id)
