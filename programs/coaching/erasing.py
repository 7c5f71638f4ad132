"""The words of this room that go when their time is over.

What was signed keeps its text, since it says what people agreed: purpose and arrangement, clauses, versions and their
parts. What was said on the way goes: portraits, comments, wishes, why something was changed, and what comes next.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from programs.coaching.models import (
    Amendment,
    CoachChoice,
    CoachProposal,
    Comment,
    Contract,
    ContractClause,
    NextStep,
    Portrait,
    SponsorReport,
)
from programs.covenant.erasing import empty, erases

REPORT = ("progress", "support", "figures")
DESIGN = ("purpose", "focus_areas", "working_arrangement")


def _talk_of_engagement(engagement_id: UUID, now: datetime) -> int:
    words = empty(Portrait.objects.filter(client__engagement=engagement_id), "strengths", "development")
    words += empty(Comment.objects.filter(contract=engagement_id), "text")
    words += empty(Amendment.objects.filter(contract=engagement_id), "reason", "draft")
    return words + empty(NextStep.objects.filter(client__engagement=engagement_id), "note")


def _talk_of_person(membership_id: UUID, now: datetime) -> int:
    """The draft of a change is of client and coach together; while it is open, its reason is read by who signs it."""
    words = empty(Portrait.objects.filter(client__membership=membership_id), "strengths", "development")
    words += empty(Comment.objects.filter(written_by__membership=membership_id), "text")
    closed = Q(agreed_at__isnull=False) | Q(dropped_at__isnull=False)
    words += empty(Amendment.objects.filter(closed, proposed_by=membership_id), "reason")
    return words + empty(NextStep.objects.filter(client__membership=membership_id), "note")


def _designs_of_engagement(engagement_id: UUID, now: datetime) -> int:
    """Of a contract that nobody agreed to, nothing has to be kept."""
    unsigned = Contract.objects.filter(pk=engagement_id, agreed_at__isnull=True)
    words = empty(unsigned, *DESIGN)
    return words + empty(ContractClause.objects.filter(contract__in=unsigned), "text")


def _designs_of_person(membership_id: UUID, now: datetime) -> int:
    """A design is written by two, so it is nobody's to take along."""
    return 0


def _wishes_of_engagement(engagement_id: UUID, now: datetime) -> int:
    chosen = CoachProposal.objects.filter(contract=engagement_id, state=CoachProposal.State.CHOSEN)
    return empty(CoachChoice.objects.filter(pk__in=chosen.values("choice")), "wishes")


def _wishes_of_person(membership_id: UUID, now: datetime) -> int:
    """As a client, and what they wrote for one."""
    theirs = Q(client=membership_id) | Q(asked_by=membership_id)
    return empty(CoachChoice.objects.filter(theirs), "wishes")


def _reports_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(SponsorReport.objects.filter(contract=engagement_id), *REPORT)


def _reports_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(SponsorReport.objects.filter(written_by=membership_id), *REPORT)


erases("coaching talk", of_engagement=_talk_of_engagement, of_person=_talk_of_person)
erases("designs", of_engagement=_designs_of_engagement, of_person=_designs_of_person)
erases("wishes for a coach", of_engagement=_wishes_of_engagement, of_person=_wishes_of_person)
erases("reports", of_engagement=_reports_of_engagement, of_person=_reports_of_person)
