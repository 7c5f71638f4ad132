"""What the pages show on which a time is chosen: a week of free times, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from portal.ui import clock
from programs.scheduling.limits import FARTHEST, LONGEST
from programs.scheduling.permissions import whose_yes
from programs.scheduling.queries import Together, times_together
from programs.scheduling.timetable import HARD, nearest
from programs.scheduling.weeks import bounds_of, lay_out, monday_of, thinned
from programs.scheduling.wording import explanation_words, obstacle_words

if TYPE_CHECKING:
    from programs.engagements.models import Participation

LOOK_AHEAD = 5  # weeks in which the page looks for the first free time
LENGTHS = (30, 45, 60, 90, 120)
ALTERNATIVES = 3


def choosing(request, form, place: Participation, people: Sequence[Participation], **options) -> dict:
    """The parts of the page about times.

    Args:
        form: a TimeForm; its `minutes` decide what fits, and `wanted` what is looked for near by.
        place: the viewer's.
        people: for whom the session must suit.
        options: `leaving_out` (sessions whose time does not count) and `usual` (minutes by the program).
    """
    return _Choosing(request, form, place, people, **options).context()


class _Choosing:
    def __init__(self, request, form, place, people, *, usual: int, leaving_out: Iterable[UUID] = ()):
        self.form, self.place, self.people = form, place, people
        self.now, self.zone = timezone.now(), request.user.time_zone
        self.asked = request.POST if request.method == "POST" else request.GET
        self.minutes = _whole(self.asked.get("minutes"), usual)
        refused = form.wanted if form.is_bound and form.has_error("starts_at") else None
        self.wanted = refused if refused and self.now < refused < self.now + FARTHEST else None
        self.today = monday_of(self.now.astimezone(self.zone).date())
        self.monday = self._asked_monday()
        last = max(self.monday or self.today, self.today + timedelta(weeks=LOOK_AHEAD - 1))
        _, until = bounds_of(last, self.zone)
        self.together: Together = times_together(people, self.now, until, leaving_out=leaving_out)
        self.starts = self.together.free_starts(self.minutes, self.zone, self.now)

    def context(self) -> dict:
        if self.monday is None:
            self.monday = monday_of(self.starts[0].astimezone(self.zone).date()) if self.starts else self.today
        shown = thinned(self.starts, self.zone, self.minutes)
        user = self.place.membership.user_id
        taken = self.wanted if self.form.is_bound and self.form.data.get("start") else None
        week = lay_out(self.together, user, self.monday, shown, self.minutes, self.zone, taken)
        chosen = self.asked.getlist("start")
        here = {slot.value for day in week.days for slot in day.slots}
        since, until = bounds_of(self.monday, self.zone)
        return {
            "week": week,
            "earlier": self._beside(-7),
            "later": self._beside(7),
            "minutes": self.minutes,
            "lengths": sorted({*LENGTHS, self.minutes}),
            "chosen": chosen,
            "chosen_elsewhere": [value for value in dict.fromkeys(chosen) if value not in here],
            "next_week": self._next_week(until),
            "clocks_change": clock.clocks_change(since, until, self.zone),
            "alternatives": nearest(self.starts, self.wanted, ALTERNATIVES) if self.wanted else [],
            "refused": self.wanted,
            "against": self._against(),
            "yes_of": whose_yes(self.place, self.people),
            **({} if week.count else self._nothing_free(since, until)),
            "stale": self.together.stale(),
            "unsaid": [person for person in self.together.unsaid() if person.pk != self.place.pk],
            "others": [person for person in self.people if person.pk != self.place.pk],
        }

    def _nothing_free(self, since: datetime, until: datetime) -> dict:
        window = {"since": max(since, self.now), "until": until}
        why = self.together.why_none(self.minutes, self.now, **window)
        near = self.together.near_misses(self.minutes, self.zone, self.now, **window)
        by_user = {person.user_id: person for person in self.people}
        viewer = self.place.membership
        return {
            "why_none": explanation_words(why, by_user, viewer, self.zone),
            "near": [
                (
                    miss.start,
                    obstacle_words({by_user[user]: why for user, why in miss.obstacles.items()}, viewer, miss.start),
                )
                for miss in near
            ],
        }

    def _against(self) -> list[str]:
        """Why the refused time does not suit somebody else, when it is only their wish."""
        if self.wanted is None:
            return []
        found = self.together.obstacles_at(self.wanted, self.minutes, self.now)
        if any(HARD & set(why) for why in found.values()):
            return []
        others = {person: why for person, why in found.items() if person.pk != self.place.pk}
        return obstacle_words(others, self.place.membership, self.wanted)

    def _next_week(self, after: datetime) -> date | None:
        """The first later week with a free time, for a week without one."""
        later = next((start for start in self.starts if start >= after), None)
        return monday_of(later.astimezone(self.zone).date()) if later else None

    def _beside(self, days: int) -> date | None:
        monday = self.monday + timedelta(days=days)
        return monday if self.today <= monday <= self.today + FARTHEST else None

    def _asked_monday(self) -> date | None:
        if self.wanted:
            return monday_of(self.wanted.astimezone(self.zone).date())
        try:
            monday = monday_of(date.fromisoformat(self.asked.get("week") or self.asked.get("shown", "")))
        except (ValueError, OverflowError):
            return None
        return min(max(monday, self.today), monday_of(self.today + FARTHEST))


def _whole(value: str | None, usual: int) -> int:
    """A length that was asked for, or the usual one."""
    try:
        asked = int(value or usual)
    except ValueError:
        return usual
    return asked if 0 < asked <= LONGEST else usual
