"""Where a session meets when nobody has said it: in the program's place, or on a call."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.calls import call_address
from programs.engagements.models import Engagement, Participation
from programs.scheduling.queries.timetables import known_times


def where_to_meet(
    engagement: Engagement, session_id: UUID, lead_link: str, place: str, join_url: str
) -> tuple[str, str]:
    """Place and address of the call of a new session.

    What was typed counts, and without a place the program's. Who meets in a place needs no call unless one was typed;
    otherwise it is the lead's own room, or else the organization's.

    Args:
        engagement: with its program and organization.
        lead_link: the lead's own room for calls, or ""; see `link_of_lead`.
        place, join_url: as typed, or "".
    """
    place = place or engagement.program.session_place
    if place or join_url:
        return place, join_url
    return "", lead_link or call_address(engagement.organization.call_template, session_id)


def link_of_lead(people: Iterable[Participation]) -> str:
    """The own room for calls of the one who leads, or ""; one query."""
    lead = next((person for person in people if person.leads), None)
    if lead is None:
        return ""
    now = timezone.now()
    known = known_times([lead.user_id], now, now + timedelta(minutes=1))
    return known[lead.user_id].call_link if lead.user_id in known else ""
