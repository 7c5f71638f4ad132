"""Reads over contracts, always of the current organization."""

from programs.coaching.queries.agreement import (
    SEES,
    Section,
    agreement_text,
    digest_of,
    sections_of,
    who_sees_what,
)
from programs.coaching.queries.contracts import (
    client_of,
    coach_of,
    contract_of_session,
    contracts_for,
    contracts_overseen_by,
    get_contract_for,
    get_contract_objective,
    get_contract_to_close,
    get_contract_to_design,
    get_contract_to_steer,
    get_overseen_contract,
    objectives_of_contract,
    open_objectives,
    parties_of,
)
from programs.coaching.queries.feedback import RATER_GROUPS, feedback_rounds, next_feedback_stage, raters_from_lines
from programs.coaching.queries.sessions import SessionCount, count_sessions, sessions_used
from programs.coaching.queries.signing import Signing, find_version, missing_in_design, signing_of

__all__ = [
    "RATER_GROUPS",
    "SEES",
    "Section",
    "SessionCount",
    "Signing",
    "agreement_text",
    "client_of",
    "coach_of",
    "contract_of_session",
    "contracts_for",
    "contracts_overseen_by",
    "count_sessions",
    "digest_of",
    "feedback_rounds",
    "find_version",
    "get_contract_for",
    "get_contract_objective",
    "get_contract_to_close",
    "get_contract_to_design",
    "get_contract_to_steer",
    "get_overseen_contract",
    "missing_in_design",
    "next_feedback_stage",
    "objectives_of_contract",
    "open_objectives",
    "parties_of",
    "raters_from_lines",
    "sections_of",
    "sessions_used",
    "signing_of",
    "who_sees_what",
]
