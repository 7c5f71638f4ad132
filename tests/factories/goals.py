"""A coaching engagement with objectives and actions, made through actions."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Membership
from programs.engagements.actions import add_participant, create_engagement, create_program, move_program
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Participation
from programs.goals.actions import set_objective
from programs.goals.models import Objective

TITLE = "Let the team make the decisions that are theirs"


def today(days: int = 0) -> date:
    """The day in so many days."""
    return timezone.localdate() + timedelta(days=days)


def make_engagement(
    cast, people: list[tuple[Membership, str]], *, kind=Kind.COACHING, state=State.DRAFT, name="Leading well"
) -> Engagement:
    """An engagement of an open program with these people, in this state."""
    program = create_program(kind=kind, name=name, by=cast.administrator)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    engagement = create_engagement(
        program=program, title=name, state=State.DRAFT, starts_on=today(-60), by=cast.administrator
    )
    for membership, role in people:
        add_participant(engagement=engagement, membership=membership, role=role, by=cast.administrator)
    set_state(engagement, state)
    return engagement


def make_contract(cast, *, state=State.DRAFT, name="Leading well") -> Engagement:
    """Amara coached by Rafael, sponsored by Lucía."""
    people = [(cast.participant, "client"), (cast.coach, "coach"), (cast.sponsor, "sponsor")]
    return make_engagement(cast, people, state=state, name=name)


def set_state(engagement: Engagement, state: State) -> None:
    """Put the engagement into a state; the kinds' own actions are tested in their rooms."""
    Engagement.objects.filter(pk=engagement.pk).update(state=state)
    engagement.state = state


def place_of(engagement: Engagement, membership: Membership) -> Participation:
    """Somebody's place, read afresh."""
    return Participation.objects.select_related("engagement__program", "membership__user").get(
        engagement=engagement, membership=membership
    )


def objective_values(**changes) -> dict:
    """What an objective needs, halfway through its time."""
    values = {
        "title": TITLE,
        "indicator": "Team survey, average score. Tiago counts it.",
        "unit": "points",
        "baseline": Decimal("2"),
        "target": Decimal("4"),
        "starts_on": today(-50),
        "due_on": today(50),
    }
    return {**values, **changes}


def make_objective(engagement: Engagement, owner: Membership, **changes) -> Objective:
    """An objective of this person, whatever the engagement's state is now."""
    was = engagement.state
    set_state(engagement, State.DESIGN)
    objective = set_objective(owner=place_of(engagement, owner), by=owner, **objective_values(**changes))
    set_state(engagement, was)
    return Objective.objects.select_related("owner__membership__user", "owner__engagement__program").get(
        pk=objective.pk
    )
