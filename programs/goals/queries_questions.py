"""Reads over questions and over what enters an agenda by itself, as far as the covenant lets the viewer read them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.covenant.items import Item
from programs.covenant.policy import Reading, who_reads
from programs.covenant.queries import reading_of, terms_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of, people_of
from programs.goals.check_ins import newest, read_check_ins, with_newest_check_in
from programs.goals.models import Action, Assignment, CheckIn, Question
from programs.goals.queries import finishes, sits_in
from programs.goals.queries_exercises import open_assignments_of, overdue_assignments
from programs.scheduling.models import Session, Topic
from programs.scheduling.queries import next_session
from programs.scheduling.wording import joined

ASKING_ROLES = frozenset({Participation.Role.MENTEE, Participation.Role.CLIENT, Participation.Role.LEARNER})


def _questions(reading: Reading) -> QuerySet[Question]:
    return Question.objects.filter(reading.rows(Item.TOPICS, owner="asked_by", life="life")).select_related(
        "asked_by__membership__user", "answered_by__membership__user"
    )


def questions_in(engagement: Engagement, viewer: Participation) -> list[Question]:
    """The questions that the viewer reads: open ones as they were asked, then those answered, the newest first.

    Two queries, whatever their number.
    """
    rows = _questions(reading_of(viewer)).filter(engagement=engagement)
    return list(rows.order_by(F("answered_at").desc(nulls_first=True), "asked_at", "id"))


def open_questions(viewer: Participation, reading: Reading | None = None) -> list[Question]:
    """Those that wait for an answer, of people who take part, as they were asked."""
    rows = _questions(reading or reading_of(viewer)).filter(
        engagement=viewer.engagement_id, answered_at__isnull=True, asked_by__left_at__isnull=True
    )
    return list(rows.order_by("asked_at", "id"))


def get_question_for(membership: Membership, question_id: UUID) -> tuple[Question, Participation]:
    """A question that this person reads, and their place beside it, or 404."""
    question = (
        Question.objects.select_related("engagement__program", "asked_by__membership__user", "answered_by", "session")
        .filter(pk=question_id)
        .first()
    )
    place = participation_of(membership, question.engagement) if question else None
    if place is None:
        raise Http404
    if not reading_of(place).allows(Item.TOPICS, owner_id=question.asked_by_id, life=question.life):
        raise Http404
    return question, place


@dataclass(frozen=True)
class AlsoOnAgenda:
    """What enters an agenda by itself.

    Args:
        actions: stuck or overdue, of people who take part, each with `.may_finish`; stuck ones first.
        questions: not answered, each with `.may_answer`, and `.is_topic` where it was brought to this session.
        assignments: exercises whose day has passed without a reply.
    """

    actions: list[Action]
    questions: list[Question]
    assignments: list[Assignment]

    def __bool__(self) -> bool:
        return bool(self.actions or self.questions or self.assignments)


def also_on_agenda(session: Session, viewer: Participation) -> AlsoOnAgenda:
    """What is stuck, overdue or unanswered now, for the viewer's eyes; from the present state, in four queries.

    One more reads the words of check-ins, where there are any.
    """
    reading = reading_of(viewer)
    today = timezone.localdate(timezone=viewer.membership.user.time_zone)
    rows = with_newest_check_in(Action.objects.all()).annotate(going_now=newest("going"))
    waiting = (
        rows.filter(
            Q(going_now=CheckIn.Going.STUCK) | Q(due_on__lt=today),
            reading.rows(Item.ACTIONS, owner="owner", life="life"),
            owner__engagement=session.engagement_id,
            owner__left_at__isnull=True,
            done_at__isnull=True,
        )
        .select_related("owner__membership__user", "owner__engagement__program")
        .order_by(F("due_on").asc(nulls_last=True), "id")
    )
    actions = list(waiting)
    read_check_ins(actions)
    actions.sort(key=lambda action: not action.is_stuck)  # the days stay in order
    for action in actions:
        action.may_finish = finishes(viewer, action)
    questions = open_questions(viewer, reading)
    for question in questions:
        question.may_answer = viewer.leads or question.asked_by_id == viewer.pk
        question.is_topic = question.session_id == session.pk
    return AlsoOnAgenda(actions, questions, overdue_assignments(session.engagement_id, viewer, reading))


def has_next_agenda(session: Session, viewer: Participation) -> bool:
    """Whether this is the agenda that is talked about now: of the next session, or of one that is not written up."""
    if not sits_in(viewer) or not session.is_planned:
        return False
    if session.has_begun:
        return True
    following = next_session(session.engagement, timezone.now())
    return following is not None and following.pk == session.pk


@dataclass(frozen=True)
class ToPrepare:
    """What there is for somebody to do before a session.

    Args:
        topics: to who leads, those of the others; to everybody else, their own.
        actions, overdue: of their own, still open.
        exercises, late: of their own, to hand in, and how many of them are overdue.
        questions: to who leads, those that wait for an answer; to everybody else, their own.
    """

    topics: int
    actions: int
    overdue: int
    questions: int
    exercises: int
    late: int


def to_prepare(session: Session, viewer: Participation) -> ToPrepare:
    """What the viewer can do before the session; numbers alone, in four queries."""
    today = timezone.localdate(timezone=viewer.membership.user.time_zone)
    topics = Topic.objects.filter(session=session)
    questions = Question.objects.filter(
        engagement=session.engagement_id, answered_at__isnull=True, asked_by__left_at__isnull=True
    )
    mine = Action.objects.filter(owner=viewer, done_at__isnull=True)
    counts = mine.aggregate(actions=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    if viewer.leads:
        topics = topics.exclude(proposed_by=viewer)
    else:
        topics, questions = topics.filter(proposed_by=viewer), questions.filter(asked_by=viewer)
    exercises, late = open_assignments_of(viewer)
    return ToPrepare(topics=topics.count(), questions=questions.count(), exercises=exercises, late=late, **counts)


def readers_of_questions(engagement: Engagement, viewer: Participation) -> str:
    """Who can read a question of the viewer's, in words, before they ask; of theirs who leads none is asked."""
    people = people_of(engagement)
    others = who_reads(terms_of(engagement), people, Item.TOPICS, owner_id=viewer.pk)
    names = [person.name for person in others if person.pk != viewer.pk]
    return f"{joined(['You', *names])} can read what you ask."
