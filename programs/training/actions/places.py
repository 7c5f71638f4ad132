"""Seats and the waiting list. A cohort never holds more than its seats, and no seat stays free while people wait."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.covenant.actions import sign_covenant
from programs.engagements.actions import add_participant, end_participation
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions import add_person_to_sessions, hold_people, remove_person_from_sessions
from programs.training.events import LearnerEnrolled, LearnerWaitlisted, LearnerWithdrew, PlaceOpened
from programs.training.lifecycle import ENROLLMENT_TABLE, HOLDS_SEAT, EnrollmentState
from programs.training.models import Cohort, Enrollment
from programs.training.permissions import can_enroll, can_withdraw
from programs.training.queries import enrollment_of, takes_late_learners, trainer_of, waiting_list

NOT_OPEN = {
    State.DRAFT: "Enrolling has not begun for this run.",
    State.ACTIVE: "This run has started, so enrolling is closed. Look for the next run.",
    State.EVALUATING: "This run is over. Look for the next run.",
    State.CLOSED: "This run is over. Look for the next run.",
    State.CANCELLED: "This run has been cancelled. Look for another one.",
}


def lock_cohort(cohort: Cohort) -> Cohort:
    """The cohort as it is now, held until the transaction ends.

    The engagement is read in a second statement: read together with the lock, its state could be as old as the wait.
    """
    fresh = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    fresh.engagement = Engagement.objects.select_related("program").get(pk=cohort.pk)
    fresh.course = cohort.course
    return fresh


def hold_cohort(engagement: Engagement, sessions: int = 1) -> None:
    """While sessions of a run are booked, whoever enrols waits: then nobody is left without a place in it."""
    if engagement.program.kind == Kind.TRAINING:
        Cohort.objects.select_for_update(no_key=True).filter(pk=engagement.pk).values_list("pk").first()


@transaction.atomic
def enroll(*, cohort: Cohort, membership: Membership, by: Membership, digest: str = "") -> Enrollment:
    """Give somebody a place, or a place on the waiting list when the cohort is full.

    The seat is taken first, by a conditional update: only when the database counted it is the learner written down.

    Args:
        digest: of who sees what, if the learner signs it with their place; who waits signs when they have one.

    Returns:
        The enrollment, enrolled or waitlisted; `.clashes` counts sessions at times when they have another one.

    Raises:
        NotAllowed: `by` enrols somebody else without leading the cohort.
        OutdatedCovenant: who sees what is something else by now.
        DomainError: enrolling is not open or over, or they have a place already.
    """
    if not can_enroll(by, membership, cohort):
        raise NotAllowed("You can enrol yourself only.")
    cohort = lock_cohort(cohort)
    _check_open(cohort)
    _check_newcomer(cohort, membership, "You have" if by.pk == membership.pk else f"{membership.name} has")
    seated = _take_seat(cohort)
    enrollment = Enrollment(
        cohort=cohort,
        membership=membership,
        state=EnrollmentState.ENROLLED if seated else EnrollmentState.WAITLISTED,
        requested_at=timezone.now(),
        decided_at=timezone.now() if seated else None,
    )
    try:
        with transaction.atomic():
            enrollment.save(force_insert=True)
    except IntegrityError:
        raise DomainError("This place is taken already, perhaps in another window. Look at the run again.") from None
    record("enrolled" if seated else "joined the waiting list", enrollment, by=by)
    enrollment.clashes = _seat(enrollment, by) if seated else 0
    if seated and digest and by.pk == membership.pk:
        sign_covenant(engagement=cohort.engagement, digest=digest, by=enrollment.participation)
    publish(
        LearnerEnrolled(subject_id=enrollment.pk, clashes=enrollment.clashes)
        if seated
        else LearnerWaitlisted(subject_id=enrollment.pk)
    )
    return enrollment


@transaction.atomic
def enroll_people(*, cohort: Cohort, learners: Sequence[Membership], by: Membership) -> list[Enrollment]:
    """Enrol several people, in the order of the list: when the run is full, the others wait.

    Raises:
        NotAllowed: `by` does not lead the cohort.
        DomainError: as for one; then nobody of the list is enrolled.
    """
    cohort = lock_cohort(cohort)
    hold_people(engagement=cohort.engagement, people=learners)
    return [enroll(cohort=cohort, membership=learner, by=by) for learner in learners]


def _check_open(cohort: Cohort) -> None:
    if cohort.engagement.state != State.ENROLLING:
        raise DomainError(NOT_OPEN.get(cohort.engagement.state, "Enrolling is closed for this run."))
    if cohort.enrol_until and timezone.now() > cohort.enrol_until:
        raise DomainError("The last day to enrol in this run has passed. Look for the next run.")


def _check_newcomer(cohort: Cohort, membership: Membership, who: str) -> None:
    if not membership.is_active:
        raise DomainError(f"{membership.name} has left the organization.")
    there = enrollment_of(membership, cohort)
    if there and there.state == EnrollmentState.WAITLISTED:
        raise DomainError(f"{who} a place on the waiting list already: number {there.position}.")
    if there:
        raise DomainError(f"{who} a place in this run already.")
    trainer = trainer_of(cohort)
    if trainer and trainer.membership_id == membership.pk:
        raise DomainError(f"{membership.name} gives this course and cannot enrol in it.")


@transaction.atomic
def withdraw(*, enrollment: Enrollment, by: Membership) -> Enrollment | None:
    """Give up a place or leave the waiting list. A place goes to the first who waits, in the same transaction.

    Returns:
        The enrollment of the person who got the place, if anybody did.

    Raises:
        NotAllowed: `by` is neither the learner nor leads the cohort.
        IllegalTransition: it has been given up already, or the course is over.
    """
    if not can_withdraw(by, enrollment):
        raise NotAllowed("Only the learner and those who lead the course can give up this place.")
    cohort = lock_cohort(enrollment.cohort)
    if cohort.engagement.has_ended:
        raise DomainError("This run is over, so there is no place to give up.")
    enrollment.refresh_from_db(fields=["state", "participation"])
    was = enrollment.state
    gone = was == EnrollmentState.WITHDRAWN
    transition(
        enrollment,
        EnrollmentState.WITHDRAWN,
        table=ENROLLMENT_TABLE,
        refusal="This place has been given up already." if gone else "This run is over, so this place stays as it is.",
        decided_at=timezone.now(),
    )
    record("withdrew", enrollment, by=by, was=was)
    publish(LearnerWithdrew(subject_id=enrollment.pk, waited=was == EnrollmentState.WAITLISTED))
    if was not in HOLDS_SEAT:
        return None
    _hold_waiting(cohort, and_also=[enrollment.membership])
    remove_person_from_sessions(participation=enrollment.participation)
    end_participation(participation=enrollment.participation, by=by)
    Cohort.objects.filter(pk=cohort.pk).update(seats_taken=F("seats_taken") - 1)
    promoted = fill_free_seats(cohort, by=by)
    return promoted[0] if promoted else None


def fill_free_seats(cohort: Cohort, *, by: Membership) -> list[Enrollment]:
    """Give free seats of a locked cohort to those who wait, in the order in which they came."""
    if not takes_late_learners(cohort, timezone.now()):
        return []
    _hold_waiting(cohort)
    promoted = []
    for enrollment in waiting_list(cohort).filter(membership__is_active=True):
        if not _take_seat(cohort):
            break
        transition(
            enrollment,
            EnrollmentState.ENROLLED,
            table=ENROLLMENT_TABLE,
            decided_at=timezone.now(),
        )
        enrollment.cohort = cohort
        clashes = _seat(enrollment, by)
        record("got a place", enrollment, by=by)
        publish(PlaceOpened(subject_id=enrollment.pk, clashes=clashes))
        promoted.append(enrollment)
    return promoted


def _hold_waiting(cohort: Cohort, *, and_also: Sequence[Membership] = ()) -> None:
    """Several people of the waiting list may get a place at once; how many is not known before."""
    waiting = [enrollment.membership for enrollment in waiting_list(cohort)]
    hold_people(engagement=cohort.engagement, people=[*waiting, *and_also])


def _take_seat(cohort: Cohort) -> bool:
    """Count one more seat as taken, if one is free. The table's CHECK says the same once more."""
    taken = Cohort.objects.filter(pk=cohort.pk, seats_taken__lt=F("seats")).update(seats_taken=F("seats_taken") + 1)
    return taken == 1


def _seat(enrollment: Enrollment, by: Membership) -> int:
    """Make a learner part of the engagement and its planned sessions.

    Returns:
        How many sessions are at times when they have another one.
    """
    place = add_participant(
        engagement=enrollment.cohort.engagement,
        membership=enrollment.membership,
        role=Participation.Role.LEARNER,
        by=by,
    )
    enrollment.participation = place
    enrollment.save(update_fields=["participation"])
    return add_person_to_sessions(participation=place)
