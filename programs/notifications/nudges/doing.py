"""Actions that are due soon, and those that are overdue. What is to be done is never read here."""

from collections.abc import Iterable

from programs.engagements.reminders import Reminder
from programs.goals.models import Action
from programs.notifications.facts import about_engagement
from programs.notifications.nudges.window import Subject, Window, end_of
from programs.notifications.queries.waiting import open_actions


def actions_due(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Open actions before their day; of no use once the day is over, when they are overdue."""
    return [
        _subject(action, "action-due", until=end_of(action.due_on, action.owner.membership.user.time_zone))
        for action in _around(reminder, leads, window)
    ]


def actions_overdue(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Open actions after their day."""
    return [_subject(action, "action-overdue") for action in _around(reminder, leads, window)]


def _around(reminder: Reminder, leads: Iterable[int], window: Window):
    rows = open_actions().filter(due_on__in=window.days_around(reminder, leads))
    return rows.defer("text").select_related("owner__membership__user", "owner__engagement__program")


def _subject(action: Action, kind: str, **more) -> Subject:
    engagement = action.owner.engagement
    return Subject(
        membership_id=action.owner.membership_id,
        zone=action.owner.membership.user.time_zone,
        program_id=engagement.program_id,
        kind=kind,
        subject_id=action.pk,
        version=action.due_on.isoformat(),
        moment=action.due_on,
        facts={**about_engagement(engagement), "action_id": str(action.pk), "due_on": action.due_on.isoformat()},
        **more,
    )
