"""Words about sessions: who comes, who came, what time it is elsewhere."""

from datetime import date, datetime, timedelta, tzinfo

from django import template
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.ui import clock
from portal.ui.nav import find_url, organization_url
from portal.ui.tags.times import viewer_zone, when_short
from programs.engagements.models import Engagement, Participation
from programs.scheduling.forms import moment_from
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.wording import joined, possessive

register = template.Library()
register.filter(possessive)
STATES = {  # tone, icon and words of a session's state
    SessionState.HELD: ("", "clock", "Proposed"),
    SessionState.CONFIRMED: ("kind", "calendar", "Planned"),
    SessionState.COMPLETED: ("ok", "check", "Held"),
    SessionState.CANCELLED: ("", "alert", "Cancelled"),
}


@register.simple_tag(takes_context=True)
def elsewhere(context, starts_at: datetime, places: list[SessionPlace]) -> str:
    """ "Also 12:00 in Dublin and 13:00 in Madrid.", for the zones of the people that differ from the viewer's."""
    return people_elsewhere(context, starts_at, [row.participation for row in places])


@register.simple_tag(takes_context=True)
def people_elsewhere(context, starts_at: datetime, people: list[Participation]) -> str:
    """The same for people who have no place yet."""
    zone = viewer_zone(context)
    zones = dict.fromkeys(person.membership.user.time_zone for person in people)
    found = list(dict.fromkeys(filter(None, (clock.both(starts_at, zone, other) for other in zones))))
    return f"Also {joined(found)}." if found else ""


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


@register.simple_tag
def moment_value(start: datetime) -> str:
    """What an offered time sends: the moment with its offset, so that no change of clocks can make it another one."""
    return start.isoformat(timespec="minutes")


@register.simple_tag(takes_context=True)
def moment_words(context, value: str) -> str:
    """ "Thu 14 May, 14:30" for what a form sent; nothing for what was made up."""
    moment = moment_from(value)
    return when_short(context, moment) if moment else ""


@register.simple_tag
def weekday_short(day: date) -> str:
    """ "Thu"."""
    return clock.DAYS[day.weekday()][:3]


@register.simple_tag(takes_context=True)
def picked_words(context, start: datetime, minutes: int, others: list[Participation]) -> str:
    """What the panel beside the week says of a time once it is chosen; script reads it from the input."""
    zone, until = viewer_zone(context), start + timedelta(minutes=minutes)
    elsewhere = ""
    if len(others) == 1 and clock.both(start, zone, others[0].membership.user.time_zone):
        other = others[0].membership.user
        span = f"{clock.clock_time(start, other.time_zone)} to {clock.clock_time(until, other.time_zone)}"
        elsewhere = f"{span} for {other.first_name} in {clock.zone_city(other.time_zone)}"
    return format_html(
        ' data-time="{}" data-day="{}, until {} {}" data-elsewhere="{}"',
        clock.clock_time(start, zone),
        clock.day(start, zone),
        clock.clock_time(until, zone),
        clock.zone_name(zone),
        elsewhere,
    )


@register.simple_tag
def look_again() -> str:
    """Attributes of a button that shows other times: with script only that part of the page is exchanged."""
    return mark_safe(' hx-post="" hx-target="#times" hx-select="#times" hx-swap="outerHTML"')


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
    """ "6 of 7", once attendance is marked; nothing for who may not read all of it, since a number tells it too."""
    return came_of([row.shown for row in people])


@register.filter
def came_of(marks: list[str | None]) -> str:
    """The same of the marks alone."""
    if None in marks or not any(marks):
        return ""
    return f"{marks.count(SessionPlace.Attendance.PRESENT)} of {len(marks)}"


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
    return f"with {joined(names)}" if len(names) <= 2 else f"with {names[0]} and {len(names) - 1} others"


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
    return joined(found) if len(found) <= 4 else f"{', '.join(found[:3])} and {len(found) - 3} others"


def _href(context, name: str, **kwargs) -> str:
    """The address, or "" where the portal has no such page: then it is simply not linked."""
    try:
        return organization_url(context["request"], name, **kwargs)
    except NoReverseMatch:
        return ""
