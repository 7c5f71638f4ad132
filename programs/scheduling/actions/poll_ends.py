"""Ask again, book the time that suits, or give the question up; and what the portal does by itself."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions.locks import lock_engagement, lock_poll
from programs.scheduling.actions.polls import SETTLED
from programs.scheduling.actions.sessions import schedule_session
from programs.scheduling.events import PollChased, PollClosed, PollDropped
from programs.scheduling.lifecycle import POLL_TABLE, PollState
from programs.scheduling.limits import CHASE_PAUSE
from programs.scheduling.models import Poll, PollOption, Session, SessionPlace, Vote
from programs.scheduling.permissions import can_decide_poll, looks_after_poll
from programs.scheduling.queries import counts_on, sitting_people, waiting_for
from programs.scheduling.rules import check_booking

POLL_BATCH = 500


@transaction.atomic
def remind_poll(*, poll: Poll, by: Participation) -> int:
    """Ask those again who have not answered, at most once a day.

    Returns:
        How many people that is.

    Raises:
        NotAllowed: `by` neither opened the poll nor leads.
        DomainError: it takes no answers any more, everybody has answered, or they were asked again less than a day ago.
    """
    if not looks_after_poll(by, poll):
        raise NotAllowed("Who opened this poll, or leads, reminds the others.")
    fresh = lock_poll(poll)
    if not fresh.takes_answers:
        raise DomainError("This poll takes no answers any more, so nobody is reminded.")
    waiting = waiting_for(fresh)
    if not waiting:
        raise DomainError("Everybody has answered, so nobody is reminded.")
    if _chased_lately(fresh):
        raise DomainError("They were reminded less than a day ago. Wait a little, or write to them yourself.")
    _chase(fresh)
    record("reminded", fresh, by=by.membership, people=len(waiting))
    return len(waiting)


def _chased_lately(poll: Poll) -> bool:
    return poll.chased_at is not None and timezone.now() - poll.chased_at < CHASE_PAUSE


def _chase(poll: Poll) -> None:
    """Let those be asked again who have not answered when the message is written."""
    poll.chased_at = timezone.now()
    poll.save(update_fields=["chased_at"])
    publish(PollChased(subject_id=poll.pk, asked_at=poll.chased_at))


@transaction.atomic
def decide_poll(*, poll: Poll, option: PollOption, by: Participation) -> Session:
    """Book one of the times, by the rules of any booking.

    Who said no gets a place, is entered as not coming and is not kept busy; who said yes is entered as coming. Who has
    not answered is asked as for any session; if they have another one then, they are entered as not coming, and told.

    Returns:
        The session.

    Raises:
        NotAllowed: `by` may not.
        DomainError: the poll was settled meanwhile, or the time is past or no longer free for somebody who said that
            they can come, or who leads and has not said no.
    """
    if not can_decide_poll(by, poll):
        raise NotAllowed(_why_not(by, poll))
    check_booking(poll.engagement)
    engagement = lock_engagement(poll.engagement)
    fresh = lock_poll(poll)
    if fresh.is_settled:
        raise DomainError(SETTLED)
    chosen = PollOption.objects.filter(pk=option.pk, poll=fresh).first()
    if chosen is None:
        raise DomainError("This time is not in the poll. Load the page again.")
    said = dict(Vote.objects.filter(option=chosen).values_list("participation_id", "answer"))
    session = schedule_session(
        engagement=engagement,
        starts_at=chosen.starts_at,
        minutes=fresh.minutes,
        by=by,
        place=fresh.place,
        join_url=fresh.join_url,
        away=[pk for pk, answer in said.items() if answer == Vote.Answer.NO],
        yielding=[person.pk for person in sitting_people(engagement) if not counts_on(person, poll, said)],
    )
    coming = [pk for pk, answer in said.items() if answer == Vote.Answer.YES]
    SessionPlace.objects.filter(session=session, participation__in=coming, blocks=True).update(
        reply=SessionPlace.Reply.COMING
    )
    _settle(fresh, PollState.DECIDED, by.membership, session=session)
    return session


def _why_not(by: Participation, poll: Poll) -> str:
    if poll.is_settled:
        return SETTLED
    if looks_after_poll(by, poll):
        return "No session can be booked here by you, or not any more."
    return "Who opened this poll, or leads, books the session."


@transaction.atomic
def drop_poll(*, poll: Poll, by: Participation) -> None:
    """Give the question up; nothing is booked, and people are told.

    Raises:
        NotAllowed: `by` neither opened the poll nor leads.
        IllegalTransition: it was settled meanwhile.
    """
    if not looks_after_poll(by, poll):
        raise NotAllowed(SETTLED if poll.is_settled else "Who opened this poll, or leads, can drop it.")
    _settle(lock_poll(poll), PollState.DROPPED, by.membership)
    publish(PollDropped(subject_id=poll.pk))


@transaction.atomic
def drop_polls_of(*, engagement: Engagement, by: Membership) -> None:
    """The engagement is over, so no time is looked for. People are told of the end, not of each poll."""
    unsettled = Poll.objects.select_for_update(no_key=True, of=("self",)).filter(
        engagement=engagement, state__in=[PollState.OPEN, PollState.CLOSED]
    )
    for poll in unsettled:
        _settle(poll, PollState.DROPPED, by)


def _settle(poll: Poll, to: PollState, by: Membership, **changes) -> None:
    paired = {"settled_at": timezone.now(), "settled_by": by, "due_at": None}
    transition(poll, to, table=POLL_TABLE, refusal=SETTLED, **paired, **changes)
    record(str(to), poll, by=by)


@transaction.atomic
def chase_due_polls(*, batch: int = POLL_BATCH) -> int:
    """Ask those who have not answered polls of the current organization that close within a day.

    Returns:
        How many polls were looked at.
    """
    now = timezone.now()
    due = list(_due().filter(closes_at__gt=now)[:batch])
    for poll in due:
        if poll.engagement.still_meets and not _chased_lately(poll):
            _chase(poll)
            record("reminded", poll)
        poll.due_at = poll.closes_at
    Poll.objects.bulk_update(due, ["due_at"])
    return len(due)


@transaction.atomic
def close_due_polls(*, batch: int = POLL_BATCH) -> int:
    """Close the polls of the current organization whose last day is over; who looks after one is told.

    Returns:
        How many there were.
    """
    due = list(_due().filter(closes_at__lte=timezone.now())[:batch])
    for poll in due:
        transition(poll, PollState.CLOSED, table=POLL_TABLE, due_at=None)
        record("closed", poll)
        publish(PollClosed(subject_id=poll.pk))
    return len(due)


def _due():
    return (
        Poll.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(due_at__lte=timezone.now(), state=PollState.OPEN)
        .select_related("engagement")
        .order_by("due_at")
    )
