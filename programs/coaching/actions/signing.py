"""Sending a version out, and signing it. The last signature makes the agreement."""

import unicodedata

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.locks import lock_contract
from programs.coaching.events import ContractAgreed, ContractSentForSigning, ContractSigned
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Contract, ContractVersion, Signature
from programs.coaching.permissions import can_send_for_signing, can_sign
from programs.coaching.queries import (
    Signing,
    current_text,
    digest_of,
    missing_in_design,
    objectives_of_contract,
    parties_of,
    signing_of,
)
from programs.covenant.actions import sign_covenant
from programs.covenant.queries import standing_of
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of


class OutdatedVersion(DomainError):
    """What the person read is no longer what would be signed."""


@transaction.atomic
def send_for_signing(*, contract: Contract, by: Membership) -> ContractVersion:
    """Fix the design as a version that every party can sign; an earlier one can't be signed any more.

    Raises:
        NotAllowed: `by` is not the coach.
        DomainError: something is missing, or this very text is out already.
    """
    lock_contract(contract)
    if not can_send_for_signing(participation_of(by, contract.engagement)):
        raise NotAllowed("The coach sends the agreement for signing.")
    if contract.engagement.state != State.DESIGN:
        raise DomainError("Only a design can be sent for signing.")
    parties = parties_of(contract)
    objectives = objectives_of_contract(parties)
    if missing := missing_in_design(contract, objectives):
        raise DomainError(f"The design still needs {_listed(missing)}. Nothing was sent.")
    latest = signing_of(contract, parties, objectives)
    if latest.current:
        raise DomainError("This version is out for signing already.")
    version = _write_version(contract, current_text(contract, parties, objectives), latest.version, by)
    record("sent for signing", contract, by=by, version=version.number, digest=version.digest)
    publish(ContractSentForSigning(subject_id=contract.pk, version_id=version.pk))
    return version


def _write_version(contract: Contract, text: str, last: ContractVersion | None, by: Membership) -> ContractVersion:
    return ContractVersion.objects.create(
        contract=contract,
        number=last.number + 1 if last else 1,
        text=text,
        digest=digest_of(text),
        sent_at=timezone.now(),
        sent_by=by,
    )


@transaction.atomic
def sign_contract(*, version: ContractVersion, name: str, digest: str, by: Participation) -> Signature:
    """Sign with the full name what stands on the page.

    Args:
        version: the version on the page.
        name: what the person typed.
        digest: of the text on the page.
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
    if contract.engagement.state != State.DESIGN:
        raise DomainError("Everybody has signed this agreement already.")
    parties = parties_of(contract)
    _check_shown(signing_of(contract, parties, objectives_of_contract(parties)), version, digest)
    if _plain(name) != _plain(by.name):
        raise DomainError(f"Write your full name as it stands here: {by.name}.", field="name")
    signature = _write_signature(version, by)
    _sign_who_sees_what(contract.engagement, parties, by)
    record("signed", contract, by=by.membership, version=version.number, digest=digest)
    publish(ContractSigned(subject_id=contract.pk, version_id=version.pk, participation_id=by.pk))
    _agree_if_complete(contract, version, parties, by.membership)
    return signature


def _check_shown(signing: Signing, version: ContractVersion, digest: str) -> None:
    newest = signing.version
    if newest is None or newest.pk != version.pk or newest.digest != digest:
        raise OutdatedVersion("The agreement changed since you opened it. Nothing was signed; read the new version.")
    if not signing.current:
        raise OutdatedVersion(
            "The design changed after this version was sent. Nothing was signed; the coach sends a new version."
        )


def _write_signature(version: ContractVersion, by: Participation) -> Signature:
    try:
        with transaction.atomic():
            return Signature.objects.create(
                version=version,
                participation=by,
                name=by.name,
                digest=version.digest,
                signed_at=timezone.now(),
            )
    except IntegrityError:
        raise DomainError("You have signed this version already.") from None


def _sign_who_sees_what(engagement: Engagement, parties: list[Participation], by: Participation) -> None:
    """The agreement says who sees what, so who signs it has signed that as well."""
    standing = standing_of(engagement, parties)
    if by.pk not in standing.signed:
        sign_covenant(engagement=engagement, digest=standing.to_sign.digest, by=by)


def _agree_if_complete(
    contract: Contract, version: ContractVersion, parties: list[Participation], by: Membership
) -> None:
    signed = set(Signature.objects.filter(version=version).values_list("participation_id", flat=True))
    if not {party.pk for party in parties} <= signed:
        return
    move_engagement(engagement=contract.engagement, to=State.AGREED, table=CONTRACT_TABLE, by=by)
    contract.agreed_at = timezone.now()
    contract.save(update_fields=["agreed_at"])
    publish(ContractAgreed(subject_id=contract.pk, version_id=version.pk))


def _plain(name: str) -> str:
    """A name without regard to case, spaces and ways to encode an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
