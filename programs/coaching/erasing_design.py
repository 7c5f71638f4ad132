"""The words of a design that go when their time is over. What was signed stays as it was signed."""

from datetime import datetime
from uuid import UUID

from programs.coaching.models import Comment, Contract, ContractClause, Portrait
from programs.covenant.erasing import empty, erases
from programs.engagements.models import Participation

WORDS = ("purpose", "focus_areas", "working_arrangement")


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    words = empty(Contract.objects.filter(engagement=engagement_id), *WORDS)
    words += empty(Portrait.objects.filter(client__engagement=engagement_id), "strengths", "development")
    words += empty(ContractClause.objects.filter(contract=engagement_id), "text")
    return words + empty(Comment.objects.filter(contract=engagement_id), "text")


def _of_person(membership_id: UUID, now: datetime) -> int:
    """Their portraits, what they said, and the words of contracts in which they are the only client."""
    words = empty(Portrait.objects.filter(client__membership=membership_id), "strengths", "development")
    words += empty(Comment.objects.filter(written_by__membership=membership_id), "text")
    clients = Participation.objects.filter(role=Participation.Role.CLIENT)
    own = clients.filter(membership=membership_id).values("engagement")
    others = clients.filter(engagement__in=own).exclude(membership=membership_id).values("engagement")
    contracts = Contract.objects.filter(engagement__in=own).exclude(engagement__in=others)
    return words + empty(contracts, *WORDS)


erases("designs", of_engagement=_of_engagement, of_person=_of_person)
