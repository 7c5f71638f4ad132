"""What the page of a contract is made of, in as few queries as it has sorts of things to show."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404

from accounts.models import Membership
from programs.coaching.models import Amendment, CoachProposal, Contract, ContractVersion, Signature
from programs.coaching.queries.choices import LIVE
from programs.coaching.queries.contracts import PARTY_ORDER
from programs.coaching.queries.signing import Signing, signing_of
from programs.engagements.models import Participation
from programs.goals.models import Objective, Revision, RevisionConsent


def get_contract_page(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation, list]:
    """A contract that this person is a party of, their place and all parties; 404 for everybody else; one query.

    `contract.is_amended` says whether a change of what was signed is open, `contract.meeting` has the proposal as which
    the two get to know each other, and `place.consents` an objective whose new wording waits for their yes.
    """
    open_one = Amendment.objects.filter(
        contract=OuterRef("engagement"), agreed_at__isnull=True, dropped_at__isnull=True
    )
    meeting = CoachProposal.objects.filter(contract=OuterRef("engagement"), state__in=LIVE)
    given = RevisionConsent.objects.filter(revision=OuterRef("pk"), participation=OuterRef(OuterRef("pk")))
    waiting = Revision.objects.filter(
        ~Exists(given),
        Q(objective__life=False) | Q(objective__owner=OuterRef("pk")),
        objective__owner__engagement=OuterRef("engagement"),
        settled_at__isnull=True,
        dropped_at__isnull=True,
    )
    rows = (
        Participation.objects.filter(engagement=engagement_id, engagement__contract__isnull=False, left_at__isnull=True)
        .select_related("engagement__program", "engagement__contract", "membership__user")
        .annotate(
            is_amended=Exists(open_one),
            meeting=Subquery(meeting.values("pk")[:1]),
            meeting_choice=Subquery(meeting.values("choice_id")[:1]),
            consents=Subquery(waiting.values("objective_id")[:1]),
        )
        .order_by("membership__user__name", "id")
    )
    parties = sorted(rows, key=lambda place: PARTY_ORDER.index(place.role))
    place = next((row for row in parties if row.membership_id == membership.pk), None)
    if place is None:
        raise Http404
    contract = place.engagement.contract
    contract.engagement = place.engagement
    contract.is_amended = place.is_amended
    contract.meeting, contract.meeting_choice = place.meeting, place.meeting_choice
    place.membership = membership  # the same row, with person and organization at hand
    for party in parties:
        party.engagement = contract.engagement
    return contract, place, parties


def signing_on_page(contract: Contract, parties: Sequence[Participation], objectives: Sequence[Objective]) -> Signing:
    """The same as `signing_of`; of what holds and is not being changed only who signed it and when, in one query."""
    if contract.agreed_at is None or contract.is_amended:
        return signing_of(contract, parties, objectives)
    signatures = Signature.objects.filter(version=OuterRef("pk")).order_by("signed_at", "id")
    json = JSONObject(by="participation_id", name="name", at="signed_at")
    agreed = Q(amendment__isnull=True) | Q(amendment__agreed_at__isnull=False)
    version = (
        ContractVersion.objects.filter(agreed, contract=contract)
        .annotate(signed=ArraySubquery(signatures.values(json=json)))
        .defer("text")
        .order_by("-number")
        .first()
    )
    return Signing(version=version, signatures=[_signature(row) for row in version.signed], current=True)


def _signature(row: dict) -> Signature:
    return Signature(participation_id=UUID(row["by"]), name=row["name"], signed_at=datetime.fromisoformat(row["at"]))
