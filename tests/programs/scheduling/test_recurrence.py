"""From a rule to days, and into words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from portal.errors import DomainError
from programs.scheduling.recurrence import LAST, Pattern, Rule, at_time, rule_words, times
from programs.scheduling.wall import wall_moments

TODAY = date(2027, 1, 4)  # a Monday
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def weekly(**fields) -> Rule:
    return Rule(Pattern.WEEKS, **{"first": date(2027, 1, 7), "count": 3, **fields})


def monthly(**fields) -> Rule:
    return Rule(Pattern.MONTHS, **{"first": date(2027, 1, 7), "count": 3, **fields})


def test_every_two_weeks_from_a_thursday():
    rule = weekly(every=2)
    assert rule.days(TODAY) == [date(2027, 1, 7), date(2027, 1, 21), date(2027, 2, 4)]
    assert rule.text == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=3"


def test_several_weekdays_of_every_second_week():
    rule = weekly(every=2, weekdays=[FRIDAY, THURSDAY, THURSDAY], count=4)
    assert rule.days(TODAY) == [date(2027, 1, 7), date(2027, 1, 8), date(2027, 1, 21), date(2027, 1, 22)]


def test_a_weekday_that_the_first_day_is_not_begins_with_the_next_one():
    assert weekly(every=2, weekdays=[MONDAY]).days(TODAY) == [date(2027, 1, 11), date(2027, 1, 25), date(2027, 2, 8)]


def test_the_nth_weekday_of_a_month():
    rule = monthly(weekdays=[THURSDAY], nth=2)
    assert rule.days(TODAY) == [date(2027, 1, 14), date(2027, 2, 11), date(2027, 3, 11)]
    assert rule.text == "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TH;COUNT=3"


def test_the_last_weekday_is_sometimes_the_fifth():
    assert monthly(weekdays=[FRIDAY], nth=LAST).days(TODAY) == [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]


def test_months_that_begin_after_this_months_day_are_counted_from_the_next_one():
    """The first Monday of January 2027 is past on the 7th; every three months then starts with February."""
    rule = monthly(weekdays=[MONDAY], nth=1, every=3)
    assert rule.days(TODAY) == [date(2027, 2, 1), date(2027, 5, 3), date(2027, 8, 2)]


def test_the_last_day_counts():
    rule = weekly(count=None, until=date(2027, 1, 21))
    assert rule.days(TODAY) == [date(2027, 1, 7), date(2027, 1, 14), date(2027, 1, 21)]
    assert rule.text.endswith("UNTIL=20270121T235959")


def test_chosen_dates_come_in_order_and_once_and_have_no_rule():
    dates = [date(2027, 3, 1), date(2027, 1, 5), date(2027, 3, 1)]
    rule = Rule(Pattern.DATES, dates=dates)
    assert rule.days(TODAY) == [date(2027, 1, 5), date(2027, 3, 1)]
    assert rule.text == ""


@pytest.mark.parametrize("rule", [weekly(every=26, weekdays=range(7)), monthly(every=12, nth=LAST, count=2)])
def test_the_stored_rule_fits_and_means_the_same_to_others(rule):
    days = rule.days(TODAY)
    assert len(rule.text) <= 200
    again = rrulestr(rule.text, dtstart=datetime.combine(days[0], time(18)))
    assert [moment.date() for moment in again] == days


@pytest.mark.parametrize(
    ("rule", "field", "said"),
    [
        (weekly(first=None), "first", "Choose the first day"),
        (weekly(first=date(2027, 1, 3)), "first", "is past"),
        (weekly(first=date(2029, 6, 1)), "first", "two years"),
        (weekly(first=date(9999, 12, 31)), "first", "two years"),
        (weekly(every=0), "weeks", "between 1 and 26 weeks"),
        (weekly(every=10**9), "weeks", "between 1 and 26 weeks"),
        (monthly(every=-1), "months", "between 1 and 12 months"),
        (monthly(nth=5), "nth", "or the last"),
        (weekly(count=None), "count", "how many sessions"),
        (weekly(count=10_000), "count", "between 2 and 52 sessions"),
        (weekly(count=53), "count", "between 2 and 52 sessions"),
        (weekly(count=1), "count", "between 2 and 52 sessions"),
        (weekly(count=-4), "count", "between 2 and 52 sessions"),
        (weekly(count=None, until=date(2027, 1, 6)), "until", "before the first one"),
        (weekly(count=None, until=date(2027, 1, 7)), "until", "This makes one"),
        (weekly(count=None, until=date(2030, 1, 7)), "until", "two years"),
        (weekly(count=None, until=date(2028, 1, 6)), "until", "This makes 53"),
        (monthly(count=30), "count", "more than two years away"),
        (Rule(Pattern.DATES), "dates", "This makes none"),
        (Rule(Pattern.DATES, dates=[date(2027, 2, 1)]), "dates", "This makes one"),
        (Rule(Pattern.DATES, dates=[date(2027, 1, 1), date(2027, 2, 1)]), "dates", "Friday 1 January"),
        (Rule(Pattern.DATES, dates=[date(2027, 2, 1), date(2029, 2, 1)]), "dates", "more than two years away"),
        (Rule(Pattern.DATES, dates=[TODAY + timedelta(days=day) for day in range(53)]), "dates", "This makes 53"),
    ],
)
def test_what_cannot_be_a_series_is_said_in_a_sentence(rule, field, said):
    with pytest.raises(DomainError, match=said) as refusal:
        rule.days(TODAY)
    assert refusal.value.field == field


def test_fifty_two_weeks_are_a_series():
    assert len(weekly(count=52).days(TODAY)) == 52


@pytest.mark.parametrize(
    ("zone", "first", "changes"),
    [
        ("Europe/Lisbon", date(2027, 3, 11), [18, 18, 18, 17, 17]),  # clocks go forward on 28 March
        ("Europe/Lisbon", date(2027, 10, 14), [17, 17, 17, 18, 18]),  # and back on 31 October
        ("America/New_York", date(2027, 3, 4), [23, 23, 22, 22, 22]),  # on 14 March
        ("America/New_York", date(2027, 10, 21), [22, 22, 22, 23, 23]),  # on 7 November
    ],
)
def test_eighteen_stays_eighteen_when_clocks_change(zone, first, changes):
    zone = ZoneInfo(zone)
    walls = at_time(weekly(first=first, count=5).days(TODAY), time(18))
    moments = [wall_moments(wall, zone) for wall in walls]
    assert [len(found) for found in moments] == [1] * 5
    assert [found[0].astimezone(zone).strftime("%H:%M") for found in moments] == ["18:00"] * 5
    assert [found[0].hour for found in moments] == changes


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (weekly(), "Every week on Thursday"),
        (weekly(every=2), "Every two weeks on Thursday"),
        (weekly(every=26, weekdays=[THURSDAY, MONDAY]), "Every 26 weeks on Monday and Thursday"),
        (weekly(weekdays=[0, 2, 4]), "Every week on Monday, Wednesday and Friday"),
        (monthly(nth=2), "Every month on the second Thursday"),
        (monthly(nth=LAST, weekdays=[FRIDAY], every=3), "Every three months on the last Friday"),
        (Rule(Pattern.DATES), "On chosen dates"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert rule_words(rule.text) == words


def test_a_number_of_times_in_words():
    assert [times(number) for number in (1, 2, 12)] == ["once", "twice", "12 times"]
