"""A coach writes down credentials; administrators look whether they are true."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.events_coaches import CredentialAnswered, CredentialWritten
from programs.coaching.models import CoachProfile, Credential
from programs.coaching.permissions_coaches import can_check_credential, can_write_credential


@transaction.atomic
def add_credential(
    *,
    profile: CoachProfile,
    issuer: str,
    name: str,
    issued_on: date,
    by: Membership,
    number: str = "",
    expires_on: date | None = None,
) -> Credential:
    """Write down a credential of one's own. Nobody has checked it yet, and that is what pages say.

    Raises:
        NotAllowed: it is another coach's profile.
        DomainError: it stands there already, or the dates make no sense.
    """
    if not can_write_credential(by, profile.membership):
        raise NotAllowed("Credentials are written by the coach whose they are.")
    CoachProfile.objects.select_for_update(no_key=True).get(pk=profile.pk)
    credential = Credential(profile=profile)
    _write(credential, issuer, name, number, issued_on, expires_on, by)
    record("created", credential, by=by)
    publish(CredentialWritten(credential.pk))
    return credential


@transaction.atomic
def change_credential(
    *,
    credential: Credential,
    issuer: str,
    name: str,
    issued_on: date,
    by: Membership,
    number: str = "",
    expires_on: date | None = None,
) -> bool:
    """Write it anew. What was checked is not what stands there now, so it is unchecked again.

    Returns:
        Whether anything changed; saving the same words leaves the check as it is.
    """
    credential = _lock(credential)
    if not can_write_credential(by, credential.profile.membership):
        raise NotAllowed("Credentials are written by the coach whose they are.")
    was = _values(credential)
    if was == (issuer.strip(), name.strip(), number.strip(), issued_on, expires_on):
        return False
    credential.checked_at = credential.checked_by = credential.refused_at = credential.refused_by = None
    _write(credential, issuer, name, number, issued_on, expires_on, by)
    record("changed", credential, by=by)
    publish(CredentialWritten(credential.pk))
    return True


@transaction.atomic
def remove_credential(*, credential: Credential, by: Membership) -> None:
    """Take one's own credential off the page.

    Raises:
        NotAllowed: it is another coach's.
    """
    credential = _lock(credential)
    if not can_write_credential(by, credential.profile.membership):
        raise NotAllowed("Credentials are taken away by the coach whose they are.")
    record("removed", credential, by=by)
    credential.delete()


@transaction.atomic
def answer_credential(*, credential: Credential, seen: datetime, is_true: bool, by: Membership) -> None:
    """Say that a credential is true, or that it could not be confirmed.

    Args:
        seen: when the words that `by` looked at were written; others may stand there by now.

    Raises:
        NotAllowed: `by` is no administrator, or it is their own.
        DomainError: the coach has changed it since, or it has expired.
    """
    credential = _lock(credential)
    if not can_check_credential(by, credential.profile.membership):
        raise NotAllowed("Credentials are checked by administrators, and nobody checks their own.")
    if credential.written_at != seen:
        raise DomainError("The coach has changed this credential since you opened the page. Look at it again.")
    if is_true and credential.expires_on and credential.expires_on < timezone.localdate():
        raise DomainError("This credential has expired, so it can’t be checked. The coach can write down a new one.")
    now = timezone.now()
    credential.checked_at, credential.checked_by = (now, by) if is_true else (None, None)
    credential.refused_at, credential.refused_by = (None, None) if is_true else (now, by)
    credential.save(update_fields=["checked_at", "checked_by", "refused_at", "refused_by"])
    record("checked" if is_true else "refused", credential, by=by)
    publish(CredentialAnswered(credential.pk))


def _values(credential: Credential) -> tuple:
    return (
        credential.issuer,
        credential.name,
        credential.number,
        credential.issued_on,
        credential.expires_on,
    )


def _lock(credential: Credential) -> Credential:
    rows = Credential.objects.select_for_update(no_key=True, of=("self",)).select_related("profile__membership__user")
    found = rows.filter(pk=credential.pk).first()
    if found is None:
        raise DomainError("This credential is not there any more.")
    return found


def _write(
    credential: Credential,
    issuer: str,
    name: str,
    number: str,
    issued_on: date,
    expires_on: date | None,
    by: Membership,
) -> None:
    credential.issuer, credential.name, credential.number = issuer.strip(), name.strip(), number.strip()
    credential.issued_on, credential.expires_on = issued_on, expires_on
    if not credential.issuer:
        raise DomainError("Say who gave it.", field="issuer")
    if not credential.name:
        raise DomainError("Say what it is called.", field="name")
    if issued_on > timezone.localdate():
        raise DomainError("Choose a day until today.", field="issued_on")
    if expires_on and expires_on <= issued_on:
        raise DomainError("Choose a day after it was issued.", field="expires_on")
    same = Credential.objects.filter(
        profile=credential.profile, issuer__iexact=credential.issuer, name__iexact=credential.name
    )
    if same.exclude(pk=credential.pk).exists():
        raise DomainError("This credential stands on your page already. Change it there.", field="name")
    credential.written_at, credential.written_by = timezone.now(), by
    credential.save()
