"""Writes on objectives, measurements and actions."""

from programs.goals.actions.agreeing import agree_action, finish_action
from programs.goals.actions.measuring import add_measurement
from programs.goals.actions.objectives import change_objective, close_objective, remove_objective, set_objective

__all__ = [
    "add_measurement",
    "agree_action",
    "change_objective",
    "close_objective",
    "finish_action",
    "remove_objective",
    "set_objective",
]
