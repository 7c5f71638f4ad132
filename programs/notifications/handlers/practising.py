"""Exercises that were given, handed in and answered, and what supporters who are members are asked."""

from portal.outbox.registry import handles
from programs.goals.events_support import (
    ExerciseAnswered,
    ExerciseAssigned,
    ExerciseHandedIn,
    PulseAsked,
    SupporterAsked,
)
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import leads_of
from programs.notifications.queries.practising import find_assignment, find_supporter


def _facts(row, by) -> dict:
    known = {"assignment_id": str(row.pk), "due_on": row.due_on.isoformat(), "by": str(by)}
    return {**about_engagement(row.owner.engagement), **known}


@handles(ExerciseAssigned)
def on_exercise_assigned(event: ExerciseAssigned) -> None:
    """Tell whose it is."""
    row = find_assignment(event.subject_id)
    if row and row.replied_at is None and row.withdrawn_at is None:
        facts, people = _facts(row, row.assigned_by_id), [row.owner.membership_id]
        tell(kind="exercise-assigned", key=f"{row.pk}", subject_id=row.pk, people=people, facts=facts)


@handles(ExerciseHandedIn)
def on_exercise_handed_in(event: ExerciseHandedIn) -> None:
    """Tell who leads."""
    row = find_assignment(event.subject_id)
    if row and row.replied_at:
        facts, people = _facts(row, row.owner.membership_id), leads_of(row.owner.engagement_id)
        tell(kind="exercise-handed-in", key=f"{row.pk}", subject_id=row.pk, people=people, facts=facts)


@handles(ExerciseAnswered)
def on_exercise_answered(event: ExerciseAnswered) -> None:
    """Tell whose it is."""
    row = find_assignment(event.subject_id)
    if row and row.answered_at:
        facts, people = _facts(row, row.answered_by_id), [row.owner.membership_id]
        tell(kind="exercise-answered", key=f"{row.pk}", subject_id=row.pk, people=people, facts=facts)


@handles(SupporterAsked)
def on_supporter_asked(event: SupporterAsked) -> None:
    """Tell a member that they are asked; guests get a mail of their own."""
    _tell_supporter(event, "supporter-asked", key=f"{event.subject_id}")


@handles(PulseAsked)
def on_pulse_asked(event: PulseAsked) -> None:
    """Tell a member that the question is there."""
    day = event.asked_on.isoformat()
    _tell_supporter(event, "pulse-asked", key=f"{event.subject_id}:{day}", asked_on=day)


def _tell_supporter(event: SupporterAsked | PulseAsked, kind: str, *, key: str, **more) -> None:
    """Whose objective it is stands there; neither what it is nor what that person takes part in."""
    supporter = find_supporter(event.subject_id)
    if supporter and supporter.membership_id and supporter.ended_at is None:
        owner = supporter.objective.owner.membership_id
        facts = {"supporter_id": str(supporter.pk), "by": str(owner), **more}
        tell(kind=kind, key=key, subject_id=supporter.pk, people=[supporter.membership_id], facts=facts)
