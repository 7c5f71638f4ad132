"""Signing a coaching contract."""

from portal.outbox.registry import handles
from programs.coaching.events import ContractAgreed, ContractSentForSigning, ContractSigned
from programs.engagements.lifecycle import State
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import everybody_in, find_participation, find_version


@handles(ContractSentForSigning)
def on_contract_sent_for_signing(event: ContractSentForSigning) -> None:
    """Ask the other parties to read and sign; who sent it has it before them."""
    version = find_version(event.version_id)
    if version and version.contract.engagement.state == State.DESIGN:
        _tell_parties("contract-for-signing", version, but=[version.sent_by_id], version_id=str(version.pk))


@handles(ContractSigned)
def on_contract_signed(event: ContractSigned) -> None:
    """Tell the other parties, unless this was the last signature: then they hear that it is agreed."""
    version, place = find_version(event.version_id), find_participation(event.participation_id)
    if version and place and version.contract.engagement.state == State.DESIGN:
        _tell_parties(
            "contract-signed", version, but=[place.membership_id], part=f":{place.pk}", by=str(place.membership_id)
        )


@handles(ContractAgreed)
def on_contract_agreed(event: ContractAgreed) -> None:
    """Tell every party."""
    version = find_version(event.version_id)
    if version:
        _tell_parties("contract-agreed", version)


def _tell_parties(kind: str, version, *, but=(), part: str = "", **facts) -> None:
    engagement = version.contract.engagement
    tell(
        kind=kind,
        key=f"{version.pk}{part}",
        subject_id=engagement.pk,
        people=everybody_in(engagement.pk),
        but=but,
        facts={**about_engagement(engagement), **facts},
    )
