"""Pages of the room."""

from programs.evaluations.views.answering import request_answer, request_list
from programs.evaluations.views.drafting import (
    add_question,
    change_question,
    change_questionnaire,
    choose_language,
    move_question,
    remove_question,
    translate,
)
from programs.evaluations.views.questionnaires import (
    add_standards,
    copy_questionnaire,
    create_questionnaire,
    delete_draft,
    preview,
    publish_questionnaire,
    questionnaire_detail,
    questionnaire_list,
    restore_questionnaire,
    retire_questionnaire,
)

__all__ = [
    "add_question",
    "add_standards",
    "change_question",
    "change_questionnaire",
    "choose_language",
    "copy_questionnaire",
    "create_questionnaire",
    "delete_draft",
    "move_question",
    "preview",
    "publish_questionnaire",
    "questionnaire_detail",
    "questionnaire_list",
    "remove_question",
    "request_answer",
    "request_list",
    "restore_questionnaire",
    "retire_questionnaire",
    "translate",
]
