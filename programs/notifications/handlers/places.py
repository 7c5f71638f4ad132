"""Planned sessions of somebody who joins or leaves, or of something that ends: what calendars need to know."""

from uuid import UUID

from portal.outbox.registry import handles
from programs.engagements.events import ParticipantJoined
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement, about_session
from programs.notifications.queries import find_engagement, find_participation, places_in_any, sessions_to_join
from programs.scheduling.events import PlacesGivenUp, SessionsEnded

MOST_MAILS = 3  # a mail about one session is entered by calendars themselves; more come as files in one mail


@handles(ParticipantJoined)
def on_participant_joined_sessions(event: ParticipantJoined) -> None:
    """Bring the planned sessions into the calendar of who joins. That they have a place is told by other messages."""
    place = find_participation(event.participation_id)
    sessions = sessions_to_join(place) if place and not place.left_at else []
    if len(sessions) <= MOST_MAILS:
        for session in sessions:
            _tell_one("session-joined", place, session.pk, about_session(session))
    else:
        facts = {**about_session(sessions[0]), **_several([session.pk for session in sessions])}
        _tell_one("sessions-joined", place, place.engagement_id, facts)


@handles(PlacesGivenUp)
def on_places_given_up(event: PlacesGivenUp) -> None:
    """Take the sessions out of the calendar of who leaves."""
    place = find_participation(event.subject_id)
    if place:
        facts = {**about_engagement(place.engagement), **_several(event.sessions)}
        _tell_one("sessions-left", place, place.engagement_id, facts)


def _tell_one(kind: str, place, subject_id: UUID, facts: dict) -> None:
    tell(
        kind=kind,
        key=f"{place.pk}:{subject_id}",
        subject_id=subject_id,
        people=[place.membership_id],
        facts=facts,
        read=True,
    )


@handles(SessionsEnded)
def on_sessions_ended(event: SessionsEnded) -> None:
    """Tell everybody, if people still look back; of what is over one message tells, with all that goes with it."""
    engagement = find_engagement(event.subject_id)
    if engagement is None or not engagement.is_current:
        return
    people = places_in_any(event.sessions)
    for kind, those in (
        ("sessions-ended", [person for person in people if person != event.ended_by]),
        ("sessions-ended-own", [person for person in people if person == event.ended_by]),
    ):
        tell(
            kind=kind,
            key=f"{engagement.pk}",
            subject_id=engagement.pk,
            people=those,
            facts={**about_engagement(engagement), **_several(event.sessions)},
            read=kind.endswith("-own"),
        )


def _several(sessions) -> dict:
    return {"session_ids": [str(pk) for pk in sessions], "count": len(sessions)}
