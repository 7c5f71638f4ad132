"""Who is concerned by a change of a signed agreement. Never what it says, nor why."""

from uuid import UUID

from programs.coaching.models import Amendment, ContractVersion
from programs.coaching.permissions import TALKING
from programs.coaching.queries import objectives_of_contract, parties_of, signing_of
from programs.engagements.models import Participation


def find_amendment(amendment_id: UUID) -> Amendment | None:
    """A change with its engagement, without its words."""
    rows = Amendment.objects.select_related("contract__engagement__program").defer("reason", "draft")
    return rows.filter(pk=amendment_id).first()


def was_sent(amendment: Amendment) -> bool:
    """Whether anybody was asked to sign it."""
    return ContractVersion.objects.filter(amendment=amendment).exists()


def people_to_tell(amendment: Amendment) -> list[UUID]:
    """Every party once it was sent for signing; until then client and coach, who write it."""
    rows = Participation.objects.filter(engagement=amendment.contract_id, left_at__isnull=True)
    if not was_sent(amendment):
        rows = rows.filter(role__in=TALKING)
    return list(rows.values_list("membership_id", flat=True))


def not_asked_again(version: ContractVersion) -> list[UUID]:
    """Those to whom a change says what they signed before."""
    if version.amendment is None:
        return []
    parties = parties_of(version.contract)
    signing = signing_of(version.contract, parties, objectives_of_contract(parties))
    is_newest = signing.version is not None and signing.version.pk == version.pk
    return [place.membership_id for place in signing.kept] if is_newest else []
