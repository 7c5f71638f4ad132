"""The words of this room that go when their time is over. Numbers, dates and what was done stay."""

from datetime import datetime
from uuid import UUID

from programs.covenant.erasing import empty, erases
from programs.goals.models import (
    Action,
    Assignment,
    CheckIn,
    Focus,
    Measurement,
    Milestone,
    Objective,
    Pulse,
    Question,
    Revision,
)

OF_OBJECTIVES = ("title", "indicator", "evidence", "area", "proof")
OF_REVISIONS = ("reason", "before", "after")


def _objectives_of_engagement(engagement_id: UUID, now: datetime) -> int:
    words = empty(Objective.objects.filter(owner__engagement=engagement_id), *OF_OBJECTIVES)
    words += empty(Milestone.objects.filter(objective__owner__engagement=engagement_id), "title")
    words += empty(Revision.objects.filter(objective__owner__engagement=engagement_id), *OF_REVISIONS)
    return words + empty(Measurement.objects.filter(objective__owner__engagement=engagement_id), "note")


def _objectives_of_person(membership_id: UUID, now: datetime) -> int:
    """Their objectives with what belongs to these, and what they wrote of those of others."""
    words = empty(Objective.objects.filter(owner__membership=membership_id), *OF_OBJECTIVES)
    words += empty(Milestone.objects.filter(objective__owner__membership=membership_id), "title")
    words += empty(Revision.objects.filter(objective__owner__membership=membership_id), *OF_REVISIONS)
    words += empty(Revision.objects.filter(proposed_by__membership=membership_id), "reason")
    return words + empty(Measurement.objects.filter(recorded_by=membership_id), "note")


def _actions_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Action.objects.filter(owner__engagement=engagement_id), "text")


def _actions_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(Action.objects.filter(agreed_by=membership_id), "text")


def _questions_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Question.objects.filter(engagement=engagement_id), "text", "answer")


def _questions_of_person(membership_id: UUID, now: datetime) -> int:
    """What they asked, and what they wrote down as an answer."""
    asked = empty(Question.objects.filter(asked_by__membership=membership_id), "text")
    return asked + empty(Question.objects.filter(answered_by__membership=membership_id), "answer")


erases("objectives", of_engagement=_objectives_of_engagement, of_person=_objectives_of_person)
erases("actions", of_engagement=_actions_of_engagement, of_person=_actions_of_person)
erases("questions", of_engagement=_questions_of_engagement, of_person=_questions_of_person)


def _focuses_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Focus.objects.filter(session__engagement=engagement_id), "aim", "takeaways")


def _focuses_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(Focus.objects.filter(written_by=membership_id), "aim", "takeaways")


erases("aims and takeaways", of_engagement=_focuses_of_engagement, of_person=_focuses_of_person)


def _exercises_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Assignment.objects.filter(owner__engagement=engagement_id), "title", "text", "reply", "answer")


def _exercises_of_person(membership_id: UUID, now: datetime) -> int:
    """What they gave others to do, what they wrote as a reply, drafts too, and what they answered."""
    given = empty(Assignment.objects.filter(assigned_by=membership_id), "title", "text")
    replied = empty(Assignment.objects.filter(owner__membership=membership_id), "reply")
    return given + replied + empty(Assignment.objects.filter(answered_by=membership_id), "answer")


def _check_ins_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(CheckIn.objects.filter(action__owner__engagement=engagement_id), "note")


def _check_ins_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(CheckIn.objects.filter(told_by=membership_id), "note")


def _pulses_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Pulse.objects.filter(supporter__objective__owner__engagement=engagement_id), "comment")


def _pulses_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(Pulse.objects.filter(supporter__membership=membership_id), "comment")


erases("exercises", of_engagement=_exercises_of_engagement, of_person=_exercises_of_person)
erases("check-ins", of_engagement=_check_ins_of_engagement, of_person=_check_ins_of_person)
erases("supporters", of_engagement=_pulses_of_engagement, of_person=_pulses_of_person)
