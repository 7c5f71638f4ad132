"""What clients wished for when they looked for a coach goes with the text of the contract that came of it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from programs.coaching.models import CoachChoice, CoachProposal
from programs.covenant.erasing import empty, erases


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    chosen = CoachProposal.objects.filter(contract=engagement_id, state=CoachProposal.State.CHOSEN)
    return empty(CoachChoice.objects.filter(pk__in=chosen.values("choice")), "wishes")


def _of_person(membership_id: UUID, now: datetime) -> int:
    """As a client, and what they wrote for one."""
    theirs = Q(client=membership_id) | Q(asked_by=membership_id)
    return empty(CoachChoice.objects.filter(theirs), "wishes")


erases("wishes for a coach", of_engagement=_of_engagement, of_person=_of_person)
