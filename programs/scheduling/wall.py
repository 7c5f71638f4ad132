"""From a wall clock to a moment: on two nights a year that is not a matter of course."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from portal.errors import DomainError
from portal.ui import clock


def wall_moments(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments at which clocks of the zone show this (naive) time: one, or none or two when clocks change."""
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall and moment not in found:
            found.append(moment)
    return found


def wall_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one moment that a person means by a day and a time on their clock.

    Raises:
        DomainError: clocks skip this time, or show it twice, or the day is out of reach.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None))
    try:
        moments = wall_moments(wall, zone)
    except OverflowError:
        raise DomainError("This day is out of reach. Choose another one.", field="date") from None
    if len(moments) == 1:
        return moments[0]
    city, when = clock.zone_city(zone), f"{clock.day(day)}"
    if not moments:
        raise DomainError(
            f"On {when} clocks in {city} go forward and skip {wall:%H:%M}. Choose a time an hour later.",
            field="starts_at",
        )
    raise DomainError(
        f"On {when} clocks in {city} go back and show {wall:%H:%M} twice. Choose a time an hour earlier or later.",
        field="starts_at",
    )
