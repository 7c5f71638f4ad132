"""What those who lead or run it do with an open round. None of it tells who has not answered."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import ReminderTimes
from programs.engagements.reminders import EVALUATION
from programs.evaluations.actions.rounds import MOST_DAYS, REMINDERS, close_round, reminders_within
from programs.evaluations.events import RequestReminded
from programs.evaluations.models import Request, Round
from programs.evaluations.permissions import can_plan_round
from programs.evaluations.queries import reminders_due, requests_that_count

REMIND_BATCH = 100
BETWEEN_REMINDERS = timedelta(days=1)
CLOSED = "This is closed, and its results can be read. Ask again instead."


@transaction.atomic
def close_early(*, round: Round, by: Membership) -> None:
    """End it now; results are shown if there are enough answers.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: it is not open.
    """
    round = _lock_open(round, by)
    close_round(round=round, by=by)


@transaction.atomic
def extend_round(*, round: Round, closes_on: date, by: Membership) -> Round:
    """Let people answer until the end of a later day; who has not answered hears it with the next reminder.

    Closed is closed: results can be read by then, and an answer that came later could be told from them.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: it is not open, or the day is not later, or too late.
    """
    round = _lock_open(round, by)
    zone, now = round.organization.time_zone, timezone.now()
    closes_at = datetime.combine(closes_on, time(23, 59), tzinfo=zone)
    if closes_at <= round.closes_at:
        raise DomainError("Choose a day after the one on which it closes now.", field="closes_on")
    if closes_at > now + timedelta(days=MOST_DAYS):
        raise DomainError(f"Keep it open for {MOST_DAYS} days from now at the longest.", field="closes_on")
    round.closes_at = closes_at
    round.reminder_days = reminders_within(
        round.plan.reminder_days if round.plan else REMINDERS, _days_left(round, now)
    )
    round.save(update_fields=["closes_at", "reminder_days"])
    record("extended", round, by=by, closes_on=closes_on)
    return round


def _days_left(round: Round, now: datetime) -> int:
    return (round.closes_at - now).days + 1


@transaction.atomic
def change_anonymity(*, round: Round, anonymous: bool, by: Membership) -> Round:
    """Keep answers with names or without, as long as nobody has answered.

    Towards names only before it opens: whoever has the page open was promised the opposite.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: somebody has answered, or was promised something else, or it is about a person.
    """
    round = _lock(round, by)
    if round.anonymous == anonymous:
        return round
    if round.closed_at:
        raise DomainError(CLOSED)
    if Request.objects.filter(round=round, answered_on__isnull=False).exists():
        raise DomainError("Somebody has answered, so this stays as it was promised.")
    if not anonymous and round.subject_id:
        raise DomainError("Answers about a person are always kept without names.")
    if not anonymous and round.opened_at:
        raise DomainError("People have been told that their answers are kept without names. That stays.")
    round.anonymous = anonymous
    round.save(update_fields=["anonymous"])
    record("changed", round, by=by, anonymous=anonymous)
    return round


@transaction.atomic
def withdraw_request(*, request: Request, by: Membership) -> None:
    """Ask somebody no more, before they have answered.

    In a round without names only as long as nobody has answered: later, the count would tell whether they had.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: it is closed, or answers are there.
    """
    round = _lock_open(request.round, by)
    answered = Request.objects.filter(round=round, answered_on__isnull=False)
    if round.anonymous and answered.exists():
        raise DomainError("Answers have come in, so nobody is taken out any more: it would tell who has answered.")
    if answered.filter(pk=request.pk).exists():
        raise DomainError("Their answers are there already. They stay.")
    record("withdrawn", round, by=by)
    Request.objects.filter(pk=request.pk).delete()
    close_if_complete(round=round)


@transaction.atomic
def cancel_round(*, round: Round, by: Membership) -> None:
    """Drop a round that was planned and has not opened: nobody has heard of it.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: it has opened, or a plan of the program makes it.
    """
    round = _lock(round, by)
    if round.opened_at:
        raise DomainError("It has opened, and people have been asked. You can close it.")
    if round.plan_id:
        raise DomainError("The program plans this. Those who run it stop the plan; this round opens in a moment.")
    record("cancelled", round, by=by, stage=round.stage)
    round.delete()


@transaction.atomic
def remind_now(*, round: Round, by: Membership) -> None:
    """Remind everybody who has not answered, once a day at the most.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: it is not open, or they were reminded within a day.
    """
    round = _lock_open(round, by)
    now = timezone.now()
    if round.reminded_at and now - round.reminded_at < BETWEEN_REMINDERS:
        raise DomainError("They heard from us within the last day. Wait a little.")
    _remind(round, now, round.reminder_days, by_hand=True)
    record("reminded", round, by=by)


@transaction.atomic
def remind_due(now: datetime) -> int:
    """Remind in a batch of rounds of the current organization; a reminder that was missed is not made up for twice.

    Returns:
        How many rounds there were.
    """
    due = list(reminders_due(now).select_for_update(skip_locked=True, of=("self",))[:REMIND_BATCH])
    for round in due:
        left = [days for days in round.reminder_days if round.closes_at - timedelta(days=days) > now]
        if round.reminded_at and now - round.reminded_at < BETWEEN_REMINDERS:
            Round.objects.filter(pk=round.pk).update(reminder_days=left)  # somebody has just done it by hand
            continue
        _remind(round, now, left)
        record("reminded", round)
    return len(due)


def close_if_complete(*, round: Round) -> None:
    """End a round in which everybody who is still asked has answered; one that asks nobody ends too."""
    if round.opened_at and not requests_that_count().filter(round=round, answered_on__isnull=True).exists():
        close_round(round=round)


def _remind(round: Round, now: datetime, left: list[int], *, by_hand: bool = False) -> None:
    """Whoever has lead times of their own hears at those, and when somebody reminds by hand."""
    Round.objects.filter(pk=round.pk).update(reminder_days=left, reminded_at=now)
    waiting = requests_that_count().filter(round=round, answered_on__isnull=True)
    if not by_hand:
        own = ReminderTimes.objects.filter(kind=EVALUATION, membership=OuterRef("respondent"))
        waiting = waiting.exclude(Exists(own))
    publish(*(RequestReminded(subject_id=pk, asked_at=now) for pk in waiting.values_list("pk", flat=True)))


def _lock(round: Round, by: Membership) -> Round:
    """The round as it is, and nobody answers meanwhile."""
    found = (
        Round.objects.select_for_update(of=("self",))
        .select_related("engagement__program", "organization", "plan")
        .get(pk=round.pk)
    )
    if not can_plan_round(by, found.engagement):
        raise NotAllowed("Rounds are in the hands of those who lead this, or run its program.")
    return found


def _lock_open(round: Round, by: Membership) -> Round:
    found = _lock(round, by)
    if found.opened_at is None:
        raise DomainError("It has not opened yet.")
    if found.closed_at or found.closes_at <= timezone.now():
        raise DomainError(CLOSED)
    return found
