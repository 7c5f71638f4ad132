"""Exercises that are due soon. What there is to do is never read here."""

from collections.abc import Iterable

from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_engagement
from programs.notifications.nudges.window import Subject, Window, end_of
from programs.notifications.queries.practising import WORDS, open_assignments


def exercises_due(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Open exercises before their day; of no use once the day is over."""
    rows = open_assignments().filter(due_on__in=window.days_around(reminder, leads)).defer(*WORDS)
    found = rows.select_related("owner__membership__user", "owner__engagement__program")
    return [
        Subject(
            membership_id=row.owner.membership_id,
            zone=row.owner.membership.user.time_zone,
            program_id=row.owner.engagement.program_id,
            kind="exercise-due",
            subject_id=row.pk,
            version=row.due_on.isoformat(),
            moment=row.due_on,
            facts={
                **about_engagement(row.owner.engagement),
                "assignment_id": str(row.pk),
                "due_on": row.due_on.isoformat(),
            },
            until=end_of(row.due_on, row.owner.membership.user.time_zone),
        )
        for row in found
    ]
