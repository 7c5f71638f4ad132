"""Reads over the catalogue: courses and the runs that people can choose."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.lifecycle import ACCEPTING, State
from programs.engagements.models import Participation
from programs.engagements.queries import programs_for
from programs.training.lifecycle import EnrollmentState
from programs.training.models import Cohort, Course, Enrollment
from programs.training.queries.places import enrollments_for

WAITING = Q(enrollments__state=EnrollmentState.WAITLISTED)


def courses_for(membership: Membership, search: str = "") -> QuerySet[Course]:
    """The catalogue: courses of open programs, and all courses of the programs that this person runs.

    `.runs` holds the cohorts that take learners now, the next one first.
    """
    shown = Course.objects.filter(
        Q(program__state__in=ACCEPTING) | Q(program__in=programs_for(membership).values("pk"))
    ).select_related("program")
    for word in search.split():
        shown = shown.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(outcomes__icontains=word))
    runs = (
        with_waiting(Cohort.objects.filter(engagement__state=State.ENROLLING))
        .select_related("engagement")
        .order_by("engagement__starts_on", "id")
    )
    return shown.prefetch_related(Prefetch("cohorts", queryset=runs, to_attr="runs")).order_by("title", "id")


def get_course_for(membership: Membership, course_id: UUID) -> Course:
    """A course of the catalogue, or one in whose cohort this person has a place; 404 for others."""
    mine = Enrollment.objects.filter(cohort__course=OuterRef("pk"), membership=membership)
    led = Participation.objects.filter(engagement__cohort__course=OuterRef("pk"), membership=membership)
    try:
        return (
            Course.objects.select_related("program")
            .filter(
                Q(program__state__in=ACCEPTING)
                | Q(program__in=programs_for(membership).values("pk"))
                | Exists(mine)
                | Exists(led)
            )
            .get(pk=course_id)
        )
    except Course.DoesNotExist:
        raise Http404 from None


def get_run_course(membership: Membership, course_id: UUID) -> Course:
    """A course of a program that this person runs, or 404."""
    try:
        return Course.objects.select_related("program").get(
            pk=course_id, program__in=programs_for(membership).values("pk")
        )
    except Course.DoesNotExist:
        raise Http404 from None


def with_waiting(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """The same with `.waiting`: how many people wait for a place."""
    return cohorts.annotate(waiting=Count("enrollments", filter=WAITING))


def runs_of(course: Course, membership: Membership) -> list[Cohort]:
    """The cohorts of a course that this person can choose, is in, or leads; the next one first.

    Each has `.waiting`, `.mine` (their enrollment with `.position`, or None), `.trainers` and `.leading`.
    """
    places = Participation.objects.filter(left_at__isnull=True, role=Participation.Role.TRAINER)
    runs = (
        with_waiting(Cohort.objects.filter(course=course))
        .exclude(engagement__state__in={State.CLOSED, State.CANCELLED})
        .select_related("engagement__program")
        .prefetch_related(
            Prefetch(
                "engagement__participations",
                queryset=places.select_related("membership__user"),
                to_attr="trainers",
            )
        )
        .order_by("engagement__starts_on", "id")
    )
    mine = {row.cohort_id: row for row in enrollments_for(membership).filter(cohort__course=course)}
    runner = programs_for(membership).filter(pk=course.program_id).exists()
    shown = []
    for run in runs:
        run.mine = mine.get(run.pk)
        run.trainers = run.engagement.trainers
        run.leading = runner or any(place.membership_id == membership.pk for place in run.trainers)
        if run.leading or run.mine or run.engagement.state in {State.ENROLLING, State.ACTIVE}:
            shown.append(run)
    return shown


def is_open(cohort: Cohort, now: datetime) -> bool:
    """Whether people can enrol or join the waiting list now."""
    return cohort.engagement.state == State.ENROLLING and (cohort.enrol_until is None or now <= cohort.enrol_until)


def places_left(cohort: Cohort) -> int:
    """Seats that nobody has."""
    return cohort.seats - cohort.seats_taken
