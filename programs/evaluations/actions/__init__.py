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
    plan_end_round,
    plan_round,
)

__all__ = [
    "answer_request",
    "change_questionnaire",
    "close_round",
    "copy_questionnaire",
    "create_questionnaire",
    "delete_draft",
    "drop_drafts",
    "ensure_library",
    "export_results",
    "join_rounds",
    "move_due",
    "move_question",
    "open_round",
    "plan_end_round",
    "plan_round",
    "publish_questionnaire",
    "remove_question",
    "remove_translation",
    "restore_questionnaire",
    "retire_questionnaire",
    "save_draft",
    "save_question",
    "shuffle_responses",
    "translate_questionnaire",
]
