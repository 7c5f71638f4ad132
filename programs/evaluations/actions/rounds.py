"""Writes on rounds: planned, opened, closed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.evaluations.actions.batches import shuffle_responses
from programs.evaluations.actions.drafts import drop_drafts
from programs.evaluations.actions.publishing import published_questionnaire
from programs.evaluations.events import RequestAsked, RoundClosed
from programs.evaluations.library import ABOUT_A_PERSON
from programs.evaluations.models import Request, Round
from programs.evaluations.permissions import can_plan_round
from programs.evaluations.queries import newest_questionnaire, people_asked, rounds_due

BATCH = 200
MOST_DAYS = 90
REMINDERS = (3, 1)  # days before the end


@transaction.atomic
def plan_round(
    *,
    engagement: Engagement,
    code: str,
    stage: str,
    by: Membership | None,
    subject: Participation | None = None,
    anonymous: bool = False,
    opens_at: datetime | None = None,
    days: int = 14,
    respondents: list[tuple[Membership, str]] | None = None,
) -> Round:
    """Ask a questionnaire in an engagement, now or later.

    Args:
        code: the questionnaire's code.
        stage: one of `Round.Stage`; an engagement asks the same questions once per stage (and subject).
        by: who asks; None when the portal does.
        subject: about whom others answer; needed for a 360.
        anonymous: answers are kept apart from their requests. Always so when they are about a person.
        opens_at: now if left out, and then it opens at once.
        days: how long it is open.
        respondents: who is asked, and as what (`Request.Group`); everybody taking part when left out.

    Raises:
        NotAllowed: `by` neither leads the engagement nor runs its program.
        DomainError: asked already, no subject for a 360, nobody to ask, or the days do not fit.
    """
    if not can_plan_round(by, engagement):
        raise NotAllowed("Questions are sent out by those who lead this, or run its program.")
    _check_plan(engagement, code, subject, days, respondents)
    now = timezone.now()
    opens_at = opens_at or now
    round = Round(
        engagement=engagement,
        questionnaire=published_questionnaire(code),
        stage=stage,
        subject=subject,
        anonymous=anonymous or subject is not None,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=days),
        reminder_days=reminders_within(REMINDERS, days),
    )
    try:
        with transaction.atomic():
            round.save()
    except IntegrityError:
        raise DomainError("These questions have been asked at this stage already. Look at that round.") from None
    for membership, group in respondents or []:
        _request(round, membership, group, now)
    record("planned", round, by=by, stage=stage, code=code)
    if opens_at <= now:
        open_round(round=round)
    return round


def reminders_within(wanted: Iterable[int], days: int) -> list[int]:
    """The reminders that make sense in a round of so many days, the longest first."""
    return sorted({number for number in wanted if 0 < number < days}, reverse=True)


def _check_plan(engagement, code, subject, days, respondents) -> None:
    if engagement.state == State.CANCELLED:
        raise DomainError("This was cancelled, so there is nothing to ask about.")
    asked = newest_questionnaire(code)
    if subject is None and (code in ABOUT_A_PERSON or (asked and asked.about_a_person)):
        raise DomainError("Say whom the answers are about.", field="subject")
    if subject is not None and subject.engagement_id != engagement.pk:
        raise DomainError("This person takes part in something else. Choose somebody from here.", field="subject")
    if not 1 <= days <= MOST_DAYS:
        raise DomainError(f"Keep it open for 1 to {MOST_DAYS} days.", field="days")
    if respondents is not None and not respondents:
        raise DomainError("Choose who is asked.", field="respondents")


def _request(round: Round, membership: Membership, group: str, now: datetime) -> None:
    if not membership.is_active:
        raise DomainError(f"{membership.name} has left the organization.", field="respondents")
    if group not in Request.Group.values:
        raise DomainError("Say as what each person answers.", field="respondents")
    try:
        with transaction.atomic():
            Request.objects.create(round=round, respondent=membership, group=group, asked_at=now)
    except IntegrityError:
        raise DomainError(f"{membership.name} is named twice. Name each person once.", field="respondents") from None


@transaction.atomic
def open_round(*, round: Round) -> bool:
    """Let the requests go out; a round that is open already stays as it is.

    Returns:
        Whether this call opened it. The round of a cancelled engagement is closed instead, and nobody is asked.
    """
    now = timezone.now()
    if not Round.objects.filter(pk=round.pk, opened_at__isnull=True).update(opened_at=now):
        return False
    round.opened_at = now
    if round.engagement.state == State.CANCELLED:
        close_round(round=round)
        return False
    if not Request.objects.filter(round=round).exists():
        for place in people_asked(round.engagement, round.plan.roles if round.plan else (), round.session_id):
            group = Request.Group.SELF if place.pk == round.subject_id else Request.Group.PARTICIPANT
            _request(round, place.membership, group, now)
    requests = Request.objects.filter(round=round)
    requests.update(asked_at=now)
    record("opened", round, requests=requests.count())
    asked = list(requests.values_list("pk", flat=True))
    publish(*(RequestAsked(subject_id=pk) for pk in asked))
    if not asked:
        close_round(round=round)  # nobody is there who could answer
    return True


@transaction.atomic
def close_round(*, round: Round, by: Membership | None = None) -> bool:
    """No more answers; results are shown now, if there are enough.

    Args:
        by: who closed it before its time, as `close_early` has allowed; None when the portal does.

    Returns:
        Whether this call closed it.
    """
    now = timezone.now()
    if not Round.objects.filter(pk=round.pk, opened_at__isnull=False, closed_at__isnull=True).update(closed_at=now):
        return False
    round.closed_at = now
    drop_drafts(round=round)
    shuffle_responses(round)
    record("closed", round, by=by)
    publish(RoundClosed(subject_id=round.pk))
    return True


@transaction.atomic
def move_due(now: datetime) -> int:
    """Open and close a batch of due rounds of the current organization; two at once share them out.

    Returns:
        How many there were.
    """
    due = list(
        rounds_due(now).select_for_update(skip_locked=True, of=("self",)).select_related("engagement", "plan")[:BATCH]
    )
    for round in due:
        if round.opened_at is None:
            open_round(round=round)
        else:
            close_round(round=round)
    return len(due)
