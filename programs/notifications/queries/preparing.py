"""What comes ahead of sessions: questions, and which topics have come. No words are read here."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from programs.engagements.lifecycle import CURRENT, MEETING
from programs.engagements.models import Participation
from programs.goals.models import Question
from programs.notifications.models import Notification
from programs.notifications.queries.waiting import present_places
from programs.scheduling.asked import tells_when_asked
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace, Topic


def find_question(question_id: UUID) -> Question | None:
    """A question with its engagement and program, without its words; None once it was withdrawn."""
    found = Question.objects.select_related("engagement__program", "asked_by").defer("text", "answer")
    return found.filter(pk=question_id).first()


def leading_places() -> QuerySet[SessionPlace]:
    """The places of those who lead a planned session and come."""
    return SessionPlace.objects.filter(
        blocks=True,
        session__state=SessionState.CONFIRMED,
        session__engagement__state__in=MEETING,
        participation__role__in=Participation.LEADS,
        participation__left_at__isnull=True,
        participation__membership__is_active=True,
    )


def topics_by_person(session_ids: Collection[UUID]) -> dict[UUID, Counter]:
    """By session how many topics each participation has sent; one query."""
    found: dict[UUID, Counter] = {session_id: Counter() for session_id in session_ids}
    for session_id, owner in Topic.objects.filter(session__in=found).values_list("session_id", "proposed_by_id"):
        found[session_id][owner] += 1
    return found


def topics_of_others(session_id: UUID, membership_id: UUID) -> int:
    """How many topics others have sent to who leads."""
    return Topic.objects.filter(session=session_id).exclude(proposed_by__membership=membership_id).count()


@tells_when_asked
def asked_for_topics_at(session: Session) -> datetime | None:
    """When people were last reminded that they have no topic for this session."""
    rows = Notification.objects.filter(kind="topics-missing", subject_id=session.pk).exclude(
        mail=Notification.Mail.MISSED
    )
    return rows.aggregate(at=Max("created_at"))["at"]


def _leads_it(row: Notification, now: datetime) -> bool:
    places = leading_places().filter(session=row.subject_id, session__starts_at__gt=now)
    mine = places.filter(participation__membership=row.membership_id)
    return mine.filter(session__sequence=row.facts["sequence"]).exists()


def topics_are_there(row: Notification, now: datetime) -> bool:
    return _leads_it(row, now) and topics_of_others(row.subject_id, row.membership_id) >= row.facts["count"]


def no_topic_is_there(row: Notification, now: datetime) -> bool:
    return _leads_it(row, now) and not topics_of_others(row.subject_id, row.membership_id)


def question_waits(row: Notification, now: datetime) -> bool:
    """It is open, and the reader still leads there."""
    leads = present_places().filter(membership=row.membership_id, role__in=Participation.LEADS)
    return Question.objects.filter(
        pk=row.subject_id,
        answered_at__isnull=True,
        engagement__in=leads.values("engagement"),
        engagement__state__in=CURRENT,
    ).exists()


def question_is_answered(row: Notification, now: datetime) -> bool:
    return Question.objects.filter(
        pk=row.subject_id,
        answered_at__isnull=False,
        asked_by__membership=row.membership_id,
        asked_by__left_at__isnull=True,
    ).exists()


CHECKS = {
    "agenda-there": topics_are_there,
    "agenda-empty": no_topic_is_there,
    "question-asked": question_waits,
    "question-answered": question_is_answered,
}
