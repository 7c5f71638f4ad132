"""What the room does when something happens in an engagement."""

from accounts.models import Membership
from portal.outbox.registry import handles
from programs.engagements.events import (
    EngagementCancelled,
    EngagementClosed,
    ParticipantJoined,
    PersonRemindersChanged,
    RemindersChanged,
)
from programs.engagements.models import Engagement, Participation, Program
from programs.scheduling.actions import (
    add_person_to_sessions,
    cancel_sessions_of,
    drop_polls_of,
    set_reminders_of,
    set_reminders_of_person,
)


@handles(ParticipantJoined)
def seat_newcomer(event: ParticipantJoined) -> None:
    """Who joins has a place in the sessions that are planned already."""
    newcomer = Participation.objects.select_related("membership__user").get(pk=event.participation_id)
    add_person_to_sessions(participation=newcomer)


@handles(EngagementClosed, EngagementCancelled)
def free_planned_times(event: EngagementClosed | EngagementCancelled) -> None:
    """Nobody is reminded of, or kept busy by, sessions of something that is over."""
    engagement = Engagement.objects.select_related("ended_by").get(pk=event.subject_id)
    if engagement.has_ended and engagement.ended_by:
        cancel_sessions_of(engagement=engagement, by=engagement.ended_by)
        drop_polls_of(engagement=engagement, by=engagement.ended_by)


@handles(RemindersChanged)
def follow_new_lead_times(event: RemindersChanged) -> None:
    """Sessions that are planned already are reminded of at the program's new times."""
    set_reminders_of(program=Program.objects.get(pk=event.subject_id))


@handles(PersonRemindersChanged)
def follow_own_lead_times(event: PersonRemindersChanged) -> None:
    """The same for the sessions of somebody who wants other times."""
    set_reminders_of_person(membership=Membership.objects.get(pk=event.subject_id))
