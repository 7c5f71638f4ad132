"""Whether a reminder is still true right before it is mailed: what it speaks of still waits for its reader."""

from datetime import date, datetime

from portal.ui import clock
from programs.covenant.models import Deletion
from programs.engagements.models import Participation
from programs.mentoring.models import Consent
from programs.notes.queries import who_noted
from programs.notifications.models import Notification
from programs.notifications.queries.waiting import (
    held_sessions,
    open_actions,
    present_places,
    unmarked_sessions,
    unprepared_places,
)


def topic_is_missing(row: Notification, now: datetime) -> bool:
    return (
        unprepared_places()
        .filter(
            session=row.subject_id,
            session__sequence=row.facts["sequence"],
            session__starts_at__gt=now,
            participation__membership=row.membership_id,
        )
        .exists()
    )


def action_is_due(row: Notification, now: datetime) -> bool:
    return _due_on(row) >= _today(row, now) and _action_is_open(row)


def action_is_overdue(row: Notification, now: datetime) -> bool:
    return _due_on(row) < _today(row, now) and _action_is_open(row)


def _action_is_open(row: Notification) -> bool:
    return open_actions().filter(pk=row.subject_id, owner__membership=row.membership_id, due_on=_due_on(row)).exists()


def _due_on(row: Notification) -> date:
    return date.fromisoformat(row.facts["due_on"])


def _today(row: Notification, now: datetime) -> date:
    return clock.local_date(now, row.membership.user.time_zone)


def has_not_agreed(row: Notification, now: datetime) -> bool:
    agreed = Consent.objects.filter(
        circle=row.subject_id,
        version=row.facts["version"],
        participation__membership=row.membership_id,
        participation__left_at__isnull=True,
    )
    return not agreed.exists()


def marks_are_missing(row: Notification, now: datetime) -> bool:
    waits = unmarked_sessions().filter(pk=row.subject_id, sequence=row.facts["sequence"], ends_at__lte=now)
    return waits.exists() and _leads(row)


def note_is_missing(row: Notification, now: datetime) -> bool:
    if not held_sessions().filter(pk=row.subject_id).exists() or not _leads(row):
        return False
    return (row.subject_id, row.membership_id) not in who_noted([row.subject_id])


def text_will_be_deleted(row: Notification, now: datetime) -> bool:
    return Deletion.objects.filter(engagement=row.subject_id, done_at__isnull=True).exists()


def _leads(row: Notification) -> bool:
    return (
        present_places()
        .filter(engagement=row.facts["engagement_id"], membership=row.membership_id, role__in=Participation.LEADS)
        .exists()
    )
