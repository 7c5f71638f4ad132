"""Reads of the room."""

from programs.evaluations.queries.batches import program_of_round
from programs.evaluations.queries.overview import ProgramResults, overview_for
from programs.evaluations.queries.results import Results, results_of
from programs.evaluations.queries.rounds import (
    answer_readers,
    answered_requests_for,
    get_request_for,
    get_round_for,
    has_left,
    is_about_a_person,
    may_open_results,
    newest_questionnaire,
    open_requests_for,
    people_asked,
    questions_for,
    requests_for,
    rounds_due,
    rounds_of,
    sees_results,
    state_of_request,
)

__all__ = [
    "ProgramResults",
    "Results",
    "answer_readers",
    "answered_requests_for",
    "get_request_for",
    "get_round_for",
    "has_left",
    "is_about_a_person",
    "may_open_results",
    "newest_questionnaire",
    "open_requests_for",
    "overview_for",
    "people_asked",
    "program_of_round",
    "questions_for",
    "requests_for",
    "results_of",
    "rounds_due",
    "rounds_of",
    "sees_results",
    "state_of_request",
]
