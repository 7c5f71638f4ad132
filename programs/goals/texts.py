"""What this room brings to searches and copies: objectives, what was measured, actions and questions."""

from datetime import UTC, datetime, time

from django.db.models import Q, QuerySet
from django.utils.formats import number_format

from programs.covenant.items import Item
from programs.goals.erasing import OF_OBJECTIVES
from programs.goals.models import Action, Measurement, Objective, Question
from programs.notes.searching import Piece, Scope, searcher

OWNER = {"engagement": "owner__engagement", "owner": "owner", "life": "life"}


def _here(scope: Scope, owner: str) -> Q:
    """As on the pages: what belongs to somebody who has left is theirs alone."""
    return Q(**{f"{owner}__left_at__isnull": True}) | Q(**{f"{owner}__membership": scope.membership.pk})


def _objectives(scope: Scope) -> QuerySet[Objective]:
    rule = scope.may_read(Item.OBJECTIVES, author="owner__membership", **OWNER)
    return Objective.objects.filter(rule & _here(scope, "owner")).select_related("owner")


def _objective(objective: Objective) -> Piece:
    return Piece(
        kind="objective",
        engagement_id=objective.owner.engagement_id,
        author_id=objective.owner.membership_id,
        at=datetime.combine(objective.starts_on, time(12), tzinfo=UTC),  # the same day nearly everywhere
        texts=tuple(text for name in OF_OBJECTIVES if (text := getattr(objective, name))),
        page="goals:objective-detail",
        arguments={"objective_id": objective.pk},
        row=objective,
    )


def _measurements(scope: Scope) -> QuerySet[Measurement]:
    """With their remarks, so for those who sit in the sessions."""
    sitting = [engagement_id for engagement_id, reading in scope.readings.items() if reading.sits]
    rule = scope.may_read(
        Item.MEASUREMENTS,
        engagement="objective__owner__engagement",
        owner="objective__owner",
        author="recorded_by",
        life="objective__life",
    )
    where = Q(objective__owner__engagement__in=sitting) | Q(recorded_by=scope.membership.pk)
    rows = Measurement.objects.filter(rule & where & _here(scope, "objective__owner"))
    return rows.select_related("objective__owner")


def _measurement(row: Measurement) -> Piece:
    value = f"{number_format(row.value.normalize())} {row.objective.unit}".strip()
    return Piece(
        kind="measurement",
        engagement_id=row.objective.owner.engagement_id,
        author_id=row.recorded_by_id,
        at=row.recorded_at,
        texts=tuple(text for text in (row.objective.title, f"{row.measured_on}: {value}", row.note) if text),
        page="goals:objective-detail",
        arguments={"objective_id": row.objective_id},
        row=row,
    )


def _actions(scope: Scope) -> QuerySet[Action]:
    rule = scope.may_read(Item.ACTIONS, author="agreed_by", **OWNER)
    return Action.objects.filter(rule).select_related("owner__engagement__program")


def _action(action: Action) -> Piece:
    return Piece(
        kind="action",
        engagement_id=action.owner.engagement_id,
        author_id=action.agreed_by_id,
        at=action.agreed_at,
        texts=(action.text,),
        page=action.owner.engagement.words.detail,
        arguments={"engagement_id": action.owner.engagement_id},
        row=action,
    )


def _questions(scope: Scope) -> QuerySet[Question]:
    """A question is for everybody who reads topics: it stands on each agenda until it is answered."""
    rule = scope.may_read(
        Item.TOPICS, engagement="engagement", owner="asked_by", author="asked_by__membership", life="life"
    )
    return Question.objects.filter(rule).select_related("asked_by", "engagement__program")


def _question(question: Question) -> Piece:
    return Piece(
        kind="question",
        engagement_id=question.engagement_id,
        author_id=question.asked_by.membership_id,
        at=question.asked_at,
        texts=tuple(text for text in (question.text, question.answer) if text),
        page=question.engagement.words.detail,
        arguments={"engagement_id": question.engagement_id},
        row=question,
    )


searcher(
    kind="question",
    label="Questions",
    rows=_questions,
    piece=_question,
    engagement="engagement",
    author="asked_by__membership",
    at="asked_at",
    life="life",
)
searcher(
    kind="objective",
    label="Objectives",
    rows=_objectives,
    piece=_objective,
    engagement="owner__engagement",
    author="owner__membership",
    at="starts_on",
    life="life",
)
searcher(
    kind="measurement",
    label="Measurements",
    rows=_measurements,
    piece=_measurement,
    engagement="objective__owner__engagement",
    author="recorded_by",
    at="recorded_at",
    life="objective__life",
    searched=False,
)
searcher(
    kind="action",
    label="Actions",
    rows=_actions,
    piece=_action,
    engagement="owner__engagement",
    author="agreed_by",
    at="agreed_at",
    life="life",
)
