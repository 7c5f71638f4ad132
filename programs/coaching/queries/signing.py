"""Where the signing of a contract stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from programs.coaching.models import Contract, ContractVersion, Signature
from programs.coaching.queries.agreement import agreement_text, digest_of
from programs.coaching.queries.contracts import PARTY_ORDER
from programs.covenant.queries import asked_terms
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.goals.models import Objective


@dataclass(frozen=True)
class Signing:
    """The newest version that was sent, and who signed it.

    `current` is false when the design changed after it was sent: then nobody can sign it any more.
    """

    version: ContractVersion | None = None
    signatures: list[Signature] = field(default_factory=list)
    waiting: list[Participation] = field(default_factory=list)
    current: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is something to sign."""
        return self.current and bool(self.waiting)

    def waits_for(self, place: Participation) -> bool:
        """Whether this party can sign now."""
        return self.current and place.pk in {party.pk for party in self.waiting}


def signing_of(contract: Contract, parties: Sequence[Participation], objectives: Sequence[Objective]) -> Signing:
    """The newest version with its signatures, and whether the design still says the same."""
    version = ContractVersion.objects.filter(contract=contract).order_by("-number").first()
    if version is None:
        return Signing()
    version.contract = contract
    signatures = list(version.signatures.order_by("signed_at", "id"))
    signed = {signature.participation_id for signature in signatures}
    return Signing(
        version=version,
        signatures=signatures,
        waiting=[place for place in parties if place.pk not in signed],
        current=_is_frozen(contract) or digest_of(current_text(contract, parties, objectives)) == version.digest,
    )


def _is_frozen(contract: Contract) -> bool:
    return contract.engagement.state not in {State.DRAFT, State.DESIGN}


def current_text(contract: Contract, parties: Sequence[Participation], objectives: Iterable[Objective]) -> str:
    """The agreement as the design and the covenant say it now."""
    engagement = contract.engagement
    return agreement_text(contract, parties, objectives, asked_terms([engagement])[engagement.pk])


def find_version(contract: Contract, version_id: UUID) -> ContractVersion | None:
    """A version of this contract, if it is one."""
    return (
        ContractVersion.objects.select_related("contract__engagement").filter(contract=contract, pk=version_id).first()
    )


def missing_in_design(contract: Contract, objectives: Sequence[Objective]) -> list[str]:
    """What the design still needs before it can be sent, in words."""
    needed = (
        (contract.purpose, "the purpose"),
        (contract.focus_areas, "the focus areas"),
        (contract.working_arrangement, "how you work together"),
        (objectives, "at least one objective"),
    )
    return [words for value, words in needed if not value]


def missing_signatures(versions: Sequence[ContractVersion]) -> list[tuple[ContractVersion, Participation]]:
    """The parties that have not signed these versions and still can: the design says what it said when it was sent.

    Five queries whatever the number of versions.

    Args:
        versions: the newest of each contract, with contract, engagement and program.
    """
    parties, objectives = defaultdict(list), defaultdict(list)
    engagements = [version.contract.engagement_id for version in versions]
    people = Participation.objects.filter(engagement__in=engagements, left_at__isnull=True)
    for place in people.select_related("membership__user").order_by("membership__user__name", "id"):
        parties[place.engagement_id].append(place)
    rows = Objective.objects.filter(owner__engagement__in=engagements).select_related("owner")
    for objective in rows.order_by("position", "id"):
        objectives[objective.owner.engagement_id].append(objective)
    signed = set(Signature.objects.filter(version__in=versions).values_list("version_id", "participation_id"))
    terms = asked_terms([version.contract.engagement for version in versions])
    found = []
    for version in versions:
        own = sorted(parties[version.contract.engagement_id], key=lambda place: PARTY_ORDER.index(place.role))
        asked = terms[version.contract.engagement_id]
        text = agreement_text(version.contract, own, objectives[version.contract.engagement_id], asked)
        if digest_of(text) == version.digest:
            found += [(version, place) for place in own if (version.pk, place.pk) not in signed]
    return found
