"""The versions of an agreement, each as one party reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from programs.coaching.models import Amendment, Contract, ContractVersion, Signature
from programs.coaching.queries.agreement import (
    Agreement,
    Section,
    digest_of,
    parts_for,
    sections_of,
    texts_for,
)
from programs.coaching.queries.signing import Signing, agreement_in, latest_signatures, open_amendment
from programs.engagements.models import Participation


@dataclass(frozen=True)
class Paper:
    """One text on a sheet: the shared one, or with `client` what is between that client and the coach only."""

    number: int
    text: str
    client: Participation | None = None

    @property
    def sections(self) -> list[Section]:
        """Its parts, for the page."""
        return sections_of(self.text)

    @property
    def digest(self) -> str:
        """SHA-256 of this text alone."""
        return digest_of(self.text)


@dataclass(frozen=True)
class Signed:
    """A signature on a sheet.

    Args:
        kept: it stands under an earlier version, which says the same to who signed it.
        covers: the numbers of the papers that it covers; empty if it covers texts that this reader does not read.
    """

    signature: Signature
    kept: bool
    covers: tuple[int, ...]

    @property
    def place(self) -> Participation:
        """Who signed."""
        return self.signature.participation


@dataclass(frozen=True)
class Sheet:
    """A version as one party reads and signs it."""

    version: ContractVersion
    place: Participation
    papers: list[Paper]
    signed: list[Signed] = field(default_factory=list)
    waiting: list[Participation] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """What this party signs: the digest of all texts that they read."""
        return digest_of(*(paper.text for paper in self.papers))


@dataclass(frozen=True)
class Standing:
    """What became of a version: words, since when, and how they look."""

    text: str
    at: datetime | None = None
    tone: str = ""
    icon: str = "info"


def versions_for(contract: Contract, place: Participation) -> QuerySet[ContractVersion]:
    """The versions that this party may read, newest first: sent since they came, or signed by them.

    Who joins later does not read what the others agreed before: that text was written for those who were there.
    """
    signed = Signature.objects.filter(participation=place).values("version")
    rows = ContractVersion.objects.filter(Q(sent_at__gte=place.joined_at) | Q(pk__in=signed), contract=contract)
    people = ("sent_by__user", "amendment__proposed_by__user", "amendment__dropped_by__user")
    return rows.select_related("amendment", *people).order_by("-number")


def get_version_for(contract: Contract, place: Participation, number: int) -> ContractVersion:
    """One of these versions, or 404."""
    version = versions_for(contract, place).filter(number=number).first()
    if version is None:
        raise Http404
    version.contract = contract
    return version


def amendments_for(contract: Contract, place: Participation) -> list[Amendment]:
    """The changes that were proposed, newest first, but for those that were settled before this party came."""
    before = Q(agreed_at__lt=place.joined_at) | Q(dropped_at__lt=place.joined_at)
    rows = Amendment.objects.filter(contract=contract).exclude(before).defer("draft")
    return list(rows.select_related("proposed_by__user", "dropped_by__user").order_by("-number"))


def get_open_amendment(contract: Contract) -> Amendment:
    """The change that is written or signed now, or 404."""
    amendment = open_amendment(contract)
    if amendment is None:
        raise Http404
    amendment.contract = contract
    return amendment


def sheet_of(version: ContractVersion, place: Participation, signing: Signing | None = None) -> Sheet:
    """A version with its signatures, as this party reads it.

    Args:
        signing: what is signed now; if it is this version, it says who is missing.
    """
    agreement = agreement_in(version)
    papers = papers_for(agreement, place)
    signed = _signatures_on(version, agreement)
    now = signing is not None and signing.version is not None and signing.version.pk == version.pk
    shown = [Signed(row, row.version_id != version.pk, _covered(row, agreement, place)) for row in signed]
    return Sheet(version, place, papers, shown, list(signing.waiting) if signing and now else [])


def papers_for(agreement: Agreement, place: Participation) -> list[Paper]:
    """The texts that this party reads, in the order in which they are signed."""
    parts = parts_for(agreement, place)
    clients = Participation.objects.select_related("membership__user").in_bulk(parts) if parts else {}
    private = [
        Paper(number, text, clients[pk])
        for number, (pk, text) in enumerate(zip(parts, texts_for(agreement, place)[1:], strict=True), start=2)
    ]
    return [Paper(1, agreement.text), *private]


def _signatures_on(version: ContractVersion, agreement: Agreement) -> list[Signature]:
    """Those under this version, and earlier ones that count on since it says the same to them."""
    rows = version.signatures.select_related("participation__membership__user", "version").defer("version__text")
    own = list(rows.order_by("signed_at", "id"))
    if version.amendment_id is None:
        return own
    signed = {row.participation_id for row in own}
    earlier = latest_signatures(version.contract, before=version.number).values()
    kept = [
        row
        for row in earlier
        if row.participation_id not in signed and row.digest == digest_of(*texts_for(agreement, row.participation))
    ]
    return [*kept, *own]


def _covered(row: Signature, agreement: Agreement, reader: Participation) -> tuple[int, ...]:
    """The numbers on the reader's sheet of the texts that this signature covers, if they read all of them."""
    reads = parts_for(agreement, reader)
    covers = parts_for(agreement, row.participation)
    return (1, *(reads.index(pk) + 2 for pk in covers)) if set(covers) <= set(reads) else ()


def standings_of(contract: Contract, versions: Sequence[ContractVersion], signing: Signing) -> dict[int, Standing]:
    """What became of each version, by its number.

    Args:
        versions: with amendments, newest first.
    """
    newest: dict = {}
    for version in versions:
        newest.setdefault(version.amendment_id, version)
    held, later = {}, None
    for version in versions:
        since = version.amendment.agreed_at if version.amendment else contract.agreed_at
        if newest[version.amendment_id] is version and since:
            now = Standing("In force", since, "ok", "check")
            held[version.number] = Standing("Replaced by an amendment", later) if later else now
            later = since
    return {
        version.number: held.get(version.number) or _never_held(version, newest[version.amendment_id], signing)
        for version in versions
    }


def _never_held(version: ContractVersion, newest: ContractVersion, signing: Signing) -> Standing:
    amendment = version.amendment
    if amendment and amendment.dropped_at:
        return Standing("Dropped", amendment.dropped_at)
    if version is not newest:
        return Standing(f"Replaced by version {newest.number} before everybody signed")
    if signing.version and signing.version.pk == version.pk and signing.is_open:
        return Standing("Waits for signatures", icon="clock")
    return Standing("Can’t be signed any more")
