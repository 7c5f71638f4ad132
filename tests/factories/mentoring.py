"""Circles for tests, made through the actions."""

from datetime import timedelta

from django.utils import timezone

from programs.engagements.actions import create_program, move_program
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Participation, Program
from programs.mentoring.actions import create_circle, start_circle
from programs.mentoring.models import Circle

AGREEMENT = "What is said here stays here.\nBring a real case, not a theory."


def make_mentoring_program(cast, name: str = "New leaders") -> Program:
    """An open mentoring program of the cast's administrator."""
    program = create_program(kind="mentoring", name=name, by=cast.administrator)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    return program


def make_circle(cast, *, program: Program | None = None, members=None, start: bool = True, **fields) -> Circle:
    """A circle of the cast's mentor with the participant and the member.

    Args:
        start: active; otherwise it is still forming.
        fields: what else `create_circle` takes.
    """
    before = Circle.objects.count()  # the same circle sent twice is refused, so each has a title of its own
    fields = {
        "title": f"First-time team leads {before + 1}" if before else "First-time team leads",
        "purpose": "A place to talk honestly about the first year of leading people.",
        "starts_on": timezone.localdate() - timedelta(days=30),
        "ends_on": timezone.localdate() + timedelta(days=300),
        "agreement": AGREEMENT,
        "meets": "Every four weeks, 75 minutes",
        **fields,
    }
    circle = create_circle(
        program=program or make_mentoring_program(cast),
        mentor=cast.mentor,
        members=[cast.participant, cast.member] if members is None else members,
        by=cast.administrator,
        **fields,
    )
    if start:
        start_circle(circle=circle, by=cast.administrator)
    return circle


def place_in(circle: Circle, membership) -> Participation:
    """Somebody's place in the circle."""
    return Participation.objects.select_related("membership__user", "engagement__program").get(
        engagement=circle.pk, membership=membership, left_at__isnull=True
    )
