"""Writes on questionnaires, plans, rounds, requests and responses."""

from programs.evaluations.actions.answering import answer_request
from programs.evaluations.actions.guests import decline_request, invite_guests
from programs.evaluations.actions.planned import (
    plan_due_rounds,
    plan_end_round,
    plan_session_rounds,
    plan_start_rounds,
)
from programs.evaluations.actions.plans import add_plan, change_plan, make_default_plans, stop_plan
from programs.evaluations.actions.publishing import ensure_library
from programs.evaluations.actions.rounds import close_round, move_due, open_round, plan_round
from programs.evaluations.actions.steering import (
    REMIND_BATCH,
    cancel_round,
    change_anonymity,
    close_early,
    extend_round,
    remind_due,
    remind_now,
    withdraw_request,
)

__all__ = [
    "REMIND_BATCH",
    "add_plan",
    "answer_request",
    "cancel_round",
    "change_anonymity",
    "change_plan",
    "close_early",
    "close_round",
    "decline_request",
    "ensure_library",
    "extend_round",
    "invite_guests",
    "make_default_plans",
    "move_due",
    "open_round",
    "plan_due_rounds",
    "plan_end_round",
    "plan_round",
    "plan_session_rounds",
    "plan_start_rounds",
    "remind_due",
    "remind_now",
    "stop_plan",
    "withdraw_request",
]
