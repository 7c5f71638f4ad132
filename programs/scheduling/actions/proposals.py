"""Times that somebody offers: held for both sides until one is taken, or until the proposal is over."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions.holds import settle
from programs.scheduling.actions.locks import lock_engagement, lock_people, lock_session, nobody_twice
from programs.scheduling.actions.moving import move_to
from programs.scheduling.actions.seats import give_places
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.topics import attach_waiting_topics, propose_topic
from programs.scheduling.calls import link_of_lead, where_to_meet
from programs.scheduling.events import TimeAccepted, TimesDeclined, TimesExpired, TimesProposed, TimesWithdrawn
from programs.scheduling.lifecycle import SESSION_TABLE, ProposalState, SessionState
from programs.scheduling.limits import MOST_TIMES
from programs.scheduling.models import Proposal, Session, SessionPlace
from programs.scheduling.permissions import answers_proposal, can_change_session, can_propose_times
from programs.scheduling.queries.together import firm_people
from programs.scheduling.rules import check_booking

EXPIRE_BATCH = 500


@transaction.atomic
def propose_times(
    *,
    engagement: Engagement,
    starts: Sequence[datetime],
    minutes: int,
    by: Participation,
    moves: Session | None = None,
    place: str = "",
    join_url: str = "",
    topic: str = "",
    reason: str = "",
) -> Proposal:
    """Offer up to five times; each is held for everybody until the proposal is settled.

    Args:
        starts: aware moments, apart from each other.
        moves: the planned session that would be moved to the time that is taken.
        topic: what the person wants to talk about, if anything; it waits for the session.
        reason: why it should move; the others read it with the proposal.

    Raises:
        NotAllowed: `by` may not, or there is nobody who could answer.
        DomainError: a time is past, too far off, taken, or overlaps another of these.
    """
    if moves is None:
        check_booking(engagement)
    engagement = lock_engagement(engagement)
    people = firm_people(engagement)
    _check_proposing(engagement, people, by, moves)
    starts = _checked(starts, minutes)
    lock_people(people)
    proposal = Proposal.objects.create(
        engagement=engagement,
        moves=lock_session(moves) if moves else None,
        proposed_by=by,
        proposed_at=timezone.now(),
        expires_at=min(timezone.now() + timedelta(hours=engagement.program.hold_hours), starts[-1]),
    )
    for start in starts:
        session = Session(
            engagement=engagement,
            proposal=proposal,
            state=SessionState.HELD,
            place=place,
            join_url=join_url,
            created_at=timezone.now(),
            created_by=by.membership,
            change_reason=reason or None,
        )
        _hold(session, start, minutes, people, by, moves)
    if topic.strip():
        propose_topic(engagement=engagement, text=topic, by=by, session=moves)
    record("proposed", proposal, by=by.membership, times=len(starts))
    publish(TimesProposed(subject_id=proposal.pk))
    return proposal


def _check_proposing(engagement, people, by: Participation, moves: Session | None) -> None:
    if not can_propose_times(by, engagement, people) or (moves and not can_change_session(by, moves)):
        raise NotAllowed("You cannot propose times here.")
    if moves and Proposal.objects.filter(moves=moves, state=ProposalState.OPEN).exists():
        raise DomainError("Another time for this session waits for an answer already. Withdraw it first.")


def _checked(starts: Iterable[datetime], minutes: int) -> list[datetime]:
    """The times in their order.

    Raises:
        DomainError: there are none or too many, or they overlap.
    """
    starts = sorted(set(starts))
    if not starts:
        raise DomainError("Choose at least one time.", field="starts")
    if len(starts) > MOST_TIMES:
        raise DomainError(f"Choose up to {MOST_TIMES} times.", field="starts")
    for start in starts:
        check_time(start, minutes)
    length = timedelta(minutes=minutes)
    if any(later - earlier < length for earlier, later in pairwise(starts)):
        raise DomainError("Two of these times overlap. Choose times that are apart.", field="starts")
    return starts


def _hold(session: Session, start: datetime, minutes: int, people, by: Participation, moves: Session | None) -> None:
    """Block the time for everybody; where it overlaps the session that would move, that one blocks it already."""
    set_time(session, start, minutes, by.membership.user.time_zone)
    with nobody_twice(people, session, session.starts_at, session.ends_at, by, moving=moves):
        session.save(force_insert=True)
        overlaps = moves and moves.starts_at < session.ends_at and session.starts_at < moves.ends_at
        give_places(session, people, blocks=not overlaps)


@transaction.atomic
def accept_time(*, proposal: Proposal, session: Session, by: Participation) -> Session:
    """Take one of the times; the others are free again.

    Returns:
        The session that is planned now: the held one, or the one that has moved.

    Raises:
        NotAllowed: `by` is not whom the proposal asks.
        DomainError: it was settled meanwhile, the time is past, or the kind's rules say no.
    """
    _may_answer(by, proposal)
    if proposal.moves_id is None:
        check_booking(proposal.engagement)
    engagement = lock_engagement(proposal.engagement)
    people = firm_people(engagement)
    lock_people(people)
    chosen = Session.objects.filter(proposal=proposal, pk=session.pk).first()
    if chosen is None:
        raise DomainError("This time is not held any more. Look at the proposal again.")
    if chosen.starts_at <= timezone.now():
        raise DomainError("This time is past. Choose another one.")
    moved = proposal.moves
    if moved is not None:
        fresh = lock_session(moved)  # before the proposal, as whoever cancels the session takes them
        fresh.engagement = engagement
        settle(proposal, ProposalState.ACCEPTED, by.membership)
        _move_as_proposed(fresh, chosen, by)
        moved.refresh_from_db()
        return moved
    chosen.engagement = engagement
    settle(proposal, ProposalState.ACCEPTED, by.membership, keeping=chosen)
    _confirm(chosen, people, by)
    attach_waiting_topics(chosen)
    publish(TimeAccepted(subject_id=chosen.pk, sequence=chosen.sequence, accepted_by=by.membership_id))
    return chosen


def _confirm(chosen: Session, people: list[Participation], by: Participation) -> None:
    """The held session is planned from now on; who joined meanwhile has a place in it as well."""
    transition(chosen, SessionState.CONFIRMED, table=SESSION_TABLE, proposal=None)
    set_time(chosen, chosen.starts_at, chosen.minutes, chosen.time_zone)
    link = link_of_lead(people)
    chosen.place, chosen.join_url = where_to_meet(chosen.engagement, chosen.pk, link, chosen.place, chosen.join_url)
    chosen.save(update_fields=["remind_at", "place", "join_url"])
    seated = set(SessionPlace.objects.filter(session=chosen).values_list("participation_id", flat=True))
    with nobody_twice(people, chosen, chosen.starts_at, chosen.ends_at, by):
        give_places(chosen, [person for person in people if person.pk not in seated])
    record("accepted", chosen, by=by.membership, starts_at=chosen.starts_at)


def _move_as_proposed(fresh: Session, chosen: Session, by: Participation) -> None:
    reason = chosen.change_reason or ""
    where = {"place": chosen.place or fresh.place, "join_url": chosen.join_url or fresh.join_url}
    move_to(fresh, chosen.starts_at, chosen.minutes, by=by, where=where, reason=reason, zone=chosen.time_zone)


@transaction.atomic
def decline_times(*, proposal: Proposal, by: Participation) -> None:
    """None of the times suits; they are free again, and whoever proposed them is told.

    Raises:
        NotAllowed: `by` is not whom the proposal asks.
        IllegalTransition: it was settled meanwhile.
    """
    _may_answer(by, proposal)
    settle(proposal, ProposalState.DECLINED, by.membership)
    publish(TimesDeclined(subject_id=proposal.pk, declined_by=by.membership_id))


def _may_answer(by: Participation, proposal: Proposal) -> None:
    if not answers_proposal(by, proposal, firm_people(proposal.engagement)):
        raise NotAllowed("These times were proposed to somebody else.")


@transaction.atomic
def withdraw_times(*, proposal: Proposal, by: Participation) -> None:
    """Whoever proposed the times takes them back.

    Raises:
        NotAllowed: somebody else proposed them.
        IllegalTransition: the proposal was settled meanwhile.
    """
    if proposal.proposed_by_id != by.pk:
        raise NotAllowed("These times were proposed by somebody else.")
    settle(proposal, ProposalState.WITHDRAWN, by.membership)
    publish(TimesWithdrawn(subject_id=proposal.pk))


@transaction.atomic
def expire_due_proposals(*, batch: int = EXPIRE_BATCH) -> int:
    """Free the times of proposals that nobody answered in time, in the current organization.

    Returns:
        How many there were.
    """
    due = list(
        Proposal.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(state=ProposalState.OPEN, expires_at__lte=timezone.now())
        .order_by("expires_at")[:batch]
    )
    for proposal in due:
        settle(proposal, ProposalState.EXPIRED, None)
        publish(TimesExpired(subject_id=proposal.pk))
    return len(due)
