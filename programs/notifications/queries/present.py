"""Whether a message is still true at the moment when its mail would go out.

A mail is written long after its cause when the mail server was away or a worker had stopped. So nothing is mailed
from memory: each kind looks at the present state first.
"""

from collections.abc import Callable
from datetime import datetime

from programs.engagements.lifecycle import CURRENT, State
from programs.engagements.models import Participation
from programs.notifications.models import Notification
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import SessionPlace

Check = Callable[[Notification, datetime], bool]


def is_still_true(row: Notification, now: datetime) -> bool:
    """Whether the message should still reach its reader by mail."""
    if not row.membership.is_active or not row.membership.user.is_active or not row.organization.is_active:
        return False
    return CHECKS[row.kind](row, now)


def _always(row: Notification, now: datetime) -> bool:
    return True


def _place(row: Notification, now: datetime):
    """The reader's place in the session as it was told: the same version of it, and not begun."""
    return SessionPlace.objects.filter(
        session=row.subject_id,
        session__sequence=row.facts["sequence"],
        session__starts_at__gt=now,
        participation__membership=row.membership_id,
        participation__left_at__isnull=True,
    )


def _session_is_planned(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CONFIRMED).exists()


def _session_is_planned_and_they_come(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CONFIRMED, blocks=True).exists()


def _session_would_not_have_begun(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CANCELLED).exists()


def _takes_part(row: Notification, **state) -> bool:
    return Participation.objects.filter(
        engagement=row.facts["engagement_id"], membership=row.membership_id, left_at__isnull=True, **state
    ).exists()


def _takes_part_in_current(row: Notification, now: datetime) -> bool:
    return _takes_part(row, engagement__state__in=CURRENT)


def _takes_part_in_design(row: Notification, now: datetime) -> bool:
    return _takes_part(row, engagement__state=State.DESIGN)


def _took_part(row: Notification, now: datetime) -> bool:
    return _takes_part(row)


CHECKS: dict[str, Check] = {
    "session-scheduled": _session_is_planned,
    "session-moved": _session_is_planned,
    "session-cancelled": _session_would_not_have_begun,
    "session-reminder": _session_is_planned_and_they_come,
    "participant-joined": _takes_part_in_current,
    "engagement-started": _takes_part_in_current,
    "engagement-closed": _took_part,
    "engagement-cancelled": _took_part,
    "request-asked": _always,
    "contract-for-signing": _takes_part_in_design,
    "contract-signed": _takes_part_in_current,
    "contract-agreed": _takes_part_in_current,
    "learner-enrolled": _takes_part_in_current,
    "learner-waitlisted": _always,
    "place-opened": _takes_part_in_current,
    "waiting-list-closed": _always,
    "certificate-issued": _always,
    "agreement-changed": _takes_part_in_current,
    "member-left": _takes_part_in_current,
    "invitation-accepted": _always,
}
