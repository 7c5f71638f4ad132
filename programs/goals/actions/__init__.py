"""Writes on objectives, measurements, actions and questions."""

from programs.goals.actions.agreeing import agree_action, finish_action
from programs.goals.actions.measuring import add_measurement, change_measurement, remove_measurement
from programs.goals.actions.milestones import add_milestone, change_milestone, reach_milestone, remove_milestone
from programs.goals.actions.objectives import change_objective, close_objective, remove_objective, set_objective
from programs.goals.actions.questions import (
    answer_question,
    ask_question,
    bring_question,
    change_question,
    reopen_question,
    withdraw_question,
)
from programs.goals.actions.revising import consent_to_revision, drop_revision, propose_revision, settle_without

__all__ = [
    "add_measurement",
    "add_milestone",
    "agree_action",
    "answer_question",
    "ask_question",
    "bring_question",
    "change_measurement",
    "change_milestone",
    "change_objective",
    "change_question",
    "close_objective",
    "consent_to_revision",
    "drop_revision",
    "finish_action",
    "propose_revision",
    "reach_milestone",
    "remove_measurement",
    "remove_milestone",
    "remove_objective",
    "reopen_question",
    "set_objective",
    "settle_without",
    "withdraw_question",
]
