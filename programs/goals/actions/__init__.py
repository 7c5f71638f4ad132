"""Writes on objectives, measurements, actions and questions."""

from programs.goals.actions.agreeing import agree_action, finish_action
from programs.goals.actions.competencies import (
    change_competency,
    create_competency,
    end_competency,
    reopen_competency,
    take_starting_set,
)
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
    "add_measurement",
    "agree_action",
    "answer_question",
    "ask_question",
    "bring_question",
    "change_competency",
    "change_objective",
    "change_question",
    "close_objective",
    "create_competency",
    "end_competency",
    "finish_action",
    "remove_objective",
    "reopen_competency",
    "reopen_question",
    "set_objective",
    "take_starting_set",
    "withdraw_question",
]
