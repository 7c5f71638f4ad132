"""Whatever people's hours, rules and clocks are: the timetable says what asking every minute of everybody says."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from programs.scheduling.timetable import (
    HARD,
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
from tests.programs.scheduling import slow_timetable as slow

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NIGHTS = [  # on which clocks change, and an ordinary one
    ("Europe/Lisbon", date(2026, 3, 29)),
    ("Europe/Lisbon", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Casablanca", date(2026, 2, 15)),  # for Ramadan
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/Sao_Paulo", date(2018, 2, 18)),  # at midnight, back to the day before
    ("America/Sao_Paulo", date(2018, 11, 4)),  # a day that begins at 1:00
    ("America/St_Johns", date(2010, 11, 7)),  # a minute after midnight: a day, the next, and the day again
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("UTC", date(2026, 6, 10)),
]
ZONES = [*sorted({zone for zone, _ in NIGHTS}), "Asia/Kolkata", "Asia/Kathmandu"]
EDGES = [0, 30, 60, 90, 120, 150, 180, 420, 535, 540, 720, 1020, 1080, 1260, 1380, 1410, 1440]


def between(least: timedelta, most: timedelta, unit: timedelta = MINUTE):
    return st.integers(least // unit, most // unit).map(lambda count: count * unit)


HOURS = st.one_of(
    st.sampled_from([[(0, 1440)], [(0, 720), (720, 1440)], [(60, 1440)], [(0, 150), (540, 1440)]]),
    st.lists(
        st.lists(st.sampled_from(EDGES), min_size=2, max_size=2, unique=True).map(lambda pair: tuple(sorted(pair))),
        max_size=3,
    ),
)
WEEK = st.one_of(
    st.fixed_dictionaries(dict.fromkeys(range(7), HOURS)),
    st.dictionaries(st.integers(0, 6), HOURS, min_size=5),
)
PER_DAY, PER_WEEK = [None] * 5 + [2, 2, 1, 0], [None] * 5 + [3, 3, 1]
BUFFERS = st.sampled_from([timedelta(), 10 * MINUTE, 15 * MINUTE, 45 * MINUTE])
LENGTHS = st.sampled_from([15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 90 * MINUTE, timedelta(hours=3)])
ROUND = st.just(timedelta())
ODD = st.sampled_from([timedelta(), timedelta(), timedelta(seconds=17), timedelta.resolution, -timedelta.resolution])


@st.composite
def people_of(draw, home: str, since: datetime, odd):
    """One to three people around a night: half of them where clocks change."""

    def stretches(most):
        begins = draw(st.lists(between(-2 * DAY, 3 * DAY, 15 * MINUTE), max_size=most))
        return [(since + begin, since + begin + draw(LENGTHS) + draw(odd)) for begin in begins]

    return [
        Timetable(
            user_id=UUID(int=number),
            zone=ZoneInfo(draw(st.one_of(st.just(home), st.sampled_from(ZONES)))),
            hours=draw(WEEK),
            overrides=draw(
                st.dictionaries(st.integers(-1, 3).map(lambda days: since.date() + days * DAY), HOURS, max_size=2)
            ),
            buffer_before=draw(BUFFERS),
            buffer_after=draw(BUFFERS),
            notice=draw(st.sampled_from([timedelta()] * 3 + [timedelta(hours=4), DAY])),
            horizon=draw(st.sampled_from([60 * DAY] * 4 + [2 * DAY, DAY])),
            most_per_day=draw(st.sampled_from(PER_DAY)),
            most_per_week=draw(st.sampled_from(PER_WEEK)),
            sessions=stretches(4),
            busy=stretches(4),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


@st.composite
def questions(draw, longest=3 * DAY, odd=ODD):
    """The arguments of free_starts, in a window around one of the nights."""
    home, night = draw(st.sampled_from(NIGHTS))
    midnight = datetime(night.year, night.month, night.day, tzinfo=UTC)
    since = midnight + draw(between(-longest / 2, timedelta(), 15 * MINUTE))
    return {
        "people": draw(people_of(home, since, odd)),
        "since": since,
        "until": since + draw(between(6 * 60 * MINUTE, longest, 5 * MINUTE)),
        "length": draw(LENGTHS),
        "viewer": ZoneInfo(draw(st.one_of(st.just(home), st.sampled_from(ZONES)))),
        "now": since + draw(st.one_of(between(-3 * DAY, timedelta()), between(timedelta(), DAY))) + draw(odd),
        "step": draw(st.sampled_from([30, 30, 15, 60, 50])),
    }


def without(question: dict, *names: str) -> dict:
    return {name: value for name, value in question.items() if name not in names}


def inside(stretches, moment) -> bool:
    return any(since <= moment < until for since, until in stretches)


@given(questions())
def test_the_free_starts_are_those_that_asking_every_minute_finds(question):
    assert free_starts(**question) == slow.free_starts(**question)


@given(questions())
def test_a_start_on_the_grid_is_offered_or_somebody_has_an_obstacle(question):
    free = free_starts(**question)
    grid = slow.grid(question["since"], question["until"], question["viewer"], question["step"])
    assert free == sorted(set(free))
    assert set(free) <= set(grid)
    for start in grid:
        found = [obstacles(person, start, question["length"], question["now"]) for person in question["people"]]
        assert any(found) == (start not in free)


@given(questions())
def test_free_times_overlap_nothing_of_anybody(question):
    for start in free_starts(**question):
        for person in question["people"]:
            for begin, end in [*person.sessions, *person.busy]:
                assert start + question["length"] <= begin or end <= start
                assert start + question["length"] + person.buffer_after <= begin or end + person.buffer_before <= start


@given(questions(), between(timedelta(), 3 * DAY))
def test_the_obstacles_of_any_minute_are_those_of_the_rules(question, into):
    start, length, now = question["since"] + into, question["length"], question["now"]
    for person in question["people"]:
        wanted = slow.Slow(person, start, start + MINUTE, length, now).obstacles(start)
        assert obstacles(person, start, length, now) == wanted


@given(questions())
def test_a_person_is_open_where_their_wall_clock_says_so(question):
    since, until = question["since"], question["until"]
    for person in question["people"]:
        found = open_stretches(person, since, until)
        edges = [edge for stretch in found for edge in stretch]
        assert edges == sorted(set(edges)), "in order, apart from each other, none empty"
        for minute in slow.minutes_of(since, until):
            assert inside(found, minute) == slow.is_open(person, minute)
        assert not found or since <= found[0][0] < found[-1][1] <= until


@given(questions(longest=DAY))
def test_the_starts_of_all_are_the_minutes_that_fit_everybody(question):
    since, until = question["since"], question["until"]
    arguments = [question[name] for name in ("since", "until", "length", "now")]
    found = together(question["people"], *arguments)
    people = [slow.Slow(person, *arguments) for person in question["people"]]
    for minute in slow.minutes_of(since, until):
        assert inside(found, minute) == (not any(person.obstacles(minute) for person in people))


@given(questions(), st.integers(1, 5))
def test_the_near_misses_are_the_best_of_all_that_nearly_fit(question, most):
    found = near_misses(**question, most=most)
    assert [(miss.start, miss.obstacles) for miss in found] == slow.near_misses(**question, most=most)
    free = free_starts(**question)
    for miss in found:
        assert miss.start not in free
        assert miss.obstacles
        assert all(some and not HARD & set(some) for some in miss.obstacles.values())


@settings(max_examples=60)
@given(questions(longest=DAY, odd=ROUND))
def test_the_reasons_are_the_first_that_leave_no_minute(question):
    asked = without(question, "viewer", "step")
    found = why_none(**asked)
    assert [(reason.user_id, reason.obstacle, list(reason.pairs)) for reason in found] == slow.why_none(**asked)
    for reason in found:
        assert (reason.bound is not None) == (reason.obstacle in {Obstacle.NOTICE, Obstacle.HORIZON})
    if found:
        assert free_starts(**question) == []


@given(
    st.lists(between(-3 * DAY, 3 * DAY).map(lambda ago: datetime(2026, 3, 29, tzinfo=UTC) + ago), unique=True),
    st.integers(0, 5),
)
def test_the_nearest_are_nearer_than_all_others(starts, most):
    wanted = datetime(2026, 3, 29, tzinfo=UTC)
    found = nearest(sorted(starts), wanted, most)
    assert len(found) == min(most, len(starts))
    keys = [(abs(start - wanted), start) for start in found]
    assert keys == sorted(keys)
    assert all((abs(other - wanted), other) > max(keys) for other in set(starts) - set(found) if keys)
