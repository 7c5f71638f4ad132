"""Writes around a coach's log of hours: whether a client stands there by name, and that it left the portal."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import NotAllowed
from portal.ui import clock
from programs.coaching.models import HoursConsent
from programs.coaching.queries import hours_of
from programs.engagements.models import Participation
from programs.evaluations.queries import Sheet, as_csv

HEADERS = [
    "Client name",
    "Contact",
    "Individual or group",
    "Number in group",
    "Start date",
    "End date",
    "Paid hours",
    "Pro bono hours",
]


@dataclass(frozen=True)
class LogFile:
    """A log to download."""

    name: str
    content: bytes


@transaction.atomic
def allow_name_in_hours(*, client: Participation, by: Participation, given: bool) -> None:
    """Let the coach's log have one's name and address, or take that back. Doing it twice changes nothing.

    Raises:
        NotAllowed: it is somebody else's name.
    """
    if client.pk != by.pk or by.role != Participation.Role.CLIENT or by.left_at is not None:
        raise NotAllowed("Whether a client stands by name in the log of hours, only that client says.")
    Participation.objects.select_for_update(no_key=True).get(pk=client.pk)  # the same form sent twice waits here
    consent = HoursConsent.objects.filter(client=client).first()
    if given == (consent is not None and consent.withdrawn_at is None):
        return
    now = timezone.now()
    if given:
        values = {"given_at": now, "given_by": by.membership, "withdrawn_at": None, "withdrawn_by": None}
        consent, _ = HoursConsent.objects.update_or_create(client=client, defaults=values)
    else:
        consent.withdrawn_at, consent.withdrawn_by = now, by.membership
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("consented" if given else "withdrew consent", consent, by=by.membership, what="hours")


@transaction.atomic
def export_hours(*, by: Membership, year: int | None = None) -> LogFile:
    """One's own log as a CSV file. It is written down that it left."""
    log = hours_of(by, year)
    rows = [
        [
            row.name,
            row.contact,
            row.kind,
            row.people,
            row.starts_on.isoformat(),
            row.ends_on.isoformat(),
            row.paid_hours,
            row.free_hours,
        ]
        for row in log.rows
    ]
    total = ["Total", "", "", "", "", "", log.paid_hours, log.free_hours]
    record("exported", by, by=by, what="hours", year=log.year)
    when = log.year or clock.local_date(timezone.now(), by.user.time_zone).isoformat()
    return LogFile(
        f"coaching-hours-{by.organization.slug}-{when}.csv", as_csv([Sheet("Hours", HEADERS, [*rows, total])])
    )
