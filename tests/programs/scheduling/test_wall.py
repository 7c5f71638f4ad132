"""Clocks that skip an hour, and clocks that show one twice."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.errors import DomainError
from programs.scheduling.wall import wall_moment

LISBON, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York")


def test_an_ordinary_time_is_one_moment():
    assert wall_moment(date(2027, 5, 14), time(14, 30, 59), LISBON) == datetime(2027, 5, 14, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone"),
    [(date(2027, 3, 28), time(1, 30), LISBON), (date(2027, 3, 14), time(2, 30), NEW_YORK)],
)
def test_a_skipped_time_is_refused(day, at, zone):
    with pytest.raises(DomainError, match="go forward and skip") as refusal:
        wall_moment(day, at, zone)
    assert refusal.value.field == "starts_at"


@pytest.mark.parametrize(
    ("day", "at", "zone"),
    [(date(2027, 10, 31), time(1, 30), LISBON), (date(2027, 11, 7), time(1, 30), NEW_YORK)],
)
def test_a_doubled_time_is_refused(day, at, zone):
    with pytest.raises(DomainError, match="twice"):
        wall_moment(day, at, zone)


def test_the_day_of_one_zones_change_is_ordinary_in_the_other():
    assert wall_moment(date(2027, 3, 28), time(2, 30), NEW_YORK) == datetime(2027, 3, 28, 6, 30, tzinfo=UTC)
    assert wall_moment(date(2027, 3, 14), time(2, 30), LISBON) == datetime(2027, 3, 14, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_out_of_reach_is_refused(day):
    with pytest.raises(DomainError, match="out of reach"):
        wall_moment(
            day,
            time(0 if day == date.min else 23, 59),
            ZoneInfo("Asia/Tokyo" if day == date.min else "America/New_York"),
        )
