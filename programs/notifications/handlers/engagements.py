"""Circles, contracts and courses as a whole."""

from uuid import UUID

from portal.outbox.registry import handles
from programs.engagements.events import EngagementCancelled, EngagementClosed, EngagementStarted, ParticipantJoined
from programs.engagements.models import Engagement, Participation
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import (
    everybody_in,
    find_engagement,
    find_participation,
    has_sessions_gone_with,
)
from programs.notifications.queries.coaches import is_told_by_choice, was_only_met

KINDS = {
    EngagementStarted: "engagement-started",
    EngagementClosed: "engagement-closed",
    EngagementCancelled: "engagement-cancelled",
}


@handles(ParticipantJoined)
def on_participant_joined(event: ParticipantJoined) -> None:
    """Tell the person; learners hear of their seat by its own message."""
    place = find_participation(event.participation_id)
    if place is None or place.left_at or place.role == Participation.Role.LEARNER or is_told_by_choice(place):
        return
    tell(
        kind="participant-joined",
        key=f"{place.pk}",
        subject_id=place.engagement_id,
        people=[place.membership_id],
        but=[place.engagement.created_by_id],
        facts=about_engagement(place.engagement),
    )


@handles(EngagementStarted, EngagementClosed, EngagementCancelled)
def on_engagement_moved(event: EngagementStarted | EngagementClosed | EngagementCancelled) -> None:
    """Tell everybody who takes part; whoever ended it knows, but their calendar does not."""
    engagement = find_engagement(event.subject_id)
    if engagement is None or (isinstance(event, EngagementStarted) and not engagement.is_current):
        return
    kind, people = KINDS[type(event)], everybody_in(engagement.pk)
    if isinstance(event, EngagementCancelled) and was_only_met(engagement.pk):  # thanked; only calendars need more
        people = [person for person in people if has_sessions_gone_with(engagement, person)]
    if isinstance(event, EngagementStarted):  # told late, people may look back by now: that it ended is its own event
        _tell(kind, engagement, people)
        return
    by = engagement.ended_by_id
    _tell(kind, engagement, [person for person in people if person != by])
    if by in people and has_sessions_gone_with(engagement, by):
        _tell(f"{kind}-own", engagement, [by], read=True)


def _tell(kind: str, engagement: Engagement, people: list[UUID], *, read: bool = False) -> None:
    tell(
        kind=kind,
        key=f"{engagement.pk}",
        subject_id=engagement.pk,
        people=people,
        facts=about_engagement(engagement),
        read=read,
    )
