"""Words about series: their rule, and what stands at each of their times."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from django import template

from portal.ui import clock
from portal.ui.tags.times import viewer_zone
from programs.scheduling.forms_series import Row
from programs.scheduling.models import Series, Session
from programs.scheduling.queries.preview import Found, State
from programs.scheduling.recurrence import rule_words
from programs.scheduling.wording import joined, obstacle_words

register = template.Library()
STATES = {  # tone, icon and words of a time's state
    State.FREE: ("ok", "check", "Free"),
    State.UNWISHED: ("", "info", "Possible"),
    State.TAKEN: ("danger", "alert", "Taken"),
    State.NO_TIME: ("warn", "clock", "Clocks change"),
}
LOST = ("danger", "alert", "Just taken")


@register.inclusion_tag("components/status.html")
def occurrence_status(row: Row) -> dict:
    """The state of a time as icon and words."""
    is_lost = row.is_lost and row.occurrence.state == State.TAKEN
    tone, icon, text = LOST if is_lost else STATES[row.occurrence.state]
    return {"tone": tone, "icon": icon, "text": text}


@register.simple_tag(takes_context=True)
def against(context, found: Found, start: datetime) -> list[str]:
    """Sentences that say for whom a time does not suit."""
    return obstacle_words(found, context["membership"], start)


@register.simple_tag(takes_context=True)
def other_clocks(context, start: datetime, zones: Iterable[tzinfo]) -> str:
    """ "14:00 in New York and 19:00 in Madrid", for the zones that differ from the viewer's then."""
    zone = viewer_zone(context)
    return " and ".join(dict.fromkeys(filter(None, (clock.both(start, zone, other) for other in zones))))


@register.simple_tag
def wall_words(wall: datetime) -> str:
    """ "Sun 28 Mar, 01:30", of a time on the wall that may be no moment."""
    return f"{clock.short_day(wall.date())}, {wall:%H:%M}"


@register.simple_tag
def with_clock_changes(rows: Sequence[Row], zones: Sequence[tzinfo]) -> list[tuple[Row, str]]:
    """Each row with a sentence if clocks have changed somewhere since the one before.

    Of zones that change together the cities are named together.
    """
    found, before = [], None
    for row in rows:
        start = row.occurrence.start
        found.append((row, _changes(before, start, zones) if before and start else ""))
        before = start or before
    return found


def _changes(before: datetime, start: datetime, zones: Iterable[tzinfo]) -> str:
    cities: dict[tuple, list[str]] = {}
    for zone in zones:
        day = clock.clocks_change(before, start, zone)
        if day is not None:
            ahead = start.astimezone(zone).utcoffset() > before.astimezone(zone).utcoffset()
            cities.setdefault((day, "forward" if ahead else "back"), []).append(clock.zone_city(zone))
    return " ".join(
        f"Clocks in {joined(list(dict.fromkeys(names)))} go {way} on {clock.day(day)}."
        for (day, way), names in sorted(cities.items())
    )


@register.filter
def in_words(series: Series) -> str:
    """ "Every two weeks on Thursday"."""
    return rule_words(series.rule)


@register.simple_tag(takes_context=True)
def common_time(context, sessions: Sequence[Session]) -> str:
    """ "18:00", if the viewer's clock shows the same at all that are not cancelled; otherwise nothing."""
    zone = viewer_zone(context)
    found = {clock.clock_time(session.starts_at, zone) for session in sessions if not session.is_cancelled}
    return found.pop() if len(found) == 1 else ""
