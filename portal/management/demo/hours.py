"""When the demo's people are free, in their own words. It is theirs, so each says it in a context of their own."""

from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from portal.management.demo.people import DUBLIN, LISBON, SAO_PAULO, People
from portal.management.demo.timeline import Timeline
from portal.tenancy.context import organization_context
from programs.scheduling.actions import make_feed, set_availability, set_day, subscribe_calendar, take_days_off
from programs.scheduling.actions.reading import keep_busy_times
from programs.scheduling.foreign import busy_periods

OUTSIDE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Coaches//Calendar//EN
BEGIN:VEVENT
UID:dentist@coaches.example
DTSTART;TZID=America/Sao_Paulo:{day:%Y%m%d}T093000
DTEND;TZID=America/Sao_Paulo:{day:%Y%m%d}T110000
SUMMARY:Not kept
END:VEVENT
BEGIN:VEVENT
UID:seminar@coaches.example
DTSTART;TZID=America/Sao_Paulo:{day:%Y%m%d}T150000
DTEND;TZID=America/Sao_Paulo:{day:%Y%m%d}T163000
RRULE:FREQ=WEEKLY;COUNT=20
SUMMARY:Not kept
END:VEVENT
END:VCALENDAR
"""  # what the coach's other calendar says


def at(hour: float) -> int:
    """The minute of the day at this hour."""
    return round(hour * 60)


def stretches(*hours: tuple[float, float]) -> list[tuple[int, int]]:
    """Hours as minutes."""
    return [(at(since), at(until)) for since, until in hours]


WISHES = {  # key: zone, hours by weekday, what differs from no wishes at all
    "rafael": (
        SAO_PAULO,
        dict.fromkeys(range(4), ((8, 12), (13.5, 18))) | {4: ((8, 13),)},
        {
            "buffer_after": 15,
            "notice_hours": 24,
            "most_per_day": 4,
            "call_link": "https://calls.example/rafael-moreira",
        },
    ),
    "helen": (
        DUBLIN,
        {0: ((9, 17),), 1: ((8, 10), (15, 18)), 2: ((9, 17),), 3: ((8, 10), (15, 18)), 4: ((9, 13),)},
        {"buffer_before": 10, "notice_hours": 48, "most_per_week": 4},
    ),
    "amara": (LISBON, dict.fromkeys(range(5), ((9.5, 16),)), {"notice_hours": 12, "most_per_day": 2}),
}
NO_WISHES = {
    "buffer_before": 0,
    "buffer_after": 0,
    "notice_hours": 12,
    "horizon_days": 90,
    "most_per_day": None,
    "most_per_week": None,
    "call_link": "",
}


def tell(timeline: Timeline, people: People) -> None:
    """A coach with limits and a feed, a mentor with short days, a participant with a holiday."""

    def organization():
        return people.organization

    for key, wishes in WISHES.items():
        timeline.at(timeline.exactly(-2, 9), organization, partial(_say, people, key, *wishes))
    later, monday = timeline.exactly(-2, 9, 30), -timeline.now.weekday()
    timeline.at(later, organization, partial(_off, people, "rafael", timeline.day(monday + 28).date(), 5))
    timeline.at(later, organization, partial(_off, people, "helen", timeline.day(11).date(), 1))
    timeline.at(later, organization, partial(_off, people, "amara", timeline.day(monday + 42).date(), 12))
    timeline.at(later, organization, partial(_own_hours, people, "amara", timeline.day(4).date()))
    timeline.at(later, organization, partial(_feed, people, "rafael"))
    timeline.at(timeline.now, organization, partial(_subscribe, timeline, people, "rafael"))


def _say(people: People, key: str, zone: str, hours: dict, wishes: dict) -> None:
    week = {weekday: stretches(*given) for weekday, given in hours.items()}
    with organization_context(people.organization.pk, people[key].user_id):
        set_availability(by=people[key], hours=week, time_zone=ZoneInfo(zone), **NO_WISHES | wishes)


def _off(people: People, key: str, since: date, days: int) -> None:
    with organization_context(people.organization.pk, people[key].user_id):
        take_days_off(by=people[key], since=since, until=since + timedelta(days=days - 1))


def _own_hours(people: People, key: str, day: date) -> None:
    with organization_context(people.organization.pk, people[key].user_id):
        set_day(by=people[key], day=day, stretches=stretches((13, 19)))


def _feed(people: People, key: str) -> None:
    with organization_context(people.organization.pk, people[key].user_id):
        make_feed(by=people[key])


def _subscribe(timeline: Timeline, people: People, key: str) -> None:
    """A calendar whose server is made up. Nobody asks for it again, or the demo would soon show a failure."""
    me = people[key]
    with organization_context(people.organization.pk, me.user_id):
        calendar = subscribe_calendar(
            name="Practice", address="https://calendar.coaches.example/rafael/private/basic.ics", by=me
        )
        since, until = timeline.exactly(-1), timeline.exactly(400)
        document = OUTSIDE.format(day=timeline.day(3)).encode()
        periods = busy_periods(document, since=since, until=until, zone=me.user.time_zone)
        keep_busy_times(calendar, periods, next_time=timedelta(days=3650))
