"""What programs/scheduling/timetable.py must answer, found out minute by minute and person by person.

Slow and obvious on purpose, and without a line of the module that it judges. Starts are whole minutes, as are the hours
of people and the offsets of their clocks; everything else may have seconds. Obstacles are their values, as strings.
"""

from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ALL = ["past", "session", "busy", "hours", "notice", "horizon", "day_full", "week_full", "buffer"]
ASKED = ["hours", "past", "session", "busy", "buffer", "notice", "horizon", "day_full", "week_full"]
HARD = {"past", "session"}


def minutes_of(since: datetime, until: datetime) -> list[datetime]:
    """The whole minutes in [since, until)."""
    minute = since.replace(second=0, microsecond=0)
    found = []
    while minute < until:
        if minute >= since:
            found.append(minute)
        minute += MINUTE
    return found


def minute_of_day(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute


def is_open(person, moment: datetime) -> bool:
    wall = moment.astimezone(person.zone)
    own = wall.date() in person.overrides
    hours = person.overrides[wall.date()] if own else person.hours.get(wall.weekday(), [])
    return any(opens <= minute_of_day(wall) < closes for opens, closes in hours)


def overlap(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> bool:
    return max(first[0], second[0]) < min(first[1], second[1])


def day_and_week(person, moment: datetime) -> tuple:
    wall = moment.astimezone(person.zone)
    return wall.date(), wall.date().isocalendar()[:2]


class Slow:
    """One person, asked about starts in [since, until) of sessions of one length."""

    def __init__(self, person, since: datetime, until: datetime, length: timedelta, now: datetime):
        self.person, self.length, self.now = person, length, now
        self.open = {minute for minute in minutes_of(since - MINUTE, until + length) if is_open(person, minute)}
        self.begun = [day_and_week(person, begin) for begin, _ in person.sessions]

    def obstacles(self, start: datetime) -> list[str]:
        person, end = self.person, start + self.length
        found = set()
        if start < self.now:
            found.add("past")
        elif start < self.now + person.notice:
            found.add("notice")
        if start > self.now + person.horizon:
            found.add("horizon")
        if any(minute not in self.open for minute in minutes_of(start, end)):
            found.add("hours")
        if any(overlap((start, end), session) for session in person.sessions):
            found.add("session")
        if any(overlap((start, end), busy) for busy in person.busy):
            found.add("busy")
        if not found & {"session", "busy"} and self.is_tight(start, end):
            found.add("buffer")
        day, week = day_and_week(person, start)
        if person.most_per_day is not None and [d for d, _ in self.begun].count(day) >= person.most_per_day:
            found.add("day_full")
        if person.most_per_week is not None and [w for _, w in self.begun].count(week) >= person.most_per_week:
            found.add("week_full")
        return [obstacle for obstacle in ALL if obstacle in found]

    def is_tight(self, start: datetime, end: datetime) -> bool:
        person = self.person
        around = (start - person.buffer_before, end + person.buffer_after)
        gap = max(person.buffer_before, person.buffer_after)
        return any(overlap(around, busy) for busy in person.busy) or any(
            overlap((start - gap, end + gap), session) for session in person.sessions
        )


def grid(since: datetime, until: datetime, viewer: ZoneInfo, step: int) -> list[datetime]:
    """The minutes in [since, until) that the viewer's clock shows once, on the grid."""

    def wall(minute):
        return minute.astimezone(viewer).replace(tzinfo=None)

    shown = Counter(wall(minute) for minute in minutes_of(since - 1.2 * DAY, until + 1.2 * DAY))
    return [
        minute
        for minute in minutes_of(since, until)
        if minute_of_day(wall(minute)) % step == 0 and shown[wall(minute)] == 1
    ]


def free_starts(people, *, since, until, length, viewer, now, step) -> list[datetime]:
    slow = [Slow(person, since, until, length, now) for person in people]
    return [start for start in grid(since, until, viewer, step) if not any(each.obstacles(start) for each in slow)]


def is_daytime(zone: ZoneInfo, start: datetime, end: datetime) -> bool:
    return all(7 * 60 <= minute_of_day(minute.astimezone(zone)) < 21 * 60 for minute in minutes_of(start, end))


def near_misses(people, *, since, until, length, viewer, now, step, most) -> list[tuple]:
    """(start, {user_id: obstacles}), the best first."""
    slow = [Slow(person, since, until, length, now) for person in people]
    ranked = []
    for start in grid(since, until, viewer, step):
        found = {each.person.user_id: each.obstacles(start) for each in slow if each.obstacles(start)}
        all_ = [obstacle for each in found.values() for obstacle in each]
        if found and not HARD & set(all_):
            late = not all(is_daytime(person.zone, start, start + length) for person in people)
            ranked.append((len(found), len(all_), late, start, found))
    ranked.sort(key=lambda row: row[:4])
    chosen = []
    for other_day_only in (True, False):
        for *_, start, found in ranked:
            days = [taken.astimezone(viewer).date() for taken, _ in chosen]
            is_new = start not in [taken for taken, _ in chosen]
            if len(chosen) < most and is_new and not (other_day_only and start.astimezone(viewer).date() in days):
                chosen.append((start, found))
    order = [row[3] for row in ranked]
    return sorted(chosen, key=lambda row: order.index(row[0]))


def why_none(people, *, since, until, length, now) -> list[tuple]:
    """(user_id or None, obstacle or None, pairs)."""
    starts, found = {}, []
    for person in people:
        slow = Slow(person, since, until, length, now)
        against = {minute: slow.obstacles(minute) for minute in minutes_of(since, until)}
        left = list(against)
        for obstacle in ASKED:
            before, left = left, [minute for minute in left if obstacle not in against[minute]]
            if before and not left:
                found.append((person.user_id, obstacle, []))
        starts[person.user_id] = set(left)
    if found:
        return found
    if set.intersection(*starts.values()):
        return []
    return [(None, None, [pair for pair in combinations(starts, 2) if not starts[pair[0]] & starts[pair[1]]])]
