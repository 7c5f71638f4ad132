"""One contract, one writer at a time."""

from programs.coaching.models import Contract
from programs.engagements.models import Engagement


def lock_contract(contract: Contract) -> None:
    """Wait for other writers of this contract and of its objectives, then read it again.

    Objectives are written under the lock of the engagement, so both rows are taken, always in this order.
    """
    Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)
    contract.refresh_from_db()
    rows = Engagement.objects.select_for_update(of=("self",), no_key=True).select_related("program")
    contract.engagement = rows.get(pk=contract.pk)
