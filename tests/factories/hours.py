"""People's own hours, said through the actions."""

from collections.abc import Mapping
from contextlib import contextmanager

from portal.tenancy.context import current, organization_context
from programs.scheduling.actions import set_availability

OFFICE = {weekday: [(9 * 60, 17 * 60)] for weekday in range(5)}


@contextmanager
def alone(membership):
    """Work as this person, in the organization of the running context."""
    with organization_context(current().organization_id, membership.user_id):
        yield


def wishes(membership, **changes) -> dict:
    """The arguments of `set_availability`: working hours on their own clock and no limits, unless told otherwise."""
    return {
        "hours": OFFICE,
        "time_zone": membership.user.time_zone,
        "buffer_before": 0,
        "buffer_after": 0,
        "notice_hours": 12,
        "horizon_days": 90,
        "most_per_day": None,
        "most_per_week": None,
        "call_link": "",
        **changes,
    }


def say_hours(membership, hours: Mapping | None = None, **changes) -> None:
    """Let somebody say when they are free."""
    if hours is not None:
        changes["hours"] = hours
    with alone(membership):
        set_availability(by=membership, **wishes(membership, **changes))
