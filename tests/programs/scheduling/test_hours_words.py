"""How hours are typed and written."""

from datetime import date

import pytest

from portal.errors import DomainError
from programs.scheduling.hours import dates_words, day_words, in_order, read_clock, week_words, write_clock

DAY = [(540, 1020)]


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("9", 540),
        ("09", 540),
        ("9:30", 570),
        ("09.30", 570),
        ("930", 570),
        ("0930", 570),
        ("9h", 540),
        ("9h30", 570),
        (" 17:00 ", 1020),
        ("0", 0),
        ("00:00", 0),
        ("24", 1440),
        ("24:00", 1440),
    ],
)
def test_times_are_read_as_people_type_them(typed, minute):
    assert read_clock(typed) == minute


@pytest.mark.parametrize("typed", ["", "nine", "25", "24:01", "9:60", "9:3", "-1", "9:30:00", "9 30"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_clock(typed)


def test_every_minute_that_is_written_can_be_read():
    assert all(read_clock(write_clock(minute)) == minute for minute in range(1441))


def test_stretches_come_in_order_and_may_touch():
    assert in_order("Monday", [(780, 1440), (0, 780)]) == [(0, 780), (780, 1440)]


@pytest.mark.parametrize(
    ("stretches", "words"),
    [
        ([(660, 780), (600, 720)], "Tuesday: 10:00 to 12:00 and 11:00 to 13:00 overlap."),
        ([(1020, 540)], "Tuesday: 17:00 to 09:00 ends before it begins."),
        ([(540, 540)], "Tuesday: 09:00 to 09:00 lasts no time."),
        ([(540, 1441)], "Tuesday: a day goes from 00:00 to 24:00."),
        ([(-1, 60)], "Tuesday: a day goes from 00:00 to 24:00."),
        ([(hour * 60, hour * 60 + 30) for hour in range(13)], "Tuesday: 12 times are the most for one day."),
    ],
)
def test_a_day_that_cannot_be_is_refused_by_its_name(stretches, words):
    with pytest.raises(DomainError) as refusal:
        in_order("Tuesday", stretches)
    assert refusal.value.message == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (dict.fromkeys(range(5), DAY), "Monday to Friday 09:00 to 17:00"),
        (dict.fromkeys(range(4), DAY) | {4: [(540, 780)]}, "Monday to Thursday 09:00 to 17:00; Friday 09:00 to 13:00"),
        ({0: DAY, 2: DAY, 4: DAY}, "Monday, Wednesday and Friday 09:00 to 17:00"),
        ({0: DAY, 1: DAY}, "Monday and Tuesday 09:00 to 17:00"),
        ({5: [(540, 720), (780, 1440)]}, "Saturday 09:00 to 12:00 and 13:00 to 24:00"),
        ({0: []}, ""),
        ({}, ""),
    ],
)
def test_a_week_is_said_in_a_line(hours, words):
    assert week_words(hours) == words


def test_days_are_said_without_repeating_the_month():
    assert dates_words(date(2031, 5, 14), date(2031, 5, 14)) == "Wednesday 14 May 2031"
    assert dates_words(date(2031, 5, 14), date(2031, 5, 20)) == "Wednesday 14 to Tuesday 20 May 2031"
    assert dates_words(date(2031, 5, 30), date(2031, 6, 2)) == "Friday 30 May 2031 to Monday 2 June 2031"
    assert day_words([]) == ""
