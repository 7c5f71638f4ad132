"""Writes on questions: asked by those who are led, and carried along until they are answered."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.goals.events import QuestionAnswered, QuestionAsked
from programs.goals.models import Question
from programs.goals.permissions import (
    can_answer_question,
    can_ask_question,
    can_bring_question,
    can_change_question,
)
from programs.scheduling.actions import propose_topic
from programs.scheduling.limits import LONGEST_ASIDE, LONGEST_TOPIC
from programs.scheduling.models import Session, Topic


@transaction.atomic
def ask_question(*, engagement: Engagement, text: str, by: Participation, life: bool = False) -> Question:
    """Ask something that is not to be forgotten: it stands on every next agenda until it is answered.

    Args:
        life: a question of life beyond work: only whoever asks and who leads read it.

    Raises:
        NotAllowed: `by` is not led here, or this has come to its end.
        DomainError: the text is empty or too long.
    """
    engagement = Engagement.objects.select_related("program").get(pk=engagement.pk)
    if not can_ask_question(by, engagement):
        raise NotAllowed("Questions are asked by those who are mentored, coached or taught, until the end.")
    text = _checked(text)
    Participation.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice waits here
    mine = Question.objects.filter(engagement=engagement, asked_by=by, answered_at__isnull=True)
    if same := next((row for row in mine if row.text == text and row.life == life), None):
        return same
    question = Question.objects.create(
        engagement=engagement, asked_by=by, text=text, life=life, asked_at=timezone.now()
    )
    record("asked", question, by=by.membership)
    publish(QuestionAsked(question.pk))
    return question


@transaction.atomic
def change_question(*, question: Question, text: str, by: Participation, life: bool = False) -> None:
    """Ask it in other words, or let others read it or not.

    Raises:
        NotAllowed: it is somebody else's, or answered.
        DomainError: the text is empty or too long.
    """
    _may_change(question, by)
    question.text, question.life = _checked(text), life
    question.save(update_fields=["text", "life"])
    record("changed", question, by=by.membership)


@transaction.atomic
def withdraw_question(*, question: Question, by: Participation) -> None:
    """Take an open question back; a topic that was made of it stays.

    Raises:
        NotAllowed: it is somebody else's, or answered.
    """
    _may_change(question, by)
    record("withdrawn", question, by=by.membership)
    question.delete()


@transaction.atomic
def answer_question(*, question: Question, by: Participation, answer: str = "", session: Session | None = None) -> None:
    """Mark a question as answered; doing it again changes what is remembered of the answer.

    Args:
        answer: what to remember of it, for those who read the question; may be empty.
        session: where it was answered.

    Raises:
        NotAllowed: `by` neither asked it nor leads.
        DomainError: the answer is too long, or the session is another engagement's.
    """
    _lock(question)
    if not can_answer_question(by, question):
        raise NotAllowed("A question is marked as answered by who leads, and by the person who asked it.")
    if len(answer.strip()) > LONGEST_ASIDE:
        raise DomainError(f"Make it shorter: at most {LONGEST_ASIDE} characters.", field="answer")
    if session is not None and session.engagement_id != question.engagement_id:
        raise DomainError("This session belongs to something else.")
    first = question.answered_at is None
    if first:
        question.answered_at, question.answered_by = timezone.now(), by
    question.answer = answer.strip() or (question.answer if first else None)
    question.session = session or question.session
    question.save(update_fields=["answered_at", "answered_by", "answer", "session"])
    record("answered", question, by=by.membership)
    if first:
        publish(QuestionAnswered(question.pk, answered_by=by.membership_id))


@transaction.atomic
def reopen_question(*, question: Question, by: Participation) -> None:
    """It is not answered after all. What was remembered is kept for the next time.

    Raises:
        NotAllowed: `by` neither asked it nor leads.
    """
    _lock(question)
    if not can_answer_question(by, question):
        raise NotAllowed("A question is opened again by who leads, and by the person who asked it.")
    question.answered_at = question.answered_by = None
    question.save(update_fields=["answered_at", "answered_by"])
    record("reopened", question, by=by.membership)


@transaction.atomic
def bring_question(*, question: Question, by: Participation) -> Topic:
    """Make an open question a topic of the next session, read by the same people. It stays open until answered.

    Raises:
        NotAllowed: it is somebody else's, or answered, or no topics are proposed any more.
    """
    _lock(question)
    if not can_bring_question(by, question):
        raise NotAllowed("A question is brought to a session by the person who asked it, while it is open.")
    topic = propose_topic(
        engagement=question.engagement, text=question.text, kind=Topic.Kind.QUESTION, life=question.life, by=by
    )
    if topic.session_id:
        Question.objects.filter(pk=question.pk).update(session=topic.session_id)
    return topic


def _may_change(question: Question, by: Participation) -> None:
    _lock(question)
    if not can_change_question(by, question):
        raise NotAllowed("A question is changed and withdrawn by the person who asked it, while it is open.")


def _lock(question: Question) -> None:
    """Nobody answers it while it is changed; the state is that of the row."""
    row = (
        Question.objects.select_for_update(no_key=True, of=("self",))
        .select_related("answered_by")
        .filter(pk=question.pk)
        .first()
    )
    if row is None:
        raise DomainError("This question was withdrawn.")
    question.answered_at, question.answered_by = row.answered_at, row.answered_by


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise DomainError("Write your question; one line is enough.", field="text")
    if len(text) > LONGEST_TOPIC:
        raise DomainError(f"Make it shorter: a question has at most {LONGEST_TOPIC} characters.", field="text")
    return text
