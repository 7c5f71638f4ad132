"""Text that will be deleted: told to everybody who took part, also to those who left before the end."""

from datetime import UTC, datetime, time

from portal.outbox.registry import handles
from programs.covenant.events import DeletionTold
from programs.covenant.keeping import keeping_of
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import everybody_who_was_in, find_engagement


@handles(DeletionTold)
def on_deletion_told(event: DeletionTold) -> None:
    """The day, and the way to a copy; never what is deleted."""
    engagement = find_engagement(event.subject_id)
    keeping = keeping_of(engagement) if engagement else None
    if keeping is None or keeping.until is None or keeping.deleted_at:
        return
    noon = datetime.combine(keeping.until, time(12), tzinfo=UTC)  # the same day by nearly every clock
    tell(
        kind="text-deletion",
        key=f"{engagement.pk}",
        subject_id=engagement.pk,
        people=everybody_who_was_in(engagement.pk),
        facts={**about_engagement(engagement), "until": noon.isoformat()},
    )
