"""Exercises and supporters as notices need them, and whether what was told is still true. No words are read here."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from portal.ui import clock
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation
from programs.goals.models import Assignment, Pulse, Supporter
from programs.goals.queries_support import ASKING
from programs.notifications.models import Notification
from programs.notifications.queries.waiting import present_places

WORDS = ("title", "text", "reply", "answer")


def find_assignment(assignment_id: UUID) -> Assignment | None:
    """An assignment with whose it is and where, without its words."""
    rows = Assignment.objects.select_related("owner__engagement__program").defer(*WORDS)
    return rows.filter(pk=assignment_id, owner__left_at__isnull=True).first()


def find_supporter(supporter_id: UUID) -> Supporter | None:
    """A supporter with whose objective it is, without its words."""
    rows = Supporter.objects.select_related("objective__owner").defer("objective__title", "objective__indicator")
    return rows.filter(pk=supporter_id).first()


def open_assignments() -> QuerySet[Assignment]:
    """Those that wait for a reply of somebody who takes part in what goes on."""
    return Assignment.objects.filter(
        replied_at__isnull=True,
        withdrawn_at__isnull=True,
        owner__left_at__isnull=True,
        owner__membership__is_active=True,
        owner__engagement__state__in=CURRENT,
    )


def exercise_waits(row: Notification, now: datetime) -> bool:
    return open_assignments().filter(pk=row.subject_id, owner__membership=row.membership_id).exists()


def exercise_is_due(row: Notification, now: datetime) -> bool:
    day = date.fromisoformat(row.facts["due_on"])
    return day >= clock.local_date(now, row.membership.user.time_zone) and exercise_waits(row, now)


def exercise_waits_for_an_answer(row: Notification, now: datetime) -> bool:
    leads = present_places().filter(membership=row.membership_id, role__in=Participation.LEADS)
    return Assignment.objects.filter(
        pk=row.subject_id,
        replied_at__isnull=False,
        answered_at__isnull=True,
        owner__engagement__in=leads.values("engagement"),
        owner__engagement__state__in=CURRENT,
    ).exists()


def exercise_is_answered(row: Notification, now: datetime) -> bool:
    rows = Assignment.objects.filter(pk=row.subject_id, answered_at__isnull=False, owner__left_at__isnull=True)
    return rows.filter(owner__membership=row.membership_id).exists()


def supporter_is_asked(row: Notification, now: datetime) -> bool:
    return Supporter.objects.filter(
        pk=row.subject_id,
        membership=row.membership_id,
        ended_at__isnull=True,
        objective__state="open",
        objective__owner__left_at__isnull=True,
        objective__owner__engagement__state__in=ASKING,
    ).exists()


def pulse_waits(row: Notification, now: datetime) -> bool:
    waiting = Pulse.objects.filter(
        supporter=row.subject_id, asked_on=date.fromisoformat(row.facts["asked_on"]), answered_at__isnull=True
    )
    return supporter_is_asked(row, now) and waiting.exists()


CHECKS = {
    "exercise-assigned": exercise_waits,
    "exercise-handed-in": exercise_waits_for_an_answer,
    "exercise-answered": exercise_is_answered,
    "exercise-due": exercise_is_due,
    "supporter-asked": supporter_is_asked,
    "pulse-asked": pulse_waits,
}
