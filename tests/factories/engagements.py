"""Programs and bare engagements, made through the actions."""

from django.utils import timezone

from accounts.models import Membership
from programs.engagements.actions import add_participant, create_engagement, create_program, move_program
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Participation, Program


def open_program(by: Membership, kind: str = "mentoring", name: str = "First-year leads", **fields) -> Program:
    """A program that accepts engagements."""
    program = create_program(kind=kind, name=name, by=by, **fields)
    move_program(program=program, to=ProgramState.OPEN, by=by)
    return program


def engagement_with(
    by: Membership, people: dict[str, Membership], kind: str = "mentoring", title: str = "Leads", state=State.ACTIVE
) -> tuple[Engagement, dict[str, Participation]]:
    """An engagement of any kind without the kind's own row, for tests of the spine.

    Args:
        people: role to membership.
    """
    program = open_program(by, kind=kind, name=f"{title} program")
    engagement = create_engagement(program=program, title=title, state=state, starts_on=timezone.now().date(), by=by)
    places = {
        role: add_participant(engagement=engagement, membership=membership, role=role, by=by)
        for role, membership in people.items()
    }
    return engagement, places
