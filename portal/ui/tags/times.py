"""Tags for moments. They speak in the viewer's zone unless a zone is given, as in a mail to somebody else."""

from datetime import UTC, date, datetime, tzinfo

from django.utils.html import format_html

from portal.ui import clock
from portal.ui.tags.registry import register


def viewer_zone(context) -> tzinfo:
    """The zone of whoever looks at the page; UTC for a stranger."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return getattr(user, "time_zone", None) or UTC


@register.simple_tag(takes_context=True)
def when(context, starts_at: datetime, ends_at: datetime | None = None, *, zone: tzinfo | None = None) -> str:
    """ "Thursday 14 May, 14:30 to 15:30 Lisbon time"; without an end "Thursday 14 May, 14:30 Lisbon time"."""
    zone = zone or viewer_zone(context)
    return clock.span(starts_at, ends_at, zone) if ends_at else clock.moment(starts_at, zone)


@register.simple_tag(takes_context=True)
def when_short(context, value: datetime, *, zone: tzinfo | None = None) -> str:
    """ "Thu 14 May, 14:30", for lists whose head names the zone."""
    zone = zone or viewer_zone(context)
    return f"{clock.short_day(value, zone)}, {clock.clock_time(value, zone)}"


@register.simple_tag(takes_context=True)
def day(context, value: date, *, zone: tzinfo | None = None) -> str:
    """ "Thursday 14 May"."""
    return clock.day(value, zone or viewer_zone(context))


@register.simple_tag(takes_context=True)
def day_short(context, value: date, *, zone: tzinfo | None = None) -> str:
    """ "Thu 14 May"."""
    return clock.short_day(value, zone or viewer_zone(context))


@register.simple_tag(takes_context=True)
def time_tag(context, value: datetime, *, zone: tzinfo | None = None) -> str:
    """`<time datetime="2026-05-14T14:30+01:00">14:30</time>`."""
    zone = zone or viewer_zone(context)
    return format_html('<time datetime="{}">{}</time>', clock.machine_time(value, zone), clock.clock_time(value, zone))


@register.simple_tag(takes_context=True)
def also_at(context, value: datetime, *, other_zone: tzinfo, zone: tzinfo | None = None) -> str:
    """ "10:30 in São Paulo" when the other person's clock differs from the viewer's, otherwise nothing."""
    return clock.both(value, zone or viewer_zone(context), other_zone)


@register.simple_tag(takes_context=True)
def zone_name(context, *, zone: tzinfo | None = None) -> str:
    """ "Lisbon time"."""
    return clock.zone_name(zone or viewer_zone(context))


@register.simple_tag(takes_context=True)
def zone_city(context, *, zone: tzinfo | None = None) -> str:
    """ "Lisbon"."""
    return clock.zone_city(zone or viewer_zone(context))
