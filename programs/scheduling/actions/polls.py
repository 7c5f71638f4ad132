"""Ask everybody which time suits, and answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from portal.ui import clock
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions.locks import lock_engagement, lock_poll
from programs.scheduling.events import PollOpened
from programs.scheduling.lifecycle import PollState
from programs.scheduling.limits import (
    CHASE_AHEAD,
    CHASE_IF_LONGER,
    FARTHEST,
    LONGEST,
    MOST_OPTIONS,
    POLL_PEOPLE,
)
from programs.scheduling.models import Poll, PollOption, Vote
from programs.scheduling.permissions import can_open_poll, can_schedule_session, sits_in_sessions
from programs.scheduling.queries import sitting_people, times_together
from programs.scheduling.rules import check_booking
from programs.scheduling.timetable import Obstacle

SETTLED = "This poll is settled already. Look at it again."


@transaction.atomic
def open_poll(
    *,
    engagement: Engagement,
    options: Iterable[datetime],
    minutes: int,
    closes_at: datetime,
    quorum: int,
    by: Participation,
    place: str = "",
    join_url: str = "",
) -> Poll:
    """Ask everybody who sits in the sessions which of some times suit. The same poll sent twice is one poll.

    Args:
        options: up to ten aware moments.
        closes_at: until when people answer; before the first of the times.
        quorum: how many must be able to come.
        place, join_url: of the session that will be booked.

    Raises:
        NotAllowed: `by` may not book here, or too few people sit in the sessions.
        DomainError: there are no times, too many or past ones; the deadline or the quorum is impossible; a time is
            taken already for who opens the poll or leads.
    """
    check_booking(engagement)
    engagement = lock_engagement(engagement)
    people = sitting_people(engagement)
    _check_opening(by, engagement, len(people))
    starts = sorted({start.astimezone(UTC).replace(second=0, microsecond=0) for start in options})
    _check_options(starts, minutes)
    _check_terms(starts, closes_at, quorum, len(people), by)
    if same := _opened_already(engagement, starts, minutes, closes_at, by):
        return same
    _check_free(starts, minutes, [person for person in people if person.leads or person.pk == by.pk], by)
    now = timezone.now()
    poll = Poll.objects.create(
        engagement=engagement,
        minutes=minutes,
        quorum=quorum,
        place=place,
        join_url=join_url,
        opened_at=now,
        opened_by=by,
        closes_at=closes_at,
        due_at=closes_at - CHASE_AHEAD if closes_at - now > CHASE_IF_LONGER else closes_at,
    )
    PollOption.objects.bulk_create(PollOption(poll=poll, starts_at=start) for start in starts)
    record("opened", poll, by=by.membership, options=len(starts), closes_at=closes_at)
    publish(PollOpened(subject_id=poll.pk))
    return poll


def _check_opening(by: Participation, engagement: Engagement, people: int) -> None:
    if not can_schedule_session(by, engagement):
        raise NotAllowed("You cannot ask for a time here.")
    if not can_open_poll(by, engagement, people):
        raise NotAllowed(f"A poll is for {POLL_PEOPLE} people or more. Book a session, or propose times.")


def _check_options(starts: Sequence[datetime], minutes: int) -> None:
    now = timezone.now()
    if not 0 < minutes <= LONGEST:
        raise DomainError("A session lasts between a minute and twelve hours.", field="minutes")
    if not starts:
        raise DomainError("Choose at least one time. Three to eight are a good number.", field="options")
    if len(starts) > MOST_OPTIONS:
        raise DomainError(f"Choose up to {MOST_OPTIONS} times: nobody reads more.", field="options")
    if starts[0] <= now:
        raise DomainError("One of these times is past. Take it out.", field="options")
    if starts[-1] > now + FARTHEST:
        raise DomainError("One of these times is more than two years away. Take it out.", field="options")


def _check_terms(starts: Sequence[datetime], closes_at: datetime, quorum: int, people: int, by: Participation) -> None:
    if closes_at <= timezone.now():
        raise DomainError("This day is past. Choose a later one.", field="closes_at")
    if closes_at >= starts[0]:
        zone = by.membership.user.time_zone
        raise DomainError(
            f"The first time is on {clock.moment(starts[0], zone)}. Choose a day before it, or take that time out.",
            field="closes_at",
        )
    if not 1 <= quorum <= people:
        raise DomainError(f"Choose a number from 1 to {people}: so many sit in the sessions.", field="quorum")


def _opened_already(engagement, starts, minutes, closes_at, by) -> Poll | None:
    """The same question of the same person, still open: the form was sent twice."""
    mine = Poll.objects.filter(
        engagement=engagement, opened_by=by, minutes=minutes, closes_at=closes_at, state=PollState.OPEN
    )
    return next((poll for poll in mine if _starts_of(poll) == list(starts)), None)


def _starts_of(poll: Poll) -> list[datetime]:
    return list(PollOption.objects.filter(poll=poll).order_by("starts_at").values_list("starts_at", flat=True))


def _check_free(starts: Sequence[datetime], minutes: int, needed: Sequence[Participation], by: Participation) -> None:
    """No time is asked for at which the session would be without who leads it, or without who asks."""
    now, zone = timezone.now(), by.membership.user.time_zone
    together = times_together(needed, starts[0], starts[-1] + timedelta(minutes=minutes))
    for start in starts:
        for person, why in together.obstacles_at(start, minutes, now).items():
            if Obstacle.SESSION in why:
                who = "You have" if person.pk == by.pk else f"{person.name} has"
                raise DomainError(
                    f"{clock.moment(start, zone)} is no longer free: {who} another session then. Take it out.",
                    field="options",
                )


@transaction.atomic
def vote(*, poll: Poll, answers: Mapping[UUID, str], by: Participation) -> None:
    """Say which times suit; all of one person's answers at once, instead of those before.

    Args:
        answers: option id to `Vote.Answer`. What is left out, or "", is no answer.

    Raises:
        NotAllowed: `by` does not sit in the sessions.
        DomainError: the last day is over or the poll is settled; nothing is answered; a time is not in the poll; or
            they have another session then and did not say no. What they said before stays.
    """
    if not sits_in_sessions(by, poll.engagement):
        raise NotAllowed("The people who sit in the sessions choose a time.")
    fresh = lock_poll(poll)
    _must_take_answers(fresh, by)
    options = {option.pk: option for option in PollOption.objects.filter(poll=fresh)}
    given = {option_id: answer for option_id, answer in answers.items() if answer}
    if not given:
        raise DomainError("Answer at least one time: yes, if need be or no.")
    if not given.keys() <= options.keys() or not set(given.values()) <= set(Vote.Answer.values):
        raise DomainError("This is not one of the answers. Load the page again.")
    _refuse_clashes(fresh, [options[pk] for pk, answer in given.items() if answer != Vote.Answer.NO], by)
    Vote.objects.filter(option__poll=fresh, participation=by).exclude(option__in=given).delete()
    Vote.objects.bulk_create(
        [
            Vote(option_id=option_id, participation=by, answer=answer, voted_at=timezone.now())
            for option_id, answer in given.items()
        ],
        update_conflicts=True,
        unique_fields=["organization", "option", "participation"],
        update_fields=["answer", "voted_at"],
    )
    record("voted", fresh, by=by.membership, options=len(given))


def _must_take_answers(poll: Poll, by: Participation) -> None:
    if poll.is_settled:
        raise DomainError(f"{SETTLED} What you chose now was not saved.")
    if not poll.takes_answers:
        until = clock.moment(poll.closes_at, by.membership.user.time_zone)
        raise DomainError(
            f"Answers were possible until {until}. What you chose now was not saved; what you said before counts."
        )
    if not poll.engagement.still_meets:
        raise NotAllowed("This has come to its end, so no time is looked for any more.")


def _refuse_clashes(poll: Poll, options: Sequence[PollOption], by: Participation) -> None:
    """Nobody promises to be in two places."""
    if not options:
        return
    starts = [option.starts_at for option in options]
    together = times_together([by], min(starts), max(starts) + poll.length)
    for option in options:
        why = together.obstacles_at(option.starts_at, poll.minutes, timezone.now()).get(by, ())
        if Obstacle.SESSION in why:
            raise DomainError("You have another session then. Say no, or move that one first.", field=str(option.pk))
