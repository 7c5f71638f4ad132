"""Reads over places and the waiting list."""

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Membership
from programs.engagements.models import Participation
from programs.training.lifecycle import OPEN, EnrollmentState
from programs.training.models import Cohort, Enrollment


def enrollments_for(membership: Membership) -> QuerySet[Enrollment]:
    """A person's places and waiting places, with `.position` on the waiting list."""
    before = (
        Enrollment.objects.filter(cohort=OuterRef("cohort"), state=EnrollmentState.WAITLISTED, pk__lte=OuterRef("pk"))
        .order_by()
        .values("cohort")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        Enrollment.objects.filter(membership=membership, state__in=OPEN)
        .select_related(
            "cohort__course", "cohort__engagement__program", "membership__user", "participation", "certificate"
        )
        .annotate(position=Coalesce(Subquery(before, output_field=IntegerField()), 0))
    )


def enrollment_of(membership: Membership, cohort: Cohort) -> Enrollment | None:
    """This person's place or waiting place in the cohort, if any."""
    return enrollments_for(membership).filter(cohort=cohort).first()


def people_to_enroll(cohort: Cohort, people: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of `people` who neither have a place in the run, nor wait for one, nor give it."""
    there = Enrollment.objects.filter(cohort=cohort, membership=OuterRef("pk"), state__in=OPEN)
    gives = Participation.objects.filter(
        engagement=cohort.engagement_id, membership=OuterRef("pk"), left_at__isnull=True
    )
    return people.exclude(Exists(there)).exclude(Exists(gives))


def waiting_list(cohort: Cohort) -> QuerySet[Enrollment]:
    """Those who wait, the first one first."""
    return (
        Enrollment.objects.filter(cohort=cohort, state=EnrollmentState.WAITLISTED)
        .select_related("membership__user")
        .order_by("id")
    )
