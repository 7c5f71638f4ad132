"""Answers to sessions: on their pages, by a link from a mail, and in the file that a calendar saved."""

from django.db import transaction

from accounts.queries import has_address
from portal.errors import DomainError
from programs.engagements.models import Participation
from programs.scheduling.actions.attendance import reply_to_session
from programs.scheduling.ical import Reply, session_id_of
from programs.scheduling.models import Session
from programs.scheduling.queries.entries import sequence_of, times_left


@transaction.atomic
def answer_from_calendar(*, session: Session, answer: Reply, by: Participation) -> bool:
    """Take the answer that the person gave in their calendar.

    Returns:
        Whether they come.

    Raises:
        NotAllowed: `by` has no place in the session.
        DomainError: it answers something else or an older invitation, is somebody else's, says maybe, or the session
            is over or cancelled.
    """
    _check(session, answer, by)
    coming = answer.partstat == "ACCEPTED"
    reply_to_session(session=session, by=by, coming=coming)
    return coming


def _check(session: Session, answer: Reply, by: Participation) -> None:
    if session_id_of(answer.uid) != session.pk:
        raise _refused("This answer is about something else. Choose the answer to the invitation of this session.")
    if not has_address(by.membership.user, answer.attendee_mail):
        raise _refused(f"This answer is from {answer.attendee_mail}, which is no proven address of yours.")
    left = times_left(by.membership, [session.engagement_id]).get(session.engagement_id, 0)
    newest = sequence_of(session, left)
    if answer.sequence < newest:
        raise _refused(
            "This answer is about the session as it was before. Answer the newest invitation in your calendar, or on "
            "the session’s page."
        )
    if answer.sequence > newest:
        raise _refused("This answer is to no invitation of ours. Answer on the session’s page.")
    if answer.partstat == "TENTATIVE":
        raise _refused("This answer says maybe. The others need a yes or a no: answer once more when you know.")


def _refused(sentence: str) -> DomainError:
    return DomainError(sentence, field="answer")
