"""Words about sessions: who comes, who came, what time it is elsewhere."""

from datetime import datetime, tzinfo

from django import template
from django.urls import NoReverseMatch
from django.utils import timezone

from portal.ui import clock
from portal.ui.nav import find_url, organization_url
from portal.ui.tags.times import viewer_zone
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace

register = template.Library()
STATES = {  # tone, icon and words of a session's state
    SessionState.HELD: ("", "clock", "Proposed"),
    SessionState.CONFIRMED: ("kind", "calendar", "Planned"),
    SessionState.COMPLETED: ("ok", "check", "Held"),
    SessionState.CANCELLED: ("", "alert", "Cancelled"),
}


@register.simple_tag(takes_context=True)
def elsewhere(context, starts_at: datetime, people: list[SessionPlace]) -> str:
    """ "Also 12:00 in Dublin and 13:00 in Madrid.", for the zones of the people that differ from the viewer's."""
    zone = viewer_zone(context)
    zones = dict.fromkeys(row.participation.membership.user.time_zone for row in people)
    found = list(dict.fromkeys(filter(None, (clock.both(starts_at, zone, other) for other in zones))))
    return f"Also {_and(found)}." if found else ""


@register.simple_tag(takes_context=True)
def clock_difference(context, zone: tzinfo, at: datetime | None = None) -> str:
    """ "4 hours behind you", or "the same time as you"."""
    at = at or timezone.now()
    ahead = clock.local(at, zone).utcoffset() - clock.local(at, viewer_zone(context)).utcoffset()
    minutes = round(ahead.total_seconds() / 60)
    if not minutes:
        return "the same time as you"
    hours, rest = divmod(abs(minutes), 60)
    words = " ".join(
        [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{rest} minutes"] * bool(rest),
    )
    return f"{words} {'ahead of' if minutes > 0 else 'behind'} you"


@register.simple_tag(takes_context=True)
def pick_value(context, start: datetime) -> str:
    """What an offered time sends: its wall time on the viewer's clock, as the form reads it."""
    return f"{clock.local(start, viewer_zone(context)):%Y-%m-%dT%H:%M}"


@register.simple_tag
def coming_line(people: list[SessionPlace]) -> str:
    """ "6 of 7 are coming." once somebody can't, otherwise nothing."""
    away = [row.participation.name for row in people if row.reply == SessionPlace.Reply.NOT_COMING]
    if not away:
        return ""
    if len(away) == 1:
        return f"{away[0]} can’t come."
    return f"{len(people) - len(away)} of {len(people)} are coming."


@register.simple_tag
def came_line(people: list[SessionPlace]) -> str:
    """ "6 of 7", once attendance is marked."""
    if not any(row.attendance for row in people):
        return ""
    came = sum(row.attendance == SessionPlace.Attendance.PRESENT for row in people)
    return f"{came} of {len(people)}"


@register.simple_tag
def place_of(people: list[SessionPlace], membership) -> SessionPlace | None:
    """The place of this member among them."""
    return next((row for row in people if row.participation.membership_id == membership.pk), None)


@register.simple_tag
def with_whom(people: list[SessionPlace], membership) -> str:
    """ "with Helen Byrne and 5 others": who leads is named first; the viewer is not counted."""
    others = [row.participation for row in people if row.participation.membership_id != membership.pk]
    others.sort(key=lambda person: not person.leads)
    if not others:
        return ""
    names = [person.name for person in others]
    return f"with {_and(names)}" if len(names) <= 2 else f"with {names[0]} and {len(names) - 1} others"


@register.simple_tag(takes_context=True)
def by_month(context, sessions: list[Session]) -> list[dict]:
    """Sessions under the months of the viewer's calendar, as mappings of `name` and `sessions`."""
    zone, months = viewer_zone(context), {}
    for session in sessions:
        local = clock.local(session.starts_at, zone)
        months.setdefault(f"{clock.MONTHS[local.month - 1]} {local.year}", []).append(session)
    return [{"name": name, "sessions": found} for name, found in months.items()]


@register.inclusion_tag("components/status.html")
def session_status(session: Session) -> dict:
    """The state of a session as icon and words; a planned one whose time has passed waits for its write-up."""
    tone, icon, text = STATES[session.state]
    if session.is_planned and session.is_over:
        tone, icon, text = "", "pencil", "Not written up"
    return {"tone": tone, "icon": icon, "text": text}


@register.simple_tag(takes_context=True)
def engagement_href(context, engagement: Engagement) -> str:
    """The address of the page of a circle, contract or cohort."""
    return _href(context, engagement.words.detail, engagement_id=engagement.pk)


@register.simple_tag(takes_context=True)
def write_up_href(context, session: Session) -> str:
    """The address of the page on which a session is written up."""
    return _href(context, "notes:session-write-up", session_id=session.pk)


@register.simple_tag(takes_context=True)
def my_programs_href(context) -> str:
    """Where somebody without a session goes on."""
    return find_url(context["request"], "engagements:mine")


@register.filter
def names(people: list[Participation]) -> str:
    """ "Helen Byrne, Amara Okafor and 4 others"."""
    found = [person.name for person in people]
    return _and(found) if len(found) <= 4 else f"{', '.join(found[:3])} and {len(found) - 3} others"


def _href(context, name: str, **kwargs) -> str:
    """The address, or "" where the portal has no such page: then it is simply not linked."""
    try:
        return organization_url(context["request"], name, **kwargs)
    except NoReverseMatch:
        return ""


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
