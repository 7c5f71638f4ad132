"""How times come about: proposals that somebody answers, and series."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import ProposalState


class Proposal(OrganizationOwned):
    """Times that somebody offers; each is a held session, which blocks its time until the proposal is settled.

    With `moves` the times are meant for a session that is planned already. The held sessions go when one is taken,
    and when the proposal is declined, withdrawn or past its date: nobody ever agreed to the others.
    """

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="proposals")
    moves = OrganizationForeignKey("scheduling.Session", on_delete=models.CASCADE, null=True, related_name="proposals")
    proposed_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "expired"], settled_at__isnull=True, settled_by__isnull=True)
                | (
                    Q(state__in=["accepted", "declined", "withdrawn"])
                    & Q(settled_at__isnull=False, settled_by__isnull=False)
                ),
                name="proposal_settled_paired",
            ),
            models.UniqueConstraint(
                fields=["organization", "moves"], condition=Q(state="open"), name="proposal_open_once_per_session"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "expires_at"], condition=Q(state="open"), name="proposal_expires"),
            models.Index(fields=["organization", "engagement", "state"], name="proposal_of_engagement"),
            models.Index(
                fields=["organization", "proposed_at"],
                condition=Q(state__in=["open", "expired"]),
                name="proposal_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN


class Series(OrganizationOwned):
    """Sessions that were booked by one rule. Each is a session of its own; the rule only says how they came about."""

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="series")
    rule = models.CharField(max_length=200, blank=True)  # an RRULE (RFC 5545) in local time; empty for chosen dates
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.rule or "chosen dates"
