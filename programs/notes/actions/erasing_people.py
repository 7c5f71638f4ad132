"""Erase what a person wrote in an organization: for people who leave for good, and for oneself."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.erasing import ERASERS


@transaction.atomic
def erase_person(*, membership: Membership, by: Membership) -> int:
    """Erase the texts of somebody who has no access any more; the rows and their counts stay.

    Returns:
        How many texts went.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the person still has access.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators erase what somebody wrote.")
    fresh = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if fresh.is_active:
        raise DomainError("Their access has to end first. As long as they can sign in, what they wrote is theirs.")
    return _erase(fresh, by)


@transaction.atomic
def erase_own_words(*, by: Membership) -> int:
    """Erase what one wrote oneself in this organization; the rows and their counts stay.

    Returns:
        How many texts went.
    """
    return _erase(Membership.objects.select_for_update(no_key=True).get(pk=by.pk), by)


def _erase(membership: Membership, by: Membership) -> int:
    now = timezone.now()
    gone = {eraser.what: eraser.of_person(membership.pk, now) for eraser in ERASERS.values()}
    record("words erased", membership, by=by, **gone)
    return sum(gone.values())
