"""Rounds that come of plans: when something happens in an engagement, and when a plan's day has come."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization
from portal.tenancy.context import current
from programs.engagements.lifecycle import CURRENT, State
from programs.engagements.models import Engagement
from programs.evaluations.actions.publishing import ensure_library
from programs.evaluations.actions.rounds import open_round, plan_round, reminders_within
from programs.evaluations.library import ENDINGS, STANDARDS
from programs.evaluations.models import Questionnaire, Round, RoundPlan, Stage
from programs.evaluations.queries import (
    asked_without_plan,
    due_engagements,
    has_plans,
    live_plans,
    newest_by_code,
    plans_by_day,
    subjects_by_engagement,
)
from programs.scheduling.models import Session

PLAN_BATCH = 200


@transaction.atomic
def plan_due_rounds(now: datetime, *, after: UUID | None = None) -> UUID | None:
    """Make the rounds of a batch of plans whose day has come in the current organization; they open with the next beat.

    Two at once, or one beside a handler, make each round once.

    Args:
        after: the plan behind which the batch begins.

    Returns:
        The last plan of the batch; None when there is no further one.
    """
    plans = plans_by_day(after, PLAN_BATCH)
    if not plans:
        return None
    zone = Organization.objects.get(pk=current().organization_id).time_zone
    _make_rounds(due_engagements(plans, timezone.localdate(now, zone), zone), now)
    return plans[-1].pk if len(plans) == PLAN_BATCH else None


@transaction.atomic
def plan_start_rounds(*, engagement_id: UUID) -> list[Round]:
    """Ask what is asked at the beginning. Who starts late is asked now; later days are found by the sweep."""
    engagement = Engagement.objects.select_related("program", "organization").get(pk=engagement_id)
    plans = live_plans(engagement.program_id, Stage.BASELINE)
    zone = engagement.organization.time_zone
    today = timezone.localdate(timezone.now(), zone)
    come = [plan for plan in plans if engagement.starts_on + timedelta(days=plan.days or 0) <= today or not plan.days]
    return _ask(engagement, come, Stage.BASELINE) if engagement.state in CURRENT else []


@transaction.atomic
def plan_session_rounds(*, session_id: UUID) -> list[Round]:
    """Ask what is asked after a session, unless it was so long ago that it would have closed by now."""
    session = Session.objects.select_related("engagement__program").get(pk=session_id)
    plans = live_plans(session.engagement.program_id, Stage.SESSION)
    fresh = [plan for plan in plans if timezone.now() < session.ends_at + timedelta(days=plan.open_days)]
    if session.engagement.state == State.CANCELLED:
        return []
    return _ask(session.engagement, fresh, Stage.SESSION, session)


@transaction.atomic
def plan_end_round(*, engagement_id: UUID) -> Round | None:
    """Ask what is asked at the end: what the program plans, or the usual one of its kind where nobody ever planned.

    A plan that asks some days before the end does so now at the latest.

    Returns:
        The first round of this call; None when everything was asked before.
    """
    engagement = Engagement.objects.select_related("program").get(pk=engagement_id)
    if has_plans(engagement.program_id):
        rounds = _ask(engagement, live_plans(engagement.program_id, Stage.END), Stage.END)
        return rounds[0] if rounds else None
    ending = ENDINGS[engagement.kind]
    if ending.code in asked_without_plan(engagement.pk, Stage.END):
        return None
    return plan_round(
        engagement=engagement, code=ending.code, stage=Round.Stage.END, by=None, anonymous=ending.anonymous
    )


def _ask(engagement: Engagement, plans: list[RoundPlan], stage: str, session: Session | None = None) -> list[Round]:
    """Make and open the rounds of plans in one engagement, as far as they are not there."""
    done = asked_without_plan(engagement.pk, stage)
    pairs = [(plan, engagement) for plan in plans if plan.code not in done]
    rounds = _make_rounds(pairs, timezone.now(), session)
    for round in rounds:
        open_round(round=round)
    return rounds


def _make_rounds(
    pairs: list[tuple[RoundPlan, Engagement]], now: datetime, session: Session | None = None
) -> list[Round]:
    """One round for each plan and engagement, or for each person that it is about; those that exist stay.

    Returns:
        The rounds that this call made. What has no published questions is left out; the page of plans says so.
    """
    if not pairs:
        return []
    plans, engagements = [plan for plan, _ in pairs], {engagement.pk: engagement for _, engagement in pairs}
    questions, subjects = _published(plan.code for plan in plans), subjects_by_engagement(plans, engagements.values())
    rows = [
        _round(plan, engagement, questions[plan.code], subject, session, now)
        for plan, engagement in pairs
        if plan.code in questions
        for subject in (
            [None] if plan.about == RoundPlan.About.ENGAGEMENT else subjects.get((engagement.pk, plan.about), [])
        )
    ]
    Round.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    made = set(Round.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.pk in made]


def _round(plan, engagement, questionnaire, subject, session, now) -> Round:
    return Round(
        engagement=engagement,
        questionnaire=questionnaire,
        plan=plan,
        stage=plan.stage,
        subject=subject,
        session=session,
        anonymous=plan.anonymous or subject is not None,
        opens_at=now,
        closes_at=now + timedelta(days=plan.open_days),
        reminder_days=reminders_within(plan.reminder_days, plan.open_days),
    )


def _published(codes: Iterable[str]) -> dict[str, Questionnaire]:
    codes = set(codes)
    found = newest_by_code(codes)
    if any(code in STANDARDS for code in codes - set(found)):
        ensure_library()
        found = newest_by_code(codes)
    return found
