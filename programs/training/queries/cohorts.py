"""Reads over cohorts and the people in them."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.engagements.queries import programs_for
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import SessionPlace
from programs.training.lifecycle import HOLDS_SEAT, OPEN, EnrollmentState
from programs.training.models import Cohort, Enrollment
from programs.training.queries.catalogue import get_course_for, with_waiting


def _leads(membership: Membership) -> Q:
    teaches = Participation.objects.filter(
        engagement=OuterRef("engagement"),
        membership=membership,
        role=Participation.Role.TRAINER,
        left_at__isnull=True,
    )
    return Q(Exists(teaches)) | Q(engagement__program__in=programs_for(membership).values("pk"))


def _has_place(membership: Membership) -> Q:
    place = Enrollment.objects.filter(cohort=OuterRef("pk"), membership=membership, state__in=OPEN)
    return Q(Exists(place))


def get_cohort_for(membership: Membership, engagement_id: UUID) -> Cohort:
    """A cohort in which this person has a place or waits, or which they lead (`.leading`); 404 for others."""
    cohorts = with_waiting(Cohort.objects.select_related("course__program", "engagement__program"))
    try:
        return (
            cohorts.annotate(leading=_leads(membership))
            .filter(Q(leading=True) | _has_place(membership))
            .get(pk=engagement_id)
        )
    except Cohort.DoesNotExist:
        raise Http404 from None


def get_led_cohort(membership: Membership, engagement_id: UUID) -> Cohort:
    """A cohort that this person leads, as trainer or because they run its program; 404 for others."""
    cohort = get_cohort_for(membership, engagement_id)
    if not cohort.leading:
        raise Http404
    return cohort


def get_open_cohort(membership: Membership, engagement_id: UUID) -> Cohort:
    """A cohort of a course that this person can see, to enrol in; the action decides whether that is possible."""
    try:
        cohort = Cohort.objects.select_related("course", "engagement__program").get(pk=engagement_id)
    except Cohort.DoesNotExist:
        raise Http404 from None
    if cohort.engagement.state == State.DRAFT:
        raise Http404
    get_course_for(membership, cohort.course_id)
    return cohort


def get_enrollment_for(membership: Membership, enrollment_id: UUID) -> Enrollment:
    """A learner's own enrollment, or one in a cohort that this person leads; 404 for others."""
    try:
        enrollment = Enrollment.objects.select_related(
            "cohort__course", "cohort__engagement__program", "membership__user", "participation__membership__user"
        ).get(pk=enrollment_id)
    except Enrollment.DoesNotExist:
        raise Http404 from None
    if enrollment.membership_id != membership.pk:
        get_led_cohort(membership, enrollment.cohort_id)
    return enrollment


def learners_of(cohort: Cohort) -> QuerySet[Enrollment]:
    """Those who hold a seat, by name, with `.attended` and their certificate."""
    return _with_attended(cohort).filter(state__in=HOLDS_SEAT).order_by("membership__user__name", "id")


def learners_and_waiting(cohort: Cohort) -> tuple[list[Enrollment], list[Enrollment]]:
    """Those who hold a seat, by name, and those who wait, the first one first; in one query."""
    shown = HOLDS_SEAT | {EnrollmentState.WAITLISTED}
    rows = list(_with_attended(cohort).filter(state__in=shown).order_by("membership__user__name", "id"))
    waiting = [row for row in rows if row.state == EnrollmentState.WAITLISTED]
    learners = [row for row in rows if row.state != EnrollmentState.WAITLISTED]
    return learners, sorted(waiting, key=lambda row: row.pk)


def _with_attended(cohort: Cohort) -> QuerySet[Enrollment]:
    attended = Count(
        "participation__places",
        filter=Q(
            participation__places__attendance=SessionPlace.Attendance.PRESENT,
            participation__places__session__state=SessionState.COMPLETED,
        ),
    )
    return (
        Enrollment.objects.filter(cohort=cohort)
        .select_related("membership__user", "participation__membership__user", "certificate")
        .annotate(attended=attended)
    )


def trainer_of(cohort: Cohort) -> Participation | None:
    """The trainer's place."""
    return (
        Participation.objects.filter(
            engagement=cohort.engagement_id, role=Participation.Role.TRAINER, left_at__isnull=True
        )
        .select_related("membership__user", "engagement__program")
        .order_by("id")
        .first()
    )
