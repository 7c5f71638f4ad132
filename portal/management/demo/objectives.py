"""Objectives that go on: milestones, a revision that everybody agreed to, and one that waits."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from portal.management.demo.coaching import ContractStory
from portal.management.demo.sessions import place
from programs.goals.actions import add_milestone, consent_to_revision, propose_revision, reach_milestone
from programs.goals.models import Milestone, Objective, Revision
from programs.goals.plan import plan_of


def tell(story: ContractStory, decide: str, speak: str) -> None:
    """What happens to two objectives of Amara's contract."""
    act = partial(_at, story)
    act(-62, lambda: _milestone(story, decide, "The rota is Tomás’s", -30, None))
    act(-62, lambda: _milestone(story, decide, "Half of last week’s decisions made without me", 14, 3.2))
    act(-62, lambda: _milestone(story, speak, "Once in each meeting", -20, 2))
    act(-28, lambda: _reach(story, "The rota is Tomás’s"))
    settled = "The board meets twice as often since April"
    act(-26, lambda: _propose(story, speak, "amara", settled, target=Decimal(6), evidence="My own tally"))
    act(-25, lambda: _agree(story, speak, "rafael"))
    act(-24, lambda: _agree(story, speak, "lucia"))
    waiting = "The survey was changed; HR sends it, out of 5"
    scale = {"lowest": Decimal(1), "highest": Decimal(5)}
    act(-4, lambda: _propose(story, decide, "rafael", waiting, evidence="The monthly survey of HR", **scale))
    act(-3, lambda: _agree(story, decide, "lucia"))


def _at(story: ContractStory, days: int, act: Callable) -> None:
    story.at(story.timeline.exactly(days, 15), act)


def _objective(story: ContractStory, title: str) -> Objective:
    rows = Objective.objects.filter(owner__engagement=story.id).select_related(
        "owner__engagement__program", "owner__membership__user", "competency"
    )
    return next(row for row in rows if row.title == title)


def _milestone(story: ContractStory, title: str, words: str, days: int, value: float | None) -> None:
    add_milestone(
        objective=_objective(story, title),
        title=words,
        due_on=story.timeline.exactly(days).date(),
        value=None if value is None else Decimal(str(value)),
        by=place(story.people, "amara", story.id),
    )


def _reach(story: ContractStory, words: str) -> None:
    rows = Milestone.objects.filter(objective__owner__engagement=story.id)
    row = next(row for row in rows.select_related("objective__owner__engagement__program") if row.title == words)
    reach_milestone(milestone=row, reached=True, by=place(story.people, "amara", story.id))


def _propose(story: ContractStory, title: str, key: str, reason: str, **changes) -> None:
    objective = _objective(story, title)
    plan = plan_of(objective)
    values = {name: getattr(plan, name) for name in vars(plan) if name != "starts_on"}
    by = place(story.people, key, story.id)
    propose_revision(objective=objective, reason=reason, by=by, **{**values, **changes})


def _agree(story: ContractStory, title: str, key: str) -> None:
    objective = _objective(story, title)
    revision = Revision.objects.get(objective=objective, settled_at__isnull=True, dropped_at__isnull=True)
    revision.objective = objective
    consent_to_revision(revision=revision, by=place(story.people, key, story.id))
