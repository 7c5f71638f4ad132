"""The time zone rules in our files, read by a second library and compared with the zone data of this machine."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from accounts.zones import grouped_zones
from programs.scheduling.ical import file
from programs.scheduling.ical.zones import is_shown_twice, is_utc, zone_rules
from tests.programs.scheduling.golden_cases import DOCUMENTS, entry
from tests.programs.scheduling.second_reader import in_utc, read, rules_of

ZONES = [key for _, cities in grouped_zones() for key, _ in cities if not is_utc(ZoneInfo(key))]
HOUR = timedelta(hours=1)


def moments_that_matter(zone: ZoneInfo, year: int):
    """Every hour of the days on which clocks change, and the middle of each month."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + 24 * HOUR * number for number in range(365)]
    for day, next_day in pairwise(days):
        if day.astimezone(zone).utcoffset() != next_day.astimezone(zone).utcoffset():
            yield from (day + HOUR * number for number in range(25))
    yield from (datetime(year, month, 15, 12, tzinfo=UTC) for month in range(1, 13))


@pytest.mark.parametrize("year", [2026, 2028])
def test_the_rules_are_right_in_every_zone_that_people_can_choose(year):
    wrong = []
    for key in ZONES:
        zone = ZoneInfo(key)
        rules = rules_of(read(file(entry(f"{year}-06-15T12:00", key))))[key]
        for moment in moments_that_matter(zone, year):
            wall = moment.astimezone(zone)
            if not is_shown_twice(moment, zone):
                if wall.replace(tzinfo=rules).utcoffset() != wall.utcoffset():
                    wrong.append((key, wall))
    assert len(ZONES) > 300
    assert wrong == []


@pytest.mark.parametrize("key", ["Europe/Lisbon", "America/New_York", "Africa/Casablanca", "Europe/Dublin"])
def test_summer_time_begins_at_the_second_at_which_it_begins(key):
    zone, rules = ZoneInfo(key), rules_of(read(file(entry("2026-06-15T12:00", key))))[key]
    for moment in moments_that_matter(zone, 2026):
        for second in (moment - timedelta(seconds=1), moment, moment + timedelta(seconds=1)):
            wall = second.astimezone(zone)
            if not is_shown_twice(second, zone):
                assert second.astimezone(rules).replace(tzinfo=None) == wall.replace(tzinfo=None)


def test_every_zone_is_named_alike_in_the_rules_and_in_the_times():
    for key in ZONES:
        document = file(entry("2026-06-15T12:00", key)).decode()
        assert f"TZID:{key}\r\n" in document
        assert f"DTSTART;TZID={key}:" in document.replace("\r\n ", "")


def test_rules_are_short():
    assert {key: size for key in ZONES if (size := len(zone_rules(key, 2026, 2026).to_ical())) > 1000} == {}
    assert len(zone_rules("Europe/Lisbon", 2026, 2030).to_ical()) < 400


def test_a_feed_over_years_has_rules_for_all_of_them():
    for event in read(DOCUMENTS["feed"]).vevent_list:
        assert in_utc(event.dtstart.value) in {
            datetime(2026, 1, 20, 10, tzinfo=UTC),
            datetime(2026, 5, 14, 13, tzinfo=UTC),
            datetime(2027, 6, 1, 8, tzinfo=UTC),
        }


def test_a_zone_that_gave_its_changes_up_is_right_before_and_after():
    """São Paulo had summer time until February 2019."""
    moments = [datetime(year, month, 15, 12, tzinfo=UTC) for year in (2017, 2018, 2019, 2020) for month in (1, 7, 12)]
    entries = [
        entry("2026-01-01T00:00", "America/Sao_Paulo", number=number, starts_at=moment, ends_at=moment + HOUR)
        for number, moment in enumerate(moments)
    ]
    assert [in_utc(event.dtstart.value) for event in read(file(*entries)).vevent_list] == moments
