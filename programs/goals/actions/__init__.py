"""Writes on objectives, measurements, actions and questions."""

from programs.goals.actions.agreeing import agree_action, finish_action
from programs.goals.actions.focusing import WrittenMeanwhile, write_focus
from programs.goals.actions.measuring import add_measurement
from programs.goals.actions.objectives import change_objective, close_objective, remove_objective, set_objective
from programs.goals.actions.questions import (
    answer_question,
    ask_question,
    bring_question,
    change_question,
    reopen_question,
    withdraw_question,
)

__all__ = [
    "WrittenMeanwhile",
    "add_measurement",
    "agree_action",
    "answer_question",
    "ask_question",
    "bring_question",
    "change_objective",
    "change_question",
    "close_objective",
    "finish_action",
    "remove_objective",
    "reopen_question",
    "set_objective",
    "withdraw_question",
    "write_focus",
]
