"""Two people an ocean apart, and one with wishes: which times they are offered, and what they are told otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from programs.scheduling.timetable import (
    NearMiss,
    Obstacle,
    Timetable,
    free_starts,
    near_misses,
    nearest,
    obstacles,
    open_stretches,
    together,
    why_none,
)

LISBON, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York")
ST_JOHNS, APIA = ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONDAY = date(2026, 6, 15)
NINE_TO_FIVE = {weekday: [(9 * 60, 17 * 60)] for weekday in range(7)}
ALWAYS = {weekday: [(0, 1440)] for weekday in range(7)}
NOTHING = timedelta()

ANA = Timetable(
    user_id=UUID(int=1),
    zone=LISBON,
    hours=NINE_TO_FIVE,
    overrides={},
    buffer_before=NOTHING,
    buffer_after=NOTHING,
    notice=NOTHING,
    horizon=365 * DAY,
    most_per_day=None,
    most_per_week=None,
    sessions=(),
    busy=(),
)
BEN = replace(ANA, user_id=UUID(int=2), zone=NEW_YORK)
EVA = replace(ANA, user_id=UUID(int=3))


def at(hour: int, minute: int = 0, day: date = MONDAY, zone: ZoneInfo = LISBON, fold: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone, fold=fold).astimezone(UTC)


NOW = at(8)


def offered(*people, day=MONDAY, days=1, length=HOUR, viewer=LISBON, now=None, step=60):
    """The free starts of a day of the viewer's, as their clock shows them."""
    since, until = at(0, day=day, zone=viewer), at(0, day=day + days * DAY, zone=viewer)
    asked = {"since": since, "until": until, "length": length, "viewer": viewer, "step": step}
    return [f"{start.astimezone(viewer):%H:%M}" for start in free_starts(people, now=now or min(NOW, since), **asked)]


def reasons(*people, day=MONDAY, days=7, length=HOUR, now=NOW):
    return why_none(people, since=at(0, day=day), until=at(0, day=day + days * DAY), length=length, now=now)


def misses(*people, day=MONDAY, days=1, length=HOUR, now=NOW, step=60, most=3):
    since, until = at(0, day=day), at(0, day=day + days * DAY)
    asked = {"length": length, "viewer": LISBON, "now": now, "step": step, "most": most}
    return near_misses(people, since=since, until=until, **asked)


# Clocks


@pytest.mark.parametrize(
    ("day", "earliest"),
    [
        (date(2026, 3, 6), "14:00"),  # New York goes forward on the 8th,
        (date(2026, 3, 9), "13:00"),
        (date(2026, 3, 27), "13:00"),  # Lisbon on the 29th,
        (date(2026, 3, 30), "14:00"),
        (date(2026, 10, 23), "14:00"),  # back Lisbon on the 25th,
        (date(2026, 10, 26), "13:00"),
        (date(2026, 10, 30), "13:00"),  # New York on 1 November
        (date(2026, 11, 2), "14:00"),
    ],
)
def test_an_ocean_is_four_hours_wide_between_the_changes_of_its_clocks(day, earliest):
    found = offered(ANA, BEN, day=day)
    assert found == [hour for hour in ("13:00", "14:00", "15:00", "16:00") if hour >= earliest]
    assert offered(ANA, BEN, day=day, viewer=NEW_YORK)[0] == "09:00"


@pytest.mark.parametrize(("zone", "day"), [(LISBON, date(2026, 3, 29)), (NEW_YORK, date(2026, 3, 8))])
def test_hours_that_clocks_skip_do_not_exist(zone, day):
    skipped = 1 if zone is LISBON else 2
    person = replace(ANA, zone=zone, hours={6: [(skipped * 60, (skipped + 1) * 60)]})
    assert open_stretches(person, at(0, day=day), at(0, day=day + DAY)) == []
    around = replace(person, hours={6: [((skipped - 1) * 60, (skipped + 2) * 60)]})
    before = at(skipped - 1, day=day, zone=zone)
    assert open_stretches(around, at(0, day=day), at(0, day=day + DAY)) == [(before, before + 2 * HOUR)]
    found = offered(around, day=day, viewer=zone)
    assert found == [f"{skipped - 1:02}:00", f"{skipped + 1:02}:00"]


@pytest.mark.parametrize(
    ("zone", "day", "doubled"), [(LISBON, date(2026, 10, 25), 1), (NEW_YORK, date(2026, 11, 1), 1)]
)
def test_hours_that_come_twice_are_open_twice_but_not_offered_to_somebody_who_sees_them_twice(zone, day, doubled):
    person = replace(ANA, zone=zone, hours={6: [(doubled * 60, (doubled + 1) * 60)]})
    first = at(doubled, day=day, zone=zone)
    assert open_stretches(person, first - 5 * HOUR, first + 5 * HOUR) == [(first, first + 2 * HOUR)]
    assert offered(person, day=day, viewer=zone) == []
    assert together([person], first - DAY, first + DAY, 2 * HOUR, NOW) == [(first, first + timedelta.resolution)]
    other = NEW_YORK if zone is LISBON else LISBON  # whose clock shows each of these times once
    assert len(offered(person, day=day - DAY, days=2, viewer=other)) == 2


def test_a_session_may_go_on_into_the_hour_that_comes_twice():
    night = date(2026, 10, 25)
    assert offered(replace(ANA, hours=ALWAYS), day=night, length=3 * HOUR)[:3] == ["00:00", "02:00", "03:00"]


def test_a_day_that_clocks_show_twice_counts_as_one():
    """Clocks that go back a minute after midnight: 6 November, a minute of the 7th, an hour of the 6th again."""
    sixth, seventh = date(2010, 11, 6), date(2010, 11, 7)
    noon = at(12, day=sixth, zone=ST_JOHNS)
    person = replace(ANA, zone=ST_JOHNS, hours=ALWAYS, sessions=[(noon, noon + HOUR)], most_per_day=1)
    midnight = at(0, day=seventh, zone=ST_JOHNS)
    evening = midnight - HOUR, midnight + 2 * HOUR
    tomorrow_at_last = midnight + HOUR
    assert together([person], *evening, 10 * MINUTE, evening[0]) == [
        (midnight, midnight + MINUTE),
        (tomorrow_at_last, evening[1]),
    ]


def test_a_date_that_never_was_has_no_hours():
    skipped = date(2011, 12, 30)
    person = replace(ANA, zone=APIA, hours={}, overrides={skipped: [(0, 1440)]})
    since = at(12, day=date(2011, 12, 29), zone=APIA)
    assert open_stretches(person, since, since + 2 * DAY) == []
    around = {date(2011, 12, 29): [(23 * 60, 1440)], date(2011, 12, 31): [(0, 60)]}
    (stretch,) = open_stretches(replace(person, overrides=around), since, since + 2 * DAY)
    assert stretch[1] - stretch[0] == 2 * HOUR


# Hours


def test_hours_that_touch_midnight_join_up():
    night_owl = replace(ANA, hours={0: [(22 * 60, 1440)], 1: [(0, 2 * 60)]})
    assert open_stretches(night_owl, at(0), at(0) + 2 * DAY) == [(at(22), at(22) + 4 * HOUR)]
    assert offered(night_owl, length=3 * HOUR) == ["22:00", "23:00"]
    assert offered(replace(night_owl, overrides={MONDAY + DAY: []}), length=3 * HOUR) == []


def test_a_session_ends_with_the_hours_at_the_latest():
    assert offered(ANA)[-1] == "16:00"
    assert offered(ANA, length=HOUR + MINUTE)[-1] == "15:00"
    assert offered(ANA, length=8 * HOUR) == ["09:00"]
    assert offered(ANA, length=8 * HOUR + MINUTE) == []


def test_hours_that_touch_or_overlap_are_one():
    person = replace(ANA, hours={0: [(600, 720), (540, 630), (720, 780)]})
    assert open_stretches(person, at(0), at(0) + DAY) == [(at(9), at(13))]


def test_a_day_off_and_a_day_with_its_own_hours():
    person = replace(ANA, overrides={MONDAY: [], MONDAY + DAY: [(20 * 60, 22 * 60)]})
    assert offered(person) == []
    assert offered(person, day=MONDAY + DAY) == ["20:00", "21:00"]
    assert offered(person, day=MONDAY + 2 * DAY)[0] == "09:00"


def test_a_date_is_the_persons_own():
    """Monday's hours in New York reach into the viewer's Tuesday."""
    late = replace(BEN, hours={0: [(18 * 60, 22 * 60)]})
    assert offered(late) == ["23:00"]
    assert offered(late, day=MONDAY + DAY) == ["00:00", "01:00", "02:00"]


def test_the_grid_is_the_viewers():
    assert offered(ANA, viewer=ZoneInfo("Asia/Kathmandu"), step=30)[0] == "14:00"  # 9:15 in Lisbon
    assert offered(ANA, step=30)[:2] == ["09:00", "09:30"]
    assert offered(ANA, step=50)[:2] == ["09:10", "10:00"]


def test_without_people_there_are_no_times():
    assert offered() == []
    assert misses() == []
    assert reasons() == []


def test_an_empty_window_has_no_times():
    assert offered(ANA, days=0) == []
    assert misses(ANA, days=0) == []
    assert reasons(replace(ANA, hours={}), days=0) == []


def test_a_session_takes_time():
    with pytest.raises(ValueError, match="takes time"):
        offered(ANA, length=NOTHING)


# What is taken


def test_what_is_taken_may_touch():
    person = replace(ANA, sessions=[(at(12), at(13))], busy=[(at(14), at(15))])
    assert offered(person) == ["09:00", "10:00", "11:00", "13:00", "15:00", "16:00"]


def test_buffers_lie_around_a_session_of_ones_own_choice():
    person = replace(ANA, buffer_before=15 * MINUTE, buffer_after=30 * MINUTE, busy=[(at(12), at(13))])
    found = offered(person, step=15)
    assert found[found.index("10:30") + 1] == "13:15"


def test_both_sessions_want_their_buffers():
    """To a session the gap is the larger buffer on both sides, because it has a before and an after as well."""
    person = replace(ANA, buffer_before=15 * MINUTE, buffer_after=30 * MINUTE, sessions=[(at(12), at(13))])
    found = offered(person, step=15)
    assert found[found.index("10:30") + 1] == "13:30"


def test_buffers_may_lie_outside_the_hours():
    assert offered(replace(ANA, buffer_before=HOUR, buffer_after=HOUR))[:1] == ["09:00"]


def test_an_entry_without_duration_takes_no_time():
    assert len(offered(replace(ANA, busy=[(at(12, 30), at(12, 30))]))) == 8


# Rules for being booked


def test_notice_counts_from_now_to_the_moment():
    person = replace(ANA, notice=4 * HOUR)
    assert offered(person, now=at(8))[0] == "12:00"
    assert offered(person, now=at(8) + timedelta.resolution)[0] == "13:00"


def test_the_horizon_is_the_latest_start():
    person = replace(ANA, horizon=2 * HOUR)
    assert offered(person, now=at(8)) == ["09:00", "10:00"]
    assert offered(person, now=at(8) - timedelta.resolution) == ["09:00"]


def test_a_full_day_is_full_and_the_next_is_not():
    person = replace(ANA, most_per_day=2, sessions=[(at(9), at(10)), (at(16), at(17))])
    assert offered(person) == []
    assert obstacles(person, at(12), HOUR, NOW) == [Obstacle.DAY_FULL]
    assert len(offered(person, day=MONDAY + DAY)) == 8
    assert len(offered(replace(person, most_per_day=3))) == 6


def test_who_wants_no_sessions_a_day_has_none():
    assert offered(replace(ANA, most_per_day=0)) == []


def test_the_day_of_a_session_is_that_of_its_start_on_the_persons_clock():
    late = at(23, day=MONDAY - DAY)
    person = replace(ANA, hours=ALWAYS, most_per_day=1, sessions=[(late, late + 2 * HOUR)])
    assert offered(person)[:1] == ["01:00"]
    ben = replace(person, zone=NEW_YORK, sessions=[(at(2), at(3))])  # Sunday evening in New York
    assert offered(ben)[:1] == ["05:00"]


def test_a_full_week_ends_on_sunday():
    person = replace(ANA, most_per_week=1, sessions=[(at(10), at(11))])
    assert offered(person, day=MONDAY - DAY, now=NOW - 7 * DAY)[:1] == ["09:00"]
    assert offered(person, days=7) == []
    assert obstacles(person, at(12, day=MONDAY + 6 * DAY), HOUR, NOW) == [Obstacle.WEEK_FULL]
    assert len(offered(person, day=MONDAY + 7 * DAY)) == 8


def test_what_has_begun_today_counts_too():
    person = replace(ANA, most_per_day=1, sessions=[(at(9), at(10))])
    assert offered(person, now=at(12)) == []


# What stands against a time


def test_the_hardest_obstacle_comes_first():
    person = replace(
        ANA,
        hours={},
        notice=DAY,
        most_per_day=1,
        most_per_week=1,
        sessions=[(at(12), at(13))],
        busy=[(at(12), at(13))],
    )
    assert obstacles(person, at(12), HOUR, NOW) == [
        Obstacle.SESSION,
        Obstacle.BUSY,
        Obstacle.HOURS,
        Obstacle.NOTICE,
        Obstacle.DAY_FULL,
        Obstacle.WEEK_FULL,
    ]


def test_what_is_past_is_not_too_soon():
    person = replace(ANA, notice=DAY)
    assert obstacles(person, NOW + HOUR, HOUR, NOW) == [Obstacle.NOTICE]
    assert obstacles(person, at(9), HOUR, at(9, 1)) == [Obstacle.PAST]


def test_a_buffer_is_named_where_the_time_itself_is_not_taken():
    person = replace(ANA, buffer_before=15 * MINUTE, sessions=[(at(12), at(13))], busy=[(at(15), at(16))])
    assert obstacles(person, at(13), HOUR, NOW) == [Obstacle.BUFFER]
    assert obstacles(person, at(12, 30), HOUR, NOW) == [Obstacle.SESSION]
    assert obstacles(person, at(16), HOUR, NOW) == [Obstacle.BUFFER]
    assert obstacles(person, at(14), HOUR, NOW) == []


# Nearly free


def test_a_near_miss_is_bearable_on_every_clock():
    """From 12:00 in Lisbon it is day in New York; before it, asking Ben for an exception is asking for a night."""
    ben = replace(BEN, busy=[(at(14), at(17))])
    assert misses(ANA, ben, most=2) == [
        NearMiss(at(12), {BEN.user_id: [Obstacle.HOURS]}),
        NearMiss(at(13), {BEN.user_id: [Obstacle.HOURS]}),
    ]


def test_a_near_miss_concerns_as_few_people_as_can_be_whatever_the_number_of_obstacles():
    tuesday = MONDAY + DAY
    ana = replace(
        ANA,
        overrides={MONDAY: [], tuesday: []},
        busy=[(at(7, day=tuesday), at(22, day=tuesday))],
        sessions=[(at(1, day=tuesday), at(2, day=tuesday))],
        most_per_day=1,
    )
    eva = replace(EVA, overrides={MONDAY: []})
    three = [Obstacle.BUSY, Obstacle.HOURS, Obstacle.DAY_FULL]
    assert misses(ana, eva, days=2, most=2) == [
        NearMiss(at(9, day=tuesday), {ANA.user_id: three}),
        NearMiss(at(8), {ANA.user_id: [Obstacle.HOURS], EVA.user_id: [Obstacle.HOURS]}),
    ]


def test_a_near_miss_has_as_few_obstacles_as_can_be():
    person = replace(ANA, overrides={MONDAY: []}, busy=[(at(0), at(20))])
    assert misses(person, most=1) == [NearMiss(at(20), {ANA.user_id: [Obstacle.HOURS]})]


def test_near_misses_are_on_different_days_as_long_as_there_are_enough():
    person = replace(ANA, hours={})
    assert [miss.start for miss in misses(person, days=5)] == [at(8, day=MONDAY)] + [
        at(7, day=MONDAY + days * DAY) for days in (1, 2)
    ]
    assert [miss.start for miss in misses(person, days=2)] == [at(8), at(9), at(7, day=MONDAY + DAY)]


def test_a_near_miss_is_neither_past_nor_during_a_session_nor_free():
    person = replace(ANA, hours={0: [(10 * 60, 11 * 60)]}, sessions=[(at(11), at(14))])
    assert [miss.start for miss in misses(person, now=at(9, 30))] == [at(14), at(15), at(16)]
    assert misses(replace(person, sessions=[(at(11), at(14)), (at(14), at(0) + DAY)]), now=at(9, 30)) == []


def test_the_nearest_times_to_a_wanted_one():
    starts = [at(hour) for hour in (8, 10, 12, 14, 18)]
    assert nearest(starts, at(12)) == [at(12), at(10), at(14)]
    assert nearest(starts, at(11), most=2) == [at(10), at(12)]
    assert nearest([], at(11)) == []


# Why there is none


def why(person, **asked):
    """The one obstacle that leaves a person nothing."""
    (reason,) = reasons(person, **asked)
    assert reason.user_id == person.user_id
    assert reason.pairs == ()
    return reason.obstacle


def test_nobody_has_hours():
    found = reasons(replace(ANA, hours={}), replace(BEN, hours={}))
    assert [(reason.user_id, reason.obstacle) for reason in found] == [
        (ANA.user_id, Obstacle.HOURS),
        (BEN.user_id, Obstacle.HOURS),
    ]
    assert offered(replace(ANA, hours={}), replace(BEN, hours={})) == []


def test_no_hours_are_long_enough():
    assert why(ANA, length=9 * HOUR) == Obstacle.HOURS


def test_what_fills_the_hours_is_named():
    full = [(at(9), at(17))]
    assert why(replace(ANA, sessions=full), days=1) == Obstacle.SESSION
    assert why(replace(ANA, busy=full), days=1) == Obstacle.BUSY
    assert why(replace(ANA, sessions=full, busy=full), days=1) == Obstacle.SESSION
    noon = [(at(10), at(12)), (at(13), at(16))]
    assert why(replace(ANA, busy=noon, buffer_before=MINUTE, buffer_after=MINUTE), days=1) == Obstacle.BUFFER


def test_rules_are_named_with_the_moment_from_which_or_until_which_one_can_be_booked():
    (soon,) = reasons(replace(ANA, notice=7 * DAY))
    assert (soon.obstacle, soon.bound) == (Obstacle.NOTICE, NOW + 7 * DAY)
    (far,) = reasons(replace(ANA, horizon=3 * DAY), day=MONDAY + 7 * DAY)
    assert (far.obstacle, far.bound) == (Obstacle.HORIZON, NOW + 3 * DAY)


def test_limits_are_named():
    daily = [(at(9, day=MONDAY + days * DAY), at(10, day=MONDAY + days * DAY)) for days in range(7)]
    assert why(replace(ANA, sessions=daily, most_per_day=1)) == Obstacle.DAY_FULL
    assert why(replace(ANA, sessions=daily, most_per_week=7)) == Obstacle.WEEK_FULL


def test_a_week_that_is_over_is_past_even_where_it_was_full():
    assert why(replace(ANA, sessions=[(at(9), at(17))]), days=1, now=at(20)) == Obstacle.PAST


def test_two_whose_times_never_meet_are_named_as_a_pair():
    early, late = replace(ANA, hours={0: [(540, 600)]}), replace(EVA, hours={0: [(600, 660)]})
    (reason,) = reasons(early, BEN, late)
    assert (reason.user_id, reason.obstacle) == (None, None)
    assert set(reason.pairs) == {
        (early.user_id, late.user_id),
        (early.user_id, BEN.user_id),
        (BEN.user_id, late.user_id),
    }


def test_three_of_whom_each_two_meet_may_have_no_time_in_common():
    people = [
        replace(ANA, hours={0: [(540, 600)], 1: [(540, 600)]}),
        replace(EVA, hours={0: [(540, 600)], 2: [(540, 600)]}),
        replace(ANA, user_id=UUID(int=4), hours={1: [(540, 600)], 2: [(540, 600)]}),
    ]
    (reason,) = reasons(*people)
    assert (reason.user_id, reason.pairs) == (None, [])


def test_where_people_meet_there_is_nothing_to_explain_even_off_the_grid():
    person = replace(ANA, hours={0: [(9 * 60 + 10, 10 * 60 + 20)]})
    assert offered(person, step=30) == []
    assert reasons(person) == []
