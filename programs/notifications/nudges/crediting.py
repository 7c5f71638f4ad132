"""Credentials that expire: the coach hears of it before, the administrators afterwards."""

from collections.abc import Iterable

from accounts.models import Membership
from accounts.queries import active_people
from programs.coaching.models import Credential
from programs.engagements.reminders import Reminder
from programs.notifications.nudges.window import Subject, Window, end_of
from programs.notifications.queries.coaches import credentials_expiring


def credentials_expire(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """To the coach whose it is; of no use once the day is over."""
    return [
        _subject(credential, credential.profile.membership, "credential-expires", before=True)
        for credential in credentials_expiring(window.days_around(reminder, leads))
    ]


def credentials_have_expired(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """To every administrator, but for the coach's own."""
    found = list(credentials_expiring(window.days_around(reminder, leads)))
    readers = list(active_people().filter(role=Membership.Role.ADMINISTRATOR)) if found else []
    return [
        _subject(credential, reader, "credential-expired")
        for credential in found
        for reader in readers
        if reader.pk != credential.profile.membership_id
    ]


def _subject(credential: Credential, reader: Membership, kind: str, *, before: bool = False) -> Subject:
    coach, zone = str(credential.profile.membership_id), reader.user.time_zone
    return Subject(
        membership_id=reader.pk,
        zone=zone,
        program_id=None,
        kind=kind,
        subject_id=credential.pk,
        version=credential.expires_on.isoformat(),
        moment=credential.expires_on,
        facts={"coach_id": coach, "by": coach, "kind": "coaching", "due_on": credential.expires_on.isoformat()},
        until=end_of(credential.expires_on, zone) if before else None,
    )
