"""Courses with cohorts in every state."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from portal.management.demo.covenant import sign_for_all
from portal.management.demo.evaluating import answer_open_requests, ask_before_and_after
from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.covenant.queries import standing_of
from programs.engagements.models import Participation
from programs.scheduling.models import Session, SessionPlace
from programs.training.actions import (
    cancel_cohort,
    close_cohort,
    complete_cohort,
    create_course,
    enroll,
    open_enrolling,
    plan_cohort,
    plan_session,
    save_attendance,
    start_cohort,
    withdraw,
)
from programs.training.models import Cohort, Course, Enrollment

PRESENT, ABSENT = SessionPlace.Attendance.PRESENT, SessionPlace.Attendance.ABSENT


class CourseStory:
    """One course; its cohorts are stories of their own."""

    def __init__(self, timeline: Timeline, people: People, program, *, days: int, by: str = "olga", **fields):
        self.timeline, self.people, self.id = timeline, people, None

        def act():
            self.id = create_course(program=program(), by=people[by], **fields).pk

        timeline.at(timeline.day(days, 9), lambda: people.organization, act)

    def course(self) -> Course:
        return Course.objects.select_related("program").get(pk=self.id)


class CohortStory:
    """One run of a course on the timeline."""

    def __init__(
        self, course: CourseStory, *, name, seats, trainer, place, needed, times: Sequence[tuple], minutes=120
    ):
        self.story, self.timeline, self.people = course, course.timeline, course.people
        self.name, self.seats, self.trainer, self.where, self.needed = name, seats, trainer, place, needed
        self.times, self.minutes, self.id = list(times), minutes, None  # times: (title, moment)

    def at(self, moment: datetime, act) -> "CohortStory":
        self.timeline.at(moment, lambda: self.people.organization, act)
        return self

    def cohort(self) -> Cohort:
        return Cohort.objects.select_related("engagement__program", "course", "organization").get(pk=self.id)

    def plan(self, days: int, *, enrolling: bool = True, by: str = "olga") -> "CohortStory":
        def act():
            cohort = plan_cohort(
                course=self.story.course(),
                name=self.name,
                seats=self.seats,
                place=self.where,
                starts_on=self.times[0][1].date(),
                ends_on=self.times[-1][1].date(),
                trainer=self.people[self.trainer],
                needed_attendance=self.needed,
                by=self.people[by],
            )
            self.id = cohort.pk
            for title, moment in self.times:
                plan_session(
                    cohort=self.cohort(), title=title, starts_at=moment, minutes=self.minutes, by=self.people[by]
                )
            if enrolling:
                open_enrolling(cohort=self.cohort(), by=self.people[by])

        return self.at(self.timeline.exactly(days, 10), act)

    def enrol(self, days: int, keys: Sequence[str]) -> "CohortStory":
        """One after the other, so that the waiting list has their order."""
        for number, key in enumerate(keys):
            self.at(self.timeline.exactly(days, 12) + timedelta(minutes=7 * number), partial(self._enrol, key))
        return self

    def _enrol(self, key: str) -> None:
        cohort = self.cohort()
        digest = standing_of(cohort.engagement).to_sign.digest
        enroll(cohort=cohort, membership=self.people[key], by=self.people[key], digest=digest)

    def leave(self, days: int, key: str) -> "CohortStory":
        def act():
            enrollment = Enrollment.objects.select_related("cohort__engagement__program", "membership__user").get(
                cohort=self.id, membership=self.people[key]
            )
            withdraw(enrollment=enrollment, by=self.people[key])

        return self.at(self.timeline.exactly(days, 15), act)

    def start(self, days: int) -> "CohortStory":
        def act():
            start_cohort(cohort=self.cohort(), by=self.people[self.trainer])
            sign_for_all(self.cohort().engagement)

        return self.at(self.timeline.exactly(days, 8), act)

    def attend(self, missing: dict[int, Sequence[str]] | None = None) -> "CohortStory":
        """Attendance of the sessions that are over; `missing`: number of the session to who did not come."""
        for number, (_, moment) in enumerate(self.times, start=1):
            absent = (missing or {}).get(number, ())
            self.at(moment + timedelta(minutes=self.minutes + 10), partial(self._attend, number, absent))
            for lead in (timedelta(hours=24), timedelta(hours=1)):  # beat looks at these moments
                if self.timeline.now - moment < timedelta(days=30):
                    self.at(moment - lead + timedelta(seconds=30), lambda: None)
        return self

    def _attend(self, number: int, absent: Sequence[str]) -> None:
        session = (
            Session.objects.filter(engagement=self.id)
            .select_related("engagement__program", "engagement__cohort__course")
            .order_by("starts_at")[number - 1]
        )
        missing = {self.people[key].pk for key in absent}
        learners = Participation.objects.filter(engagement=self.id, role="learner", left_at__isnull=True)
        marks = {row.pk: ABSENT if row.membership_id in missing else PRESENT for row in learners}
        save_attendance(session=session, attendance=marks, by=self.people[self.trainer])

    def complete(self, days: int, *, leave: int = 0, seed: int = 7) -> "CohortStory":
        self.at(
            self.timeline.exactly(days, 17), lambda: complete_cohort(cohort=self.cohort(), by=self.people[self.trainer])
        )
        return self.at(
            self.timeline.exactly(days + 3, 12),
            lambda: answer_open_requests(self.id, random.Random(seed), leave=leave, mean=4.4),  # noqa: S311
        )

    def ask(self, days: int, stage: str, *, leave: int = 0, seed: int = 5, mean: float = 3.0) -> "CohortStory":
        """The skills of the course, before and after; answered three days later."""
        self.at(self.timeline.exactly(days, 9), lambda: ask_before_and_after(self.id, stage))
        return self.at(
            self.timeline.exactly(days + 3, 13),
            lambda: answer_open_requests(self.id, random.Random(seed), leave=leave, mean=mean),  # noqa: S311
        )

    def close(self, days: int) -> "CohortStory":
        return self.at(
            self.timeline.exactly(days, 16), lambda: close_cohort(cohort=self.cohort(), by=self.people[self.trainer])
        )

    def cancel(self, days: int, reason: str) -> "CohortStory":
        return self.at(
            self.timeline.exactly(days, 11),
            lambda: cancel_cohort(cohort=self.cohort(), by=self.people[self.trainer], reason=reason),
        )
