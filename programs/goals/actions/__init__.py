"""Writes on objectives, measurements, actions and questions."""

from programs.goals.actions.agreeing import agree_action, finish_action
from programs.goals.actions.checking_in import check_in
from programs.goals.actions.competencies import (
    change_competency,
    create_competency,
    end_competency,
    reopen_competency,
    take_starting_set,
)
from programs.goals.actions.exercises import (
    answer_assignment,
    assign_exercise,
    end_exercise,
    hand_in,
    save_exercise,
    save_reply,
    withdraw_assignment,
)
from programs.goals.actions.focusing import WrittenMeanwhile, write_focus
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
from programs.goals.actions.supporting import BATCH as PULSE_BATCH
from programs.goals.actions.supporting import answer_pulse, ask_due_pulses, ask_supporter, end_supporter

__all__ = [
    "PULSE_BATCH",
    "WrittenMeanwhile",
    "add_measurement",
    "add_milestone",
    "agree_action",
    "answer_assignment",
    "answer_pulse",
    "answer_question",
    "ask_due_pulses",
    "ask_question",
    "ask_supporter",
    "assign_exercise",
    "bring_question",
    "change_competency",
    "change_measurement",
    "change_milestone",
    "change_objective",
    "change_question",
    "check_in",
    "close_objective",
    "consent_to_revision",
    "create_competency",
    "drop_revision",
    "end_competency",
    "end_exercise",
    "end_supporter",
    "finish_action",
    "hand_in",
    "propose_revision",
    "reach_milestone",
    "remove_measurement",
    "remove_milestone",
    "remove_objective",
    "reopen_competency",
    "reopen_question",
    "save_exercise",
    "save_reply",
    "set_objective",
    "settle_without",
    "take_starting_set",
    "withdraw_assignment",
    "withdraw_question",
    "write_focus",
]
