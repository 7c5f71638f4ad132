"""Steps of a cohort and of an enrollment."""

from django.db.models import TextChoices

from programs.engagements.lifecycle import State

COHORT_TABLE = {
    State.DRAFT: {State.ENROLLING, State.CANCELLED},
    State.ENROLLING: {State.ACTIVE, State.CANCELLED},
    State.ACTIVE: {State.EVALUATING, State.CANCELLED},
    State.EVALUATING: {State.CLOSED},
}


class EnrollmentState(TextChoices):
    REQUESTED = "requested", "Requested"
    APPROVED = "approved", "Approved"
    ENROLLED = "enrolled", "Enrolled"
    WAITLISTED = "waitlisted", "On the waiting list"
    OFFERED = "offered", "Place offered"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    COMPLETED = "completed", "Completed"
    NOT_COMPLETED = "not_completed", "Not completed"


ENROLLMENT_TABLE = {
    EnrollmentState.REQUESTED: {
        EnrollmentState.APPROVED,
        EnrollmentState.DECLINED,
        EnrollmentState.WITHDRAWN,
    },
    EnrollmentState.APPROVED: {EnrollmentState.ENROLLED, EnrollmentState.WITHDRAWN},
    EnrollmentState.WAITLISTED: {
        EnrollmentState.OFFERED,
        EnrollmentState.ENROLLED,
        EnrollmentState.WITHDRAWN,
        EnrollmentState.DECLINED,  # the run ended and no place had come free
    },
    EnrollmentState.OFFERED: {EnrollmentState.ENROLLED, EnrollmentState.DECLINED, EnrollmentState.WITHDRAWN},
    EnrollmentState.ENROLLED: {
        EnrollmentState.WITHDRAWN,
        EnrollmentState.COMPLETED,
        EnrollmentState.NOT_COMPLETED,
    },
}
SCHEDULED = {State.DRAFT, State.ENROLLING, State.ACTIVE}  # a cohort whose plan can still change
HOLDS_SEAT = {
    EnrollmentState.ENROLLED,
    EnrollmentState.OFFERED,
    EnrollmentState.COMPLETED,
    EnrollmentState.NOT_COMPLETED,
}
OPEN = {
    EnrollmentState.REQUESTED,
    EnrollmentState.APPROVED,
    EnrollmentState.ENROLLED,
    EnrollmentState.WAITLISTED,
    EnrollmentState.OFFERED,
    EnrollmentState.COMPLETED,
    EnrollmentState.NOT_COMPLETED,
}
