"""How long before a session people are reminded: as the program says, or as they want it themselves."""

from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from programs.engagements.models import Engagement, ReminderTimes
from programs.scheduling.reminders import KIND


def own_leads(memberships: Iterable[UUID]) -> dict[UUID, list[int]]:
    """By membership the minutes that these people chose themselves, for those who did; an empty list is no reminder."""
    chosen = ReminderTimes.objects.filter(kind=KIND, membership__among=set(memberships))
    return dict(chosen.values_list("membership_id", "leads"))


def leads_in(engagement: Engagement) -> set[int]:
    """All minutes before a session at which somebody in the engagement may have to be reminded."""
    own = ReminderTimes.objects.filter(
        kind=KIND,
        membership__participations__engagement=engagement,
        membership__participations__left_at__isnull=True,
    )
    return {*engagement.program.reminder_minutes, *chain.from_iterable(own.values_list("leads", flat=True))}
