"""Coaching: coaches, contracts that are designed together and signed by every party, and what they show in the end."""

from programs.coaching.models.agreement import (
    Amendment,
    Clause,
    ClauseTopic,
    ContractClause,
    ContractVersion,
    Signature,
    VersionPart,
)
from programs.coaching.models.coaches import CoachChoice, CoachCompetency, CoachProfile, CoachProposal, Credential
from programs.coaching.models.contracts import Charge, Comment, Contract, Portrait
from programs.coaching.models.proving import HoursConsent, NextStep, RaterSuggestion, SponsorReport

__all__ = [
    "Amendment",
    "Charge",
    "Clause",
    "ClauseTopic",
    "CoachChoice",
    "CoachCompetency",
    "CoachProfile",
    "CoachProposal",
    "Comment",
    "Contract",
    "ContractClause",
    "ContractVersion",
    "Credential",
    "HoursConsent",
    "NextStep",
    "Portrait",
    "RaterSuggestion",
    "Signature",
    "SponsorReport",
    "VersionPart",
]
