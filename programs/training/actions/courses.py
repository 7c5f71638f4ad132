"""Writes on courses."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.engagements.kinds import Kind
from programs.engagements.models import Program
from programs.engagements.permissions import can_run_program
from programs.training.models import Course
from programs.training.permissions import can_change_course


@transaction.atomic
def create_course(
    *, program: Program, title: str, summary: str, by: Membership, outcomes: str = "", length: str = ""
) -> Course:
    """Put a course into the catalogue; runs are planned afterwards.

    Args:
        outcomes: what people can do after it, a line for each.
        length: in words, "5 mornings, 2 hours each".

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: the program is of another kind, or the title is taken.
    """
    if not can_run_program(by, program):
        raise NotAllowed("This program is run by others.")
    if program.kind != Kind.TRAINING:
        raise DomainError("Courses belong to training programs. Choose a training program.")
    course = Course(
        program=program,
        title=title,
        summary=summary,
        outcomes=outcomes,
        length=length,
        created_at=timezone.now(),
        created_by=by,
    )
    _save_course(course)
    record("created", course, by=by)
    return course


@transaction.atomic
def change_course(*, course: Course, title: str, summary: str, outcomes: str, length: str, by: Membership) -> Course:
    """Change the texts; certificates that were issued keep the title of their day."""
    if not can_change_course(by, course):
        raise NotAllowed("This program is run by others.")
    course.title, course.summary, course.outcomes, course.length = title, summary, outcomes, length
    _save_course(course)
    record("changed", course, by=by)
    return course


def _save_course(course: Course) -> None:
    try:
        with transaction.atomic():
            course.save()
    except IntegrityError:
        raise DomainError("Another course has this title. Choose a different one.", field="title") from None
