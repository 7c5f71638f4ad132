"""Who sees what waits for a signature."""

from collections.abc import Iterable

from programs.covenant.queries import unsigned_places
from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_engagement
from programs.notifications.nudges.window import Subject, Window


def covenants_unsigned(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Whoever has not signed what is asked of them, from when they could."""
    rows = unsigned_places().filter(window.around("asked_at", reminder, leads), membership__is_active=True)
    return [
        Subject(
            membership_id=place.membership_id,
            zone=place.membership.user.time_zone,
            program_id=place.engagement.program_id,
            kind="covenant-missing",
            subject_id=place.engagement_id,
            version=str(place.asked or "first"),
            moment=place.asked_at,
            facts=about_engagement(place.engagement),
        )
        for place in rows.select_related("membership__user", "engagement__program")
    ]
