"""Who may do what with courses, cohorts and enrollments. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.models import Participation
from programs.engagements.permissions import can_run_engagement, can_run_program
from programs.training.models import Cohort, Course, Enrollment


def can_change_course(membership: Membership, course: Course) -> bool:
    """Those who run its program; they also plan its cohorts."""
    return can_run_program(membership, course.program)


def can_lead_cohort(membership: Membership, cohort: Cohort) -> bool:
    """Its trainer, and those who run the program."""
    return membership.is_active and can_run_engagement(membership, cohort.engagement)


def can_enroll(by: Membership, membership: Membership, cohort: Cohort) -> bool:
    """Everybody for themselves; those who lead the cohort for others."""
    return by.is_active and (by.pk == membership.pk or can_lead_cohort(by, cohort))


def can_withdraw(by: Membership, enrollment: Enrollment) -> bool:
    """The learner, and those who lead the cohort."""
    return by.is_active and (by.pk == enrollment.membership_id or can_lead_cohort(by, enrollment.cohort))


def can_mark_attendance(place: Participation | None) -> bool:
    """The trainer, who was in the room."""
    return place is not None and place.role == Participation.Role.TRAINER and place.left_at is None
