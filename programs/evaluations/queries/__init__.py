"""Reads of the room."""

from programs.evaluations.queries.answers import (
    Results,
)
from programs.evaluations.queries.batches import (
    program_of_round,
)
from programs.evaluations.queries.change import (
    Changes,
    changes_of,
)
from programs.evaluations.queries.export import (
    Sheet,
    as_csv,
    as_xlsx,
    file_name,
    sheets_of,
)
from programs.evaluations.queries.overview import (
    ProgramOverview,
    overview_for,
)
from programs.evaluations.queries.program import (
    Cut,
    ProgramResults,
    program_results_for,
)
from programs.evaluations.queries.questionnaires import (
    QuestionnaireFamily,
    draft_answers,
    get_questionnaire,
    missing_standards,
    newest_questionnaire,
    questionnaire_families,
    questions_for,
    refuses_retiring,
    roles_known,
    versions_of,
    words_for,
)
from programs.evaluations.queries.results import (
    results_of,
)
from programs.evaluations.queries.rounds import (
    answer_readers,
    answered_requests_for,
    get_request_for,
    get_round_for,
    has_left,
    is_about_a_person,
    may_open_results,
    open_requests_for,
    people_asked,
    requests_for,
    rounds_due,
    rounds_of,
    sees_results,
    state_of_request,
)

__all__ = [
    "Changes",
    "Cut",
    "ProgramOverview",
    "ProgramResults",
    "QuestionnaireFamily",
    "Results",
    "Sheet",
    "answer_readers",
    "answered_requests_for",
    "as_csv",
    "as_xlsx",
    "changes_of",
    "draft_answers",
    "file_name",
    "get_questionnaire",
    "get_request_for",
    "get_round_for",
    "has_left",
    "is_about_a_person",
    "may_open_results",
    "missing_standards",
    "newest_questionnaire",
    "open_requests_for",
    "overview_for",
    "people_asked",
    "program_of_round",
    "program_results_for",
    "questionnaire_families",
    "questions_for",
    "refuses_retiring",
    "requests_for",
    "results_of",
    "roles_known",
    "rounds_due",
    "rounds_of",
    "sees_results",
    "sheets_of",
    "state_of_request",
    "versions_of",
    "words_for",
]
