"""Attendance, completion and certificates."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.queries import participation_of
from programs.scheduling.actions import complete_session, mark_attendance
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.training.actions.cohorts import close_waiting_list
from programs.training.actions.places import lock_cohort
from programs.training.events import CertificateIssued
from programs.training.lifecycle import COHORT_TABLE, ENROLLMENT_TABLE, EnrollmentState
from programs.training.models import Certificate, Cohort, Enrollment
from programs.training.permissions import can_lead_cohort, can_mark_attendance
from programs.training.queries import (
    CODE_ALPHABET,
    attended_by,
    held_sessions,
    learners_of,
    roll_of,
    spelled_code,
    trainer_of,
    unmarked_sessions,
)

MOST_TRIES = 20


@transaction.atomic
def save_attendance(*, session: Session, attendance: dict, by: Membership) -> None:
    """Write down who came, which marks the session as held; later saves correct it.

    Args:
        attendance: participation id to `SessionPlace.Attendance`, for learners of this session.

    Raises:
        NotAllowed: `by` is not the trainer.
        DomainError: the session has not begun, or the run has been completed.
    """
    cohort = lock_cohort(session.engagement.cohort)
    trainer = participation_of(by, cohort.engagement)
    if not can_mark_attendance(trainer):
        raise NotAllowed("Attendance is marked by the trainer.")
    if cohort.engagement.state != State.ACTIVE:
        raise DomainError(
            "Start the run first, then mark attendance."
            if cohort.engagement.is_preparing
            else "This run is over and its certificates are given, so attendance stays as it is."
        )
    fresh = Session.objects.get(pk=session.pk)
    fresh.engagement = cohort.engagement
    roll = {place.participation_id: place.attendance for place in roll_of(fresh)}
    marks = {key: mark for key, mark in attendance.items() if key in roll and roll[key] != mark}
    if fresh.state == SessionState.CONFIRMED:
        complete_session(session=fresh, attendance=marks, by=trainer)
    elif marks:
        mark_attendance(session=fresh, attendance=marks, by=trainer)


@transaction.atomic
def complete_cohort(*, cohort: Cohort, by: Membership) -> list[Certificate]:
    """Decide who completed the course and give out the certificates; the end evaluation begins.

    Returns:
        The certificates, by name of the learner.

    Raises:
        NotAllowed: `by` does not lead the cohort.
        DomainError: sessions are not marked yet, or fewer were held than the certificate needs.
    """
    if not can_lead_cohort(by, cohort):
        raise NotAllowed("Only the trainer and those who run the program can do that.")
    cohort = lock_cohort(cohort)
    if cohort.engagement.state != State.ACTIVE:
        label = cohort.engagement.get_state_display().lower()
        raise IllegalTransition(f"This run is {label}, so it cannot be completed now.")
    held = held_sessions(cohort)
    _check_held(cohort, len(held))
    learners = [row for row in learners_of(cohort) if row.state == EnrollmentState.ENROLLED]
    attended = attended_by(row.participation_id for row in learners)
    certificates = []
    for enrollment in learners:
        enrollment.cohort = cohort
        came = attended.get(enrollment.participation_id, [])
        done = len(came) >= cohort.needed_attendance
        state = EnrollmentState.COMPLETED if done else EnrollmentState.NOT_COMPLETED
        transition(enrollment, state, table=ENROLLMENT_TABLE, decided_at=timezone.now())
        record(state.label.lower(), enrollment, by=by, attended=len(came), held=len(held))
        if done:
            certificates.append(_issue_certificate(enrollment, held, came, by))
    close_waiting_list(cohort, by=by)
    move_engagement(engagement=cohort.engagement, to=State.EVALUATING, table=COHORT_TABLE, by=by)
    return certificates


def _check_held(cohort: Cohort, held: int) -> None:
    unmarked = unmarked_sessions(cohort)
    if unmarked:
        sessions = "1 session is" if unmarked == 1 else f"{unmarked} sessions are"
        raise DomainError(f"{sessions} not marked as held yet. Mark attendance first, or cancel what did not happen.")
    if held == 0:
        raise DomainError("No session was held, so there is nothing to complete. Cancel the run instead.")
    if held < cohort.needed_attendance:
        raise DomainError(
            f"{held} sessions were held, but the certificate needs {cohort.needed_attendance}."
            " Change what is needed first."
        )


def _issue_certificate(enrollment: Enrollment, held: list[Session], came: list[Session], by: Membership) -> Certificate:
    """Write a certificate under a code that nobody else has."""
    claims = claims_of(enrollment, held, came)
    for _ in range(MOST_TRIES):
        try:
            with transaction.atomic():
                certificate = Certificate.objects.create(
                    enrollment=enrollment,
                    code=make_code(),
                    claims=claims,
                    issued_at=timezone.now(),
                    issued_by=by,
                )
            break
        except IntegrityError:
            continue  # the code is taken, perhaps in another organization
    else:
        raise DomainError("The certificates could not be written. Try again in a moment.")
    record("issued", certificate, by=by)
    publish(CertificateIssued(subject_id=enrollment.pk, certificate_id=certificate.pk))
    return certificate


def claims_of(enrollment: Enrollment, held: list[Session], came: list[Session]) -> dict:
    """What the certificate says, as plain values: later changes of names and titles do not reach it."""
    cohort, trainer = enrollment.cohort, trainer_of(enrollment.cohort)
    seconds = sum((session.ends_at - session.starts_at).total_seconds() for session in came)
    return {
        "holder": enrollment.membership.user.name,
        "course": cohort.course.title,
        "cohort": cohort.name,
        "organization": enrollment.organization.name,
        "sessions_attended": len(came),
        "sessions_total": len(held),
        "hours": round(seconds / 3600, 2),
        "first_on": _local_day(held[0]),
        "last_on": _local_day(held[-1]),
        "trainer": trainer.name if trainer else "",
        "issued_on": timezone.now().astimezone(held[-1].time_zone).date().isoformat(),
    }


def _local_day(session: Session) -> str:
    """The calendar day of a session where it was held."""
    return session.starts_at.astimezone(session.time_zone).date().isoformat()


def make_code() -> str:
    """A code that nobody can guess and everybody can read aloud: "7KQ4-M2XD"."""
    return spelled_code("".join(secrets.choice(CODE_ALPHABET) for _ in range(8)))
