"""Other readers of rules and calendars agree with ours, where they end."""

import re
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from programs.scheduling.foreign import busy_periods
from programs.scheduling.foreign.bounds import Budget
from programs.scheduling.foreign.rules import read_rule
from tests.factories.ics import BERLIN, SINCE, UNTIL, calendar, event


def some(low, high, **more):
    return st.lists(st.integers(low, high).filter(bool), min_size=1, max_size=3, unique=True, **more).map(
        lambda numbers: ",".join(map(str, numbers))
    )


WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]))
    parts = {"FREQ": frequency, "INTERVAL": draw(st.integers(1, 5)), "WKST": draw(st.sampled_from(WEEKDAYS))}
    ordinals = {"YEARLY": st.integers(-10, 10), "MONTHLY": st.integers(-5, 5)}.get(frequency, st.just(0))
    which = draw(st.booleans())
    if draw(st.booleans()):
        days = st.tuples(
            ordinals.filter(bool) if which and frequency in ("YEARLY", "MONTHLY") else st.just(0),
            st.sampled_from(WEEKDAYS),
        )
        parts["BYDAY"] = ",".join(f"{n or ''}{day}" for n, day in draw(st.lists(days, min_size=1, max_size=3)))
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(some(1, 12))
    if draw(st.booleans()):
        parts["BYMONTHDAY"] = draw(some(-31, 31))
    if frequency == "YEARLY" and draw(st.integers(0, 3)) == 0:
        parts["BYYEARDAY"] = draw(some(-366, 366))
    if frequency == "YEARLY" and not which and draw(st.integers(0, 3)) == 0:
        parts["BYWEEKNO"] = draw(some(2, 50))
    if frequency != "HOURLY" and draw(st.booleans()):
        parts["BYHOUR"] = draw(some(1, 23))
    if frequency in ("YEARLY", "MONTHLY", "WEEKLY") and len(parts) > 3 and draw(st.integers(0, 2)) == 0:
        parts["BYSETPOS"] = draw(some(-4, 4))
    if draw(st.integers(0, 2)) == 0:
        parts["COUNT"] = draw(st.integers(1, 30))
    return ";".join(f"{name}={value}" for name, value in parts.items())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(rules(), st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(1, 23))
@example("FREQ=YEARLY;BYWEEKNO=53,1,-1;BYDAY=MO", date(2020, 1, 1), 9)
@example("FREQ=YEARLY;BYDAY=20MO", date(1997, 5, 19), 9)
@example("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", date(1997, 9, 2), 9)
@example("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", date(1996, 11, 5), 9)
def test_rules_come_when_dateutil_says(rule, first, hour):
    """As far as it ends: it looks for the next time until the year 9999, so there must be one soon."""
    start = datetime.combine(first, time(hour, 30))
    since, until = datetime(2026, 1, 1), datetime(2027, 6, 30)  # noqa: DTZ001 - what the wall shows
    ours = list(read_rule(rule, start, UTC, days=False).starts(since, until, Budget()))
    assume(
        "COUNT" in rule
        or list(read_rule(rule, start, UTC, days=False).starts(until, until + timedelta(days=3000), Budget()))
    )
    assume("COUNT" not in rule or ours)
    theirs = rrulestr(re.sub(r";COUNT=\d+", "", rule), dtstart=start)
    count = re.search(r"COUNT=(\d+)", rule)
    found = []
    for number, moment in enumerate(theirs):
        if moment > until or (count and number >= int(count[1])):
            break
        found.append(moment)
    assert ours == [moment for moment in found if moment >= since]


@st.composite
def series(draw):
    zone = draw(st.sampled_from(["Europe/Lisbon", "America/New_York", "Asia/Kolkata"]))
    first = draw(st.dates(date(2026, 7, 1), date(2026, 11, 20)))
    rule = draw(
        st.sampled_from(["FREQ=DAILY;COUNT=40", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY"])
    )
    days = [first + timedelta(days=n) for n in range(60)]
    out = draw(st.lists(st.sampled_from(days), max_size=4))
    moved = draw(
        st.lists(st.tuples(st.sampled_from(days), st.integers(-5, 5)), max_size=3, unique_by=lambda one: one[0])
    )

    def at(day, hour):
        return f";TZID={zone}:{day:%Y%m%d}T{hour:02}0000"

    parts = [
        event(
            f"DTSTART{at(first, 12)}",
            f"DTEND{at(first, 14)}",
            f"RRULE:{rule}",
            *(f"EXDATE{at(day, 12)}" for day in out),
            uid="s",
        )
    ]
    for day, by in moved:
        there = day + timedelta(days=by)
        later = draw(st.booleans()) and not any(one.count("RANGE") for one in parts)
        changes = f"RECURRENCE-ID{';RANGE=THISANDFUTURE' if later else ''}{at(day, 12)}"
        parts.append(event(f"DTSTART{at(there, 9)}", f"DTEND{at(there, 10)}", changes, uid="s"))
    return calendar(*parts)


@settings(max_examples=200, deadline=None)
@given(series())
def test_series_come_when_the_library_says_that_reads_whole_files(document):
    """It may read them here, where nobody's calendar can spoil another's."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(document))
    theirs = {(one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in query.between(SINCE, UNTIL)}
    ours = busy_periods(document, since=SINCE, until=UNTIL, zone=BERLIN)
    assert {begins for begins, _ in theirs} >= {begins for begins, _ in ours}
    assert sum((ends - begins for begins, ends in ours), timedelta(0)) <= sum((e - b for b, e in theirs), timedelta(0))
    assert all(any(b <= begins and ends <= e for b, e in ours) for begins, ends in theirs)
