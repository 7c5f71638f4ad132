"""What the room does when something happens in an engagement."""

from portal.outbox.registry import handles
from programs.engagements.events import EngagementEvaluating
from programs.evaluations.actions import join_rounds, plan_end_round
from programs.evaluations.events import RoundClosed
from programs.evaluations.queries import program_of_round


@handles(EngagementEvaluating)
def on_engagement_evaluating(event: EngagementEvaluating) -> None:
    """Ask everybody who takes part how it was."""
    plan_end_round(engagement_id=event.subject_id)


@handles(RoundClosed)
def on_round_closed(event: RoundClosed) -> None:
    """Let the answers count for the program, once enough people stand behind them."""
    program_id = program_of_round(event.subject_id)
    if program_id is not None:
        join_rounds(program_id=program_id)
