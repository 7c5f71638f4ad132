"""What the room does when something happens in an engagement."""

from portal.outbox.registry import handles
from programs.engagements.events import ParticipantLeft
from programs.goals import handlers_support  # noqa: F401 - they register on import
from programs.goals.actions import settle_without
from programs.goals.queries_revising import open_revisions_in


@handles(ParticipantLeft)
def wait_for_nobody_who_left(event: ParticipantLeft) -> None:
    """A revision that waited only for who has left holds now."""
    for revision in open_revisions_in(event.subject_id):
        settle_without(revision=revision)
