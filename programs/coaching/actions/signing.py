"""Sending a version out, and signing it. The last signature makes the agreement."""

import unicodedata
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.amending import settle_amendment
from programs.coaching.actions.locks import lock_contract
from programs.coaching.draft import from_json
from programs.coaching.events import ContractAgreed, ContractSentForSigning, ContractSigned
from programs.coaching.lifecycle import AMENDABLE, CONTRACT_TABLE
from programs.coaching.models import Amendment, Contract, ContractVersion, Signature, VersionPart
from programs.coaching.permissions import can_send_for_signing, can_sign
from programs.coaching.queries import (
    Agreement,
    Signing,
    agreement_in,
    clients_of,
    current_agreement,
    digest_of,
    missing_in_design,
    objectives_of_contract,
    parties_of,
    signing_of,
    version_in_force,
)
from programs.covenant.actions import sign_covenant
from programs.covenant.queries import standing_of
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.goals.models import Objective


class OutdatedVersion(DomainError):
    """What the person read is no longer what would be signed."""


@transaction.atomic
def send_for_signing(*, contract: Contract, by: Membership) -> ContractVersion:
    """Fix the design, or the open amendment, as a version to sign; an earlier one can't be signed any more.

    Raises:
        NotAllowed: `by` is not the coach.
        DomainError: something is missing, nothing would change, or this very text is out already.
    """
    lock_contract(contract)
    if not can_send_for_signing(participation_of(by, contract.engagement)):
        raise NotAllowed("The coach sends the agreement for signing.")
    parties = parties_of(contract)
    objectives = objectives_of_contract(parties)
    latest = signing_of(contract, parties, objectives)
    _check_sendable(contract, parties, objectives, latest.amendment)
    if latest.current:
        raise DomainError("This version is out for signing already.")
    agreement = current_agreement(contract, parties, objectives, latest.amendment)
    if latest.amendment and _holds_already(contract, agreement):
        raise DomainError("Nothing is different from what you have signed. Change something, or drop the amendment.")
    return put_out(contract, agreement, latest.amendment, by)


def put_out(contract: Contract, agreement: Agreement, amendment: Amendment | None, by: Membership) -> ContractVersion:
    """Write a version and ask every party for a signature; called under the lock of the contract."""
    version = _write_version(contract, agreement, amendment, by)
    record("sent for signing", contract, by=by, version=version.number, digest=version.digest)
    publish(ContractSentForSigning(subject_id=contract.pk, version_id=version.pk))
    return version


def _check_sendable(
    contract: Contract,
    parties: Sequence[Participation],
    objectives: list[Objective],
    amendment: Amendment | None,
) -> None:
    if amendment is None and contract.engagement.state != State.DESIGN:
        raise DomainError("Only a design or an amendment can be sent for signing.")
    words = from_json(amendment.draft) if amendment else contract
    if missing := missing_in_design(words, objectives, clients_of(parties)):
        raise DomainError(f"The design still needs {_listed(missing)}. Nothing was sent.")


def _holds_already(contract: Contract, agreement: Agreement) -> bool:
    return agreement_in(version_in_force(contract)) == agreement


def _write_version(
    contract: Contract, agreement: Agreement, amendment: Amendment | None, by: Membership
) -> ContractVersion:
    last = ContractVersion.objects.filter(contract=contract).aggregate(last=Max("number"))["last"] or 0
    version = ContractVersion.objects.create(
        contract=contract,
        amendment=amendment,
        number=last + 1,
        text=agreement.text,
        digest=digest_of(agreement.text),
        sent_at=timezone.now(),
        sent_by=by,
    )
    for client_id, text in agreement.parts.items():
        VersionPart.objects.create(version=version, client_id=client_id, text=text, digest=digest_of(text))
    return version


@transaction.atomic
def sign_contract(*, version: ContractVersion, name: str, digest: str, by: Participation) -> Signature:
    """Sign with the full name what stands on the page.

    Args:
        version: the version on the page.
        name: what the person typed.
        digest: of the texts on the page: the shared one, and the part of this client, or of all for the coach.
        by: the party's place.

    Raises:
        NotAllowed: `by` is no party of this contract.
        OutdatedVersion: the agreement changed since the page was opened.
        DomainError: another name was typed, or this party has signed.
    """
    contract = version.contract
    lock_contract(contract)
    if not can_sign(by, contract):
        raise NotAllowed("This agreement is signed by its parties.")
    parties = parties_of(contract)
    signing = signing_of(contract, parties, objectives_of_contract(parties))
    if version.amendment_id and contract.engagement.state not in AMENDABLE:
        raise DomainError("The sessions are over, so this change is signed no more. What was signed before holds.")
    if contract.engagement.state != State.DESIGN and signing.amendment is None:
        raise DomainError("Everybody has signed this agreement already.")
    _check_shown(signing, version, digest, by)
    if _plain(name) != _plain(by.name):
        raise DomainError(f"Write your full name as it stands here: {by.name}.", field="name")
    signature = _write_signature(version, digest, by)
    _sign_who_sees_what(contract.engagement, parties, by)
    record("signed", contract, by=by.membership, version=version.number, digest=digest)
    publish(ContractSigned(subject_id=contract.pk, version_id=version.pk, participation_id=by.pk))
    if [place.pk for place in signing.waiting] == [by.pk]:
        _agree(contract, version, signing.amendment, by.membership)
    return signature


def _check_shown(signing: Signing, version: ContractVersion, digest: str, by: Participation) -> None:
    newest = signing.version
    if newest is None or newest.pk != version.pk or signing.digest_for(by) != digest:
        raise OutdatedVersion("The agreement changed since you opened it. Nothing was signed; read the new version.")
    if not signing.current:
        raise OutdatedVersion(
            "The design changed after this version was sent. Nothing was signed; the coach sends a new version."
        )


def _write_signature(version: ContractVersion, digest: str, by: Participation) -> Signature:
    try:
        with transaction.atomic():
            return Signature.objects.create(
                version=version,
                participation=by,
                name=by.name,
                digest=digest,
                signed_at=timezone.now(),
            )
    except IntegrityError:
        raise DomainError("You have signed this version already.") from None


def _sign_who_sees_what(engagement: Engagement, parties: list[Participation], by: Participation) -> None:
    """The agreement says who sees what, so who signs it has signed that as well."""
    standing = standing_of(engagement, parties)
    if by.pk not in standing.signed:
        sign_covenant(engagement=engagement, digest=standing.to_sign.digest, by=by)


def _agree(contract: Contract, version: ContractVersion, amendment: Amendment | None, by: Membership) -> None:
    """The last signature is there."""
    if amendment:
        settle_amendment(amendment=amendment, by=by)
    else:
        move_engagement(engagement=contract.engagement, to=State.AGREED, table=CONTRACT_TABLE, by=by)
        contract.agreed_at = timezone.now()
        contract.save(update_fields=["agreed_at"])
    publish(ContractAgreed(subject_id=contract.pk, version_id=version.pk))


def _plain(name: str) -> str:
    """A name without regard to case, spaces and ways to encode an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
