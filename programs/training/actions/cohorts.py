"""Writes on cohorts: their plan and their life."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.actions import add_participant, create_engagement, move_engagement
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation
from programs.scheduling.actions import cancel_session, hold_people, schedule_session
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.training.actions.places import fill_free_seats, lock_cohort
from programs.training.events import WaitingListClosed
from programs.training.lifecycle import COHORT_TABLE, ENROLLMENT_TABLE, SCHEDULED, EnrollmentState
from programs.training.models import Cohort, Course
from programs.training.permissions import can_change_course, can_lead_cohort
from programs.training.queries import sessions_of_cohort, trainer_of, waiting_list

MOST_SEATS = 500


@transaction.atomic
def plan_cohort(
    *,
    course: Course,
    name: str,
    seats: int,
    place: str,
    starts_on: date,
    ends_on: date,
    trainer: Membership,
    needed_attendance: int,
    by: Membership,
    enrol_until: datetime | None = None,
) -> Cohort:
    """Plan a dated run of a course, in state draft, with its trainer.

    Args:
        needed_attendance: how many sessions a learner attends for the certificate.
        enrol_until: the last moment to enrol; until the start if empty.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: seats or dates make no sense, or the program is not open.
    """
    if not can_change_course(by, course):
        raise NotAllowed("This program is run by others.")
    _check_plan(seats, enrol_until, ends_on)
    engagement = create_engagement(
        program=course.program, title=course.title, state=State.DRAFT, starts_on=starts_on, ends_on=ends_on, by=by
    )
    cohort = Cohort.objects.create(
        id=engagement.pk,
        engagement=engagement,
        course=course,
        name=name,
        place=place,
        seats=seats,
        needed_attendance=needed_attendance,
        enrol_until=enrol_until,
    )
    record("planned", cohort, by=by, seats=seats)
    add_participant(engagement=engagement, membership=trainer, role=Participation.Role.TRAINER, by=by)
    return cohort


def _check_plan(seats: int, enrol_until: datetime | None, ends_on: date | None) -> None:
    if not 0 < seats <= MOST_SEATS:
        raise DomainError(f"A run has between 1 and {MOST_SEATS} places.", field="seats")
    if enrol_until and enrol_until < timezone.now():
        raise DomainError("This day has passed. Choose today or a later day.", field="enrol_until")
    if enrol_until and ends_on and enrol_until.date() > ends_on:
        raise DomainError("The run is over by then. Choose a day up to its last one.", field="enrol_until")


@transaction.atomic
def change_cohort(
    *,
    cohort: Cohort,
    name: str,
    seats: int,
    place: str,
    needed_attendance: int,
    enrol_until: datetime | None,
    by: Membership,
) -> Cohort:
    """Change the plan of a run. New seats go to those who wait, in order.

    Raises:
        NotAllowed: `by` does not lead the cohort.
        DomainError: fewer seats than are taken, or the run is over.
    """
    _may_lead(by, cohort)
    cohort = lock_cohort(cohort)
    if cohort.engagement.state not in SCHEDULED:
        raise DomainError("This run is over, so its plan stays as it is.")
    _check_plan(seats, enrol_until if enrol_until != cohort.enrol_until else None, cohort.engagement.ends_on)
    if seats < cohort.seats_taken:
        raise DomainError(
            f"{cohort.seats_taken} people have a place. Choose at least {cohort.seats_taken}.", field="seats"
        )
    cohort.name, cohort.seats, cohort.place = name, seats, place
    cohort.needed_attendance, cohort.enrol_until = needed_attendance, enrol_until
    cohort.save(update_fields=["name", "seats", "place", "needed_attendance", "enrol_until"])
    record("changed", cohort, by=by, seats=seats)
    fill_free_seats(cohort, by=by)
    return cohort


@transaction.atomic
def plan_session(
    *, cohort: Cohort, title: str, starts_at: datetime, minutes: int, place: str = "", by: Membership
) -> Session:
    """Add a session of the run for the trainer and everybody enrolled.

    The cohort is locked first, so that nobody who enrols at this moment is left out.

    Raises:
        NotAllowed: `by` does not lead the cohort.
        DomainError: the run is over, or the time does not suit.
    """
    _may_lead(by, cohort)
    cohort = lock_cohort(cohort)
    if cohort.engagement.state not in SCHEDULED:
        raise DomainError("This run is over, so no session can be added.")
    trainer = trainer_of(cohort)
    if trainer is None:
        raise DomainError("This run has no trainer any more, so no session can be added.")
    session = schedule_session(
        engagement=cohort.engagement,
        starts_at=starts_at,
        minutes=minutes,
        title=title,
        place=place or cohort.place,
        by=trainer,
        booked_by=by,
    )
    if by.pk != trainer.membership_id:
        record("scheduled for the trainer", session, by=by)
    return session


@transaction.atomic
def open_enrolling(*, cohort: Cohort, by: Membership) -> None:
    """Show the run in the catalogue and let people enrol."""
    _may_lead(by, cohort)
    _move(lock_cohort(cohort), State.ENROLLING, by)


@transaction.atomic
def start_cohort(*, cohort: Cohort, by: Membership) -> None:
    """Close enrolling and begin.

    Raises:
        DomainError: nobody has enrolled, or no session is planned.
    """
    _may_lead(by, cohort)
    cohort = lock_cohort(cohort)
    _check_step(cohort, State.ACTIVE)
    if not cohort.seats_taken:
        raise DomainError("Nobody has enrolled yet, so there is nobody to start with.")
    if not sessions_of_cohort(cohort).exists():
        raise DomainError("No session is planned yet. Plan the sessions first, so that people know when to come.")
    _move(cohort, State.ACTIVE, by)


@transaction.atomic
def close_cohort(*, cohort: Cohort, by: Membership) -> None:
    """Nothing is left to do; certificates stay."""
    _may_lead(by, cohort)
    _move(lock_cohort(cohort), State.CLOSED, by, end=End.COMPLETED)


@transaction.atomic
def cancel_cohort(*, cohort: Cohort, by: Membership, reason: str = "") -> None:
    """The run will not take place: its coming sessions are cancelled, and learners and those who wait are told.

    Args:
        reason: private to those who run the program.
    """
    _may_lead(by, cohort)
    cohort = lock_cohort(cohort)
    _check_step(cohort, State.CANCELLED)
    trainer = trainer_of(cohort)
    hold_people(engagement=cohort.engagement, people=[trainer] if trainer else [])
    coming = Session.objects.filter(
        engagement=cohort.engagement_id, state=SessionState.CONFIRMED, ends_at__gt=timezone.now()
    )
    for session in coming.order_by("starts_at") if trainer else ():
        session.engagement = cohort.engagement
        cancel_session(session=session, by=trainer)
    close_waiting_list(cohort, by=by)
    _move(cohort, State.CANCELLED, by, end=End.NO_FAULT, reason=reason)


def close_waiting_list(cohort: Cohort, *, by: Membership) -> None:
    """Tell those who still wait in a locked cohort that no place will come free."""
    for enrollment in waiting_list(cohort):
        transition(enrollment, EnrollmentState.DECLINED, table=ENROLLMENT_TABLE, decided_at=timezone.now())
        record("waiting list closed", enrollment, by=by)
        publish(WaitingListClosed(subject_id=enrollment.pk))


def _may_lead(by: Membership, cohort: Cohort) -> None:
    if not can_lead_cohort(by, cohort):
        raise NotAllowed("Only the trainer and those who run the program can do that.")


def _check_step(cohort: Cohort, to: State) -> None:
    """Say that a step is not possible before anything else is looked at."""
    if to not in COHORT_TABLE.get(cohort.engagement.state, ()):
        label = cohort.engagement.get_state_display().lower()
        raise IllegalTransition(f"This run is {label}, so that step is not possible now.")


def _move(cohort: Cohort, to: State, by: Membership, end: End | None = None, reason: str = "") -> None:
    move_engagement(engagement=cohort.engagement, to=to, table=COHORT_TABLE, by=by, end=end, reason=reason)
