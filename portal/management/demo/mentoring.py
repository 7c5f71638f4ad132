"""Circles in every state."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.management.demo.covenant import sign
from portal.management.demo.evaluating import answer_open_requests
from portal.management.demo.people import People
from portal.management.demo.polls import Asked, ask
from portal.management.demo.series import plan_series
from portal.management.demo.sessions import Planned, log, place, plan
from portal.management.demo.timeline import Timeline
from programs.engagements.lifecycle import End
from programs.engagements.models import Engagement
from programs.mentoring.actions import agree, create_circle, end_circle, pause_circle, start_circle
from programs.mentoring.actions import close_circle as close
from programs.mentoring.models import Circle

AGREED = (
    "What is said here stays here.\n"
    "Bring a real case, not a theory.\n"
    "If you can’t come, say so two days before.\n"
    "Stories first; advice only when asked."
)


class CircleStory:
    """One circle on the timeline."""

    def __init__(self, timeline: Timeline, people: People, program, *, title, purpose, mentor, members, meets):
        self.timeline, self.people, self.program = timeline, people, program
        self.title, self.purpose, self.meets = title, purpose, meets
        self.mentor, self.members = mentor, list(members)
        self.id = None

    def at(self, moment, act) -> None:
        self.timeline.at(moment, lambda: self.people.organization, act)

    def circle(self) -> Circle:
        return Circle.objects.select_related("engagement__program").get(pk=self.id)

    def engagement(self) -> Engagement:
        return Engagement.objects.select_related("program").get(pk=self.id)

    def form(self, days: int, *, lasts: int | None = None, by: str, agreement: str = AGREED) -> "CircleStory":
        """Bring people together `days` from today."""

        def act():
            first = self.timeline.exactly(days).date()
            circle = create_circle(
                program=self.program(),
                title=self.title,
                purpose=self.purpose,
                mentor=self.people[self.mentor],
                members=[self.people[key] for key in self.members],
                starts_on=first,
                ends_on=first + timedelta(days=lasts) if lasts else None,
                agreement=agreement,
                meets=self.meets,
                by=self.people[by],
            )
            self.id = circle.pk

        self.at(self.timeline.exactly(days, 9), act)
        return self

    def start(self, days: int, *, agreeing: Sequence[str] | None = None) -> "CircleStory":
        """Everybody agrees and signs who sees what, and the circle begins."""

        def act():
            start_circle(circle=self.circle(), by=self.people[self.mentor])
            for key in agreeing if agreeing is not None else [self.mentor, *self.members]:
                agree(circle=self.circle(), by=place(self.people, key, self.id))
                sign(place(self.people, key, self.id))

        self.at(self.timeline.exactly(days, 9, 30), act)
        return self

    def meet(self, planned: Planned) -> "CircleStory":
        plan(self.timeline, self.people, self.engagement, planned)
        return self

    def log(self, when: datetime, by: str, **values) -> "CircleStory":
        """A session that was not booked here, written down afterwards."""
        log(self.timeline, self.people, self.engagement, when, by, **values)
        return self

    def ask(self, asked: Asked) -> "CircleStory":
        ask(self.timeline, self.people, self.engagement, asked)
        return self

    def meet_in_series(self, **series) -> "CircleStory":
        plan_series(self.timeline, self.people, self.engagement, lead=self.mentor, **series)
        return self

    def pause(self, days: int) -> "CircleStory":
        self.at(
            self.timeline.exactly(days, 16), lambda: pause_circle(circle=self.circle(), by=self.people[self.mentor])
        )
        return self

    def end(self, days: int, *, leave: int = 0, seed: int = 1, how: End = End.COMPLETED) -> "CircleStory":
        """The end evaluation goes out; most people answer a few days later."""
        self.at(
            self.timeline.exactly(days, 15),
            lambda: end_circle(circle=self.circle(), by=self.people[self.mentor], end=how),
        )
        self.at(
            self.timeline.exactly(days + 4, 12),
            lambda: answer_open_requests(self.id, random.Random(seed), leave=leave, mean=4.2),  # noqa: S311
        )
        return self

    def close(self, days: int) -> "CircleStory":
        self.at(self.timeline.exactly(days, 17), lambda: close(circle=self.circle(), by=self.people[self.mentor]))
        return self
