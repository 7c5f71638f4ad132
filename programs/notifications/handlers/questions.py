"""Questions that were asked and answered. What they say is on their page alone."""

from portal.outbox.registry import handles
from programs.goals.events import QuestionAnswered, QuestionAsked
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import leads_of
from programs.notifications.queries.preparing import find_question


@handles(QuestionAsked)
def on_question_asked(event: QuestionAsked) -> None:
    """Tell who leads."""
    question = find_question(event.subject_id)
    if question and question.answered_at is None:
        facts = {**about_engagement(question.engagement), "by": str(question.asked_by.membership_id)}
        people = leads_of(question.engagement_id)
        tell(kind="question-asked", key=f"{question.pk}", subject_id=question.pk, people=people, facts=facts)


@handles(QuestionAnswered)
def on_question_answered(event: QuestionAnswered) -> None:
    """Tell the asker, unless they marked it themselves; of each time that it was answered."""
    question = find_question(event.subject_id)
    if question and question.answered_at and question.asked_by.left_at is None:
        tell(
            kind="question-answered",
            key=f"{question.pk}:{question.answered_at.isoformat()}",
            subject_id=question.pk,
            people=[question.asked_by.membership_id],
            but=[event.answered_by],
            facts={**about_engagement(question.engagement), "by": str(event.answered_by)},
        )
