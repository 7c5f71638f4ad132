"""Writes on questionnaires, rounds, requests and responses."""

from programs.evaluations.actions.answering import answer_request
from programs.evaluations.actions.batches import join_rounds, shuffle_responses
from programs.evaluations.actions.exporting import export_results
from programs.evaluations.actions.publishing import ensure_library
from programs.evaluations.actions.rounds import close_round, move_due, open_round, plan_end_round, plan_round

__all__ = [
    "answer_request",
    "close_round",
    "ensure_library",
    "export_results",
    "join_rounds",
    "move_due",
    "open_round",
    "plan_end_round",
    "plan_round",
    "shuffle_responses",
]
