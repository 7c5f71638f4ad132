"""Moments in words, across the nights on which clocks move."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.ui import clock

LISBON = ZoneInfo("Europe/Lisbon")
NEW_YORK = ZoneInfo("America/New_York")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_a_span_names_the_day_both_times_and_the_city():
    span = clock.span(utc(2026, 5, 14, 13, 30), utc(2026, 5, 14, 14, 30), LISBON, NOW)
    assert span == "Thursday 14 May, 14:30 to 15:30 Lisbon time"


def test_a_span_over_midnight_names_both_days():
    span = clock.span(utc(2026, 5, 14, 22, 30), utc(2026, 5, 14, 23, 30), LISBON, NOW)
    assert span == "Thursday 14 May, 23:30 to Friday 15 May, 00:30 Lisbon time"


def test_the_year_shows_only_when_it_is_another_one():
    assert clock.day(utc(2027, 1, 4, 9, 0), LISBON, NOW) == "Monday 4 January 2027"
    assert clock.short_day(date(2026, 5, 14), now=NOW) == "Thu 14 May"


def test_this_year_is_the_year_in_the_zone_of_the_reader():
    new_year_in_tokyo = utc(2026, 12, 31, 16, 0)
    assert clock.day(new_year_in_tokyo, TOKYO, new_year_in_tokyo) == "Friday 1 January"
    assert clock.day(new_year_in_tokyo, LISBON, new_year_in_tokyo) == "Thursday 31 December"


@pytest.mark.parametrize(
    ("zone", "before", "after", "offsets"),
    [
        (LISBON, utc(2026, 3, 28, 12, 0), utc(2026, 3, 29, 12, 0), ("+00:00", "+01:00")),
        (LISBON, utc(2026, 10, 24, 12, 0), utc(2026, 10, 25, 12, 0), ("+01:00", "+00:00")),
        (NEW_YORK, utc(2026, 3, 7, 17, 0), utc(2026, 3, 8, 17, 0), ("-05:00", "-04:00")),
        (NEW_YORK, utc(2026, 10, 31, 17, 0), utc(2026, 11, 1, 17, 0), ("-04:00", "-05:00")),
    ],
)
def test_the_same_moment_of_day_moves_by_an_hour_when_clocks_do(zone, before, after, offsets):
    written = [clock.machine_time(value, zone) for value in (before, after)]
    assert [text[-6:] for text in written] == list(offsets)
    assert datetime.fromisoformat(written[0]) == before
    assert datetime.fromisoformat(written[1]) == after
    assert clock.clock_time(before, zone) != clock.clock_time(after, zone)


def test_a_span_over_the_hour_that_does_not_exist():
    """At 01:00 on 29 March Lisbon jumps to 02:00."""
    span = clock.span(utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1, 30), LISBON, NOW)
    assert span == "Sunday 29 March, 00:30 to 02:30 Lisbon time"


def test_a_span_over_the_hour_that_comes_twice():
    span = clock.span(utc(2026, 11, 1, 5, 30), utc(2026, 11, 1, 6, 30), NEW_YORK, NOW)
    assert span == "Sunday 1 November, 01:30 to 01:30 New York time"


def test_the_other_persons_time_follows_both_clocks():
    assert clock.both(utc(2026, 5, 14, 13, 30), LISBON, SAO_PAULO, NOW) == "10:30 in São Paulo"
    # In the two weeks between both changes New York is four hours behind Lisbon instead of five.
    assert clock.both(utc(2026, 3, 20, 14, 0), LISBON, NEW_YORK, NOW) == "10:00 in New York"
    assert clock.both(utc(2026, 4, 20, 14, 0), LISBON, NEW_YORK, NOW) == "10:00 in New York"
    assert clock.both(utc(2026, 2, 20, 14, 0), LISBON, NEW_YORK, NOW) == "09:00 in New York"


def test_nothing_is_said_when_both_clocks_agree():
    assert clock.both(utc(2026, 5, 14, 13, 30), LISBON, ZoneInfo("Europe/London"), NOW) == ""


def test_the_other_day_is_named_when_it_is_another_one():
    assert clock.both(utc(2026, 5, 14, 16, 0), LISBON, TOKYO, NOW) == "01:00 on Friday 15 May in Tokyo"


@pytest.mark.parametrize(
    ("zone", "first", "change"),
    [
        (LISBON, utc(2026, 3, 20, 9, 0), date(2026, 3, 29)),
        (LISBON, utc(2026, 10, 14, 9, 0), date(2026, 10, 25)),
        (NEW_YORK, utc(2026, 3, 1, 9, 0), date(2026, 3, 8)),
        (NEW_YORK, utc(2026, 10, 20, 9, 0), date(2026, 11, 1)),
    ],
)
def test_the_day_on_which_clocks_move(zone, first, change):
    assert clock.clocks_change(first, first + timedelta(days=40), zone) == change
    assert clock.clocks_change(first, first + timedelta(days=3), zone) is None


def test_zones_are_called_by_their_city():
    assert clock.zone_city(SAO_PAULO) == "São Paulo"
    assert clock.zone_city(ZoneInfo("America/Argentina/Buenos_Aires")) == "Buenos Aires"
    assert clock.zone_name(LISBON) == "Lisbon time"
    assert clock.zone_name(UTC) == "UTC"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        clock.clock_time(datetime(2026, 5, 14, 13, 30), LISBON)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            [
                "Donnerstag, 14. Mai, 14:30 bis 15:30 Uhr Ortszeit Lissabon",
                "Samstag, 2. Januar 2027, 23:30 bis Sonntag, 3. Januar 2027, 00:30 Uhr Ortszeit Lissabon",
                "Sonntag, 1. März, 10:00 Uhr UTC",
                "10:30 Uhr in São Paulo",
                "08:30 Uhr am Sonntag, 3. Januar 2027, in Tokio",
            ],
        ),
        (
            "pt",
            [
                "quinta-feira, 14 de maio, 14:30–15:30, hora de Lisboa",
                "sábado, 2 de janeiro de 2027, 23:30 até domingo, 3 de janeiro de 2027, 00:30, hora de Lisboa",
                "domingo, 1 de março, 10:00 UTC",
                "10:30 em São Paulo",
                "08:30 no domingo, 3 de janeiro de 2027, em Tóquio",
            ],
        ),
    ],
)
def test_other_languages_have_their_own_order_names_and_cities(language, words):
    afternoon, late = utc(2026, 5, 14, 13, 30), utc(2027, 1, 2, 23, 30)
    assert words == [
        clock.span(afternoon, afternoon + timedelta(hours=1), LISBON, NOW, language),
        clock.span(late, late + timedelta(hours=1), LISBON, NOW, language),
        clock.moment(utc(2026, 3, 1, 10), ZoneInfo("UTC"), NOW, language),
        clock.both(afternoon, LISBON, SAO_PAULO, NOW, language),
        clock.both(late, LISBON, TOKYO, NOW, language),
    ]


def test_an_unknown_language_is_english():
    assert clock.on_day(date(2026, 5, 14), now=NOW, language="xx") == "on Thursday 14 May"
