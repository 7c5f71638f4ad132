"""Writes on questionnaires, rounds, requests and responses."""

from programs.evaluations.actions.answering import (
    answer_request,
)
from programs.evaluations.actions.batches import (
    join_rounds,
    shuffle_responses,
)
from programs.evaluations.actions.drafts import (
    drop_drafts,
    save_draft,
)
from programs.evaluations.actions.exporting import (
    export_results,
)
from programs.evaluations.actions.guests import (
    decline_request,
    invite_guests,
)
from programs.evaluations.actions.planned import (
    plan_due_rounds,
    plan_end_round,
    plan_session_rounds,
    plan_start_rounds,
)
from programs.evaluations.actions.plans import (
    add_plan,
    change_plan,
    make_default_plans,
    stop_plan,
)
from programs.evaluations.actions.publishing import (
    ensure_library,
)
from programs.evaluations.actions.questionnaires import (
    change_questionnaire,
    copy_questionnaire,
    create_questionnaire,
    delete_draft,
    publish_questionnaire,
    restore_questionnaire,
    retire_questionnaire,
)
from programs.evaluations.actions.questions import (
    move_question,
    remove_question,
    remove_translation,
    save_question,
    translate_questionnaire,
)
from programs.evaluations.actions.rounds import (
    close_round,
    move_due,
    open_round,
    plan_round,
)
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
    "change_questionnaire",
    "close_early",
    "close_round",
    "copy_questionnaire",
    "create_questionnaire",
    "decline_request",
    "delete_draft",
    "drop_drafts",
    "ensure_library",
    "export_results",
    "extend_round",
    "invite_guests",
    "join_rounds",
    "make_default_plans",
    "move_due",
    "move_question",
    "open_round",
    "plan_due_rounds",
    "plan_end_round",
    "plan_round",
    "plan_session_rounds",
    "plan_start_rounds",
    "publish_questionnaire",
    "remind_due",
    "remind_now",
    "remove_question",
    "remove_translation",
    "restore_questionnaire",
    "retire_questionnaire",
    "save_draft",
    "save_question",
    "shuffle_responses",
    "stop_plan",
    "translate_questionnaire",
    "withdraw_request",
]
