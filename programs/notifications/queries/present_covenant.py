"""Whether what a mail says about a covenant is still so."""

from datetime import datetime

from programs.covenant.models import Covenant
from programs.covenant.queries import unsigned_places
from programs.notifications.models import Notification


def _told(row: Notification, **state) -> bool:
    """The version that was told of is in this state, and the reader still takes part."""
    return Covenant.objects.filter(
        pk=row.facts["covenant_id"],
        engagement__participations__membership=row.membership_id,
        engagement__participations__left_at__isnull=True,
        **state,
    ).exists()


def proposal_waits_for_them(row: Notification, now: datetime) -> bool:
    """It waits for everybody, and for this reader."""
    waits = unsigned_places().filter(membership=row.membership_id, asked=row.facts["covenant_id"])
    return waits.exists() and _told(row, in_force_at__isnull=True, dropped_at__isnull=True)


def is_in_force(row: Notification, now: datetime) -> bool:
    return _told(row, in_force_at__isnull=False, replaced_at__isnull=True)


def is_dropped(row: Notification, now: datetime) -> bool:
    return _told(row, dropped_at__isnull=False)


def waits_for_signature(row: Notification, now: datetime) -> bool:
    """Whatever the version is by now: this reader has not signed it."""
    return unsigned_places().filter(membership=row.membership_id, engagement=row.facts["engagement_id"]).exists()


CHECKS = {
    "covenant-proposed": proposal_waits_for_them,
    "covenant-in-force": is_in_force,
    "covenant-dropped": is_dropped,
    "covenant-asked": waits_for_signature,
    "covenant-missing": waits_for_signature,
}
