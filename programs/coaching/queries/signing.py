"""Where the signing of a contract stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from programs.coaching.draft import Draft, draft_of, from_json
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.models import Amendment, Contract, ContractClause, ContractVersion, Portrait, Signature
from programs.coaching.queries.agreement import Agreement, Material, agreement_of, digest_of, texts_for
from programs.coaching.queries.contracts import PARTY_ORDER
from programs.covenant.queries import asked_terms
from programs.engagements.models import Participation
from programs.goals.models import Objective

AGREED = Q(version__amendment__isnull=True) | Q(version__amendment__agreed_at__isnull=False)  # signatures that count on


@dataclass(frozen=True)
class Signing:
    """The version that counts now, and who signed it: what is out for signing, or what holds.

    `current` is false when the design changed after it was sent: then nobody can sign it any more. Who signed an
    earlier version that says the same to them is not asked again, and is in `kept`.
    """

    version: ContractVersion | None = None
    agreement: Agreement | None = None
    amendment: Amendment | None = None  # the change that is written or signed now
    signatures: list[Signature] = field(default_factory=list)
    kept: list[Participation] = field(default_factory=list)
    waiting: list[Participation] = field(default_factory=list)
    current: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is something to sign."""
        return self.current and bool(self.waiting)

    def waits_for(self, place: Participation) -> bool:
        """Whether this party can sign now."""
        return self.current and place.pk in {party.pk for party in self.waiting}

    def texts_for(self, place: Participation) -> list[str]:
        """What this party reads and signs."""
        return texts_for(self.agreement, place) if self.agreement else []

    def digest_for(self, place: Participation) -> str:
        """The digest of what this party reads and signs."""
        return digest_of(*self.texts_for(place))


def open_amendment(contract: Contract) -> Amendment | None:
    """The change of a signed agreement that is written or signed now."""
    return Amendment.objects.filter(contract=contract, agreed_at__isnull=True, dropped_at__isnull=True).first()


def version_in_force(contract: Contract) -> ContractVersion | None:
    """The newest version that everybody signed."""
    if not contract.agreed_at:
        return None
    agreed = Q(amendment__isnull=True) | Q(amendment__agreed_at__isnull=False)
    return ContractVersion.objects.filter(agreed, contract=contract).order_by("-number").first()


def signing_of(contract: Contract, parties: Sequence[Participation], objectives: Sequence[Objective]) -> Signing:
    """What is signed now, with its signatures, and whether the design still says the same.

    Args:
        parties: of the contract, in their order.
        objectives: of all its clients, unfiltered.
    """
    amendment = open_amendment(contract) if contract.engagement.state in AMENDABLE else None
    version = _newest(contract, amendment)
    if version is None:
        return Signing(amendment=amendment)
    version.contract = contract
    agreement = agreement_in(version)
    signatures = list(version.signatures.order_by("signed_at", "id"))
    waiting, kept = _asked(contract, agreement, parties, signatures, amendment)
    frozen = amendment is None and contract.agreed_at is not None
    return Signing(
        version=version,
        agreement=agreement,
        amendment=amendment,
        signatures=signatures,
        kept=kept,
        waiting=[] if frozen else waiting,
        current=frozen or current_agreement(contract, parties, objectives, amendment) == agreement,
    )


def _newest(contract: Contract, amendment: Amendment | None) -> ContractVersion | None:
    if amendment or not contract.agreed_at:
        return ContractVersion.objects.filter(contract=contract, amendment=amendment).order_by("-number").first()
    return version_in_force(contract)


def _asked(contract, agreement, parties, signatures, amendment) -> tuple[list, list]:
    """Who has to sign, and who signed earlier what says the same to them."""
    signed = {signature.participation_id for signature in signatures}
    unsigned = [place for place in parties if place.pk not in signed]
    if amendment is None or not unsigned:
        return unsigned, []
    before = latest_signatures(contract)
    kept = [
        place
        for place in unsigned
        if place.pk in before and before[place.pk].digest == digest_of(*texts_for(agreement, place))
    ]
    return [place for place in unsigned if place not in kept], kept


def latest_signatures(contract: Contract, before: int | None = None) -> dict[UUID, Signature]:
    """The last signature of each party on a version that came to hold, by participation.

    It counts on while later versions say the same to that party, also over several amendments.

    Args:
        before: only on versions with a lower number.
    """
    rows = Signature.objects.filter(AGREED, version__contract=contract)
    if before is not None:
        rows = rows.filter(version__number__lt=before)
    rows = rows.select_related("version", "participation__membership__user").defer("version__text")
    return {row.participation_id: row for row in rows.order_by("version__number", "id")}


def current_agreement(
    contract: Contract,
    parties: Sequence[Participation],
    objectives: Iterable[Objective],
    amendment: Amendment | None = None,
) -> Agreement:
    """The agreement as the design, or the amendment, and the covenant say it now."""
    return agreement_of(materials_of([contract], {contract.pk: (parties, objectives)}, {contract.pk: amendment})[0])


def materials_of(contracts: Sequence[Contract], known: dict, amendments: dict) -> list[Material]:
    """What these agreements are written from, in their order; four queries whatever their number.

    Args:
        contracts: with engagement and program.
        known: parties and objectives by contract id.
        amendments: open amendments by contract id.
    """
    ids = [contract.pk for contract in contracts]
    terms = asked_terms([contract.engagement for contract in contracts])
    clauses, portraits = defaultdict(list), defaultdict(dict)
    for row in ContractClause.objects.filter(contract__in=ids).order_by("position", "id"):
        clauses[row.contract_id].append(row)
    for row in Portrait.objects.filter(client__engagement__in=ids).select_related("client"):
        portraits[row.client.engagement_id][row.client_id] = row
    found = []
    for contract in contracts:
        parties, objectives = known[contract.pk]
        amendment = amendments.get(contract.pk)
        found.append(
            Material(
                draft=from_json(amendment.draft) if amendment else draft_of(contract, clauses[contract.pk]),
                parties=parties,
                objectives=list(objectives),
                terms=terms[contract.pk],
                late_hours=contract.engagement.program.late_hours,
                portraits=portraits[contract.pk],
            )
        )
    return found


def agreement_in(version: ContractVersion) -> Agreement:
    """What a version says, with its parts."""
    return Agreement(version.text, {row.client_id: row.text for row in version.parts.all()})


def digest_to_sign(version: ContractVersion, place: Participation) -> str:
    """The digest of what this party reads of a version, and signs."""
    return digest_of(*texts_for(agreement_in(version), place))


def find_version(contract: Contract, version_id: UUID) -> ContractVersion | None:
    """A version of this contract, if it is one."""
    return (
        ContractVersion.objects.select_related("contract__engagement").filter(contract=contract, pk=version_id).first()
    )


def missing_in_design(
    contract: Contract | Draft, objectives: Sequence[Objective], clients: Sequence[Participation] = ()
) -> list[str]:
    """What the design still needs before it can be sent, in words.

    Args:
        contract: or the draft of an amendment.
        clients: of a group, each of whom needs an objective.
    """
    needed = (
        (contract.purpose, "the purpose"),
        (contract.focus_areas, "the focus areas"),
        (contract.working_arrangement, "how you work together"),
        (objectives, "at least one objective"),
    )
    missing = [words for value, words in needed if not value]
    owners = {row.owner_id for row in objectives}
    without = [client.name for client in clients if client.pk not in owners] if owners else []
    return missing + [f"an objective of {name}" for name in without]


def missing_signatures(versions: Sequence[ContractVersion]) -> list[tuple[ContractVersion, Participation]]:
    """The parties that have not signed these versions and still can: the design says what it said when it was sent.

    A constant number of queries, whatever the number of versions.

    Args:
        versions: the newest of each contract, with contract, engagement, program, amendment and parts.
    """
    contracts = [version.contract for version in versions]
    ids = [contract.pk for contract in contracts]
    parties, objectives = defaultdict(list), defaultdict(list)
    people = Participation.objects.filter(engagement__in=ids, left_at__isnull=True)
    for place in people.select_related("membership__user").order_by("membership__user__name", "id"):
        parties[place.engagement_id].append(place)
    rows = Objective.objects.filter(owner__engagement__in=ids).select_related("owner")
    for objective in rows.order_by("position", "id"):
        objectives[objective.owner.engagement_id].append(objective)
    known = {pk: (sorted(parties[pk], key=lambda place: PARTY_ORDER.index(place.role)), objectives[pk]) for pk in ids}
    amendments = {version.contract_id: version.amendment for version in versions}
    signed = set(Signature.objects.filter(version__in=versions).values_list("version_id", "participation_id"))
    before = _signed_before([version for version in versions if version.amendment_id])
    found = []
    for version, material in zip(versions, materials_of(contracts, known, amendments), strict=True):
        agreement = agreement_of(material)
        if _digests(agreement) == (version.digest, {row.client_id: row.digest for row in version.parts.all()}):
            found += [
                (version, place)
                for place in material.parties
                if (version.pk, place.pk) not in signed
                and (version.contract_id, place.pk, digest_of(*texts_for(agreement, place))) not in before
            ]
    return found


def _digests(agreement: Agreement) -> tuple[str, dict[UUID, str]]:
    return digest_of(agreement.text), {pk: digest_of(text) for pk, text in agreement.parts.items()}


def _signed_before(versions: Sequence[ContractVersion]) -> set[tuple[UUID, UUID, str]]:
    """Contract, party and digest of what each party signed last, of what was agreed before these amendments."""
    if not versions:
        return set()
    rows = Signature.objects.filter(AGREED, version__contract__in=[version.contract_id for version in versions])
    found = rows.order_by("version__number", "id").values_list("version__contract_id", "participation_id", "digest")
    return {(contract, place, digest) for (contract, place), digest in {row[:2]: row[2] for row in found}.items()}
