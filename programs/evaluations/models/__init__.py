"""Questionnaires, when they are asked, who is asked, and what came in."""

from programs.evaluations.models.answers import Draft, Response
from programs.evaluations.models.batches import Batch
from programs.evaluations.models.questionnaires import Questionnaire
from programs.evaluations.models.rounds import Request, Round, RoundPlan, Stage

__all__ = ["Batch", "Draft", "Questionnaire", "Request", "Response", "Round", "RoundPlan", "Stage"]
