"""Signing a coaching contract."""

from portal.outbox.registry import handles
from programs.coaching.events import ContractAgreed, ContractSentForSigning, ContractSigned
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import everybody_in, find_participation, find_version
from programs.notifications.queries.amending import not_asked_again
from programs.notifications.queries.present_amending import is_out_for_signing


@handles(ContractSentForSigning)
def on_contract_sent_for_signing(event: ContractSentForSigning) -> None:
    """Ask the other parties to read and sign; who sent it has it before them."""
    version = find_version(event.version_id)
    if version and is_out_for_signing(version):
        kind = "amendment-for-signing" if version.amendment else "contract-for-signing"
        but = [version.sent_by_id, *not_asked_again(version)]
        _tell_parties(kind, version, but=but, version_id=str(version.pk))


@handles(ContractSigned)
def on_contract_signed(event: ContractSigned) -> None:
    """Tell the other parties, unless this was the last signature: then they hear that it is agreed."""
    version, place = find_version(event.version_id), find_participation(event.participation_id)
    if version and place and is_out_for_signing(version):
        kind = "amendment-signed" if version.amendment else "contract-signed"
        _tell_parties(kind, version, but=[place.membership_id], part=f":{place.pk}", by=str(place.membership_id))


@handles(ContractAgreed)
def on_contract_agreed(event: ContractAgreed) -> None:
    """Tell every party."""
    version = find_version(event.version_id)
    if version:
        _tell_parties("amendment-agreed" if version.amendment else "contract-agreed", version)


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
