"""Reads over what programs ask by plan, and which engagements have come to the moment of a plan."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, DurationField, F, Func, IntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.queries import programs_for
from programs.evaluations.library import ENDINGS, STANDARDS
from programs.evaluations.models import Questionnaire, Round, RoundPlan, Stage
from programs.evaluations.queries.rounds import counted

RUNNING = {State.ACTIVE, State.PAUSED}
OVER = {State.EVALUATING, State.CLOSED}
BY_DAY = (Stage.BASELINE, Stage.MIDDLE, Stage.END, Stage.FOLLOW_UP)  # the others are asked when something happens
LEARNERS = frozenset({Participation.Role.MENTEE, Participation.Role.CLIENT, Participation.Role.LEARNER})
SHOWN_ROUNDS = 30
ROLES_OF = {  # who can be asked
    Kind.MENTORING: [Participation.Role.MENTOR, Participation.Role.MENTEE],
    Kind.COACHING: [Participation.Role.COACH, Participation.Role.CLIENT, Participation.Role.SPONSOR],
    Kind.TRAINING: [Participation.Role.TRAINER, Participation.Role.LEARNER],
}


def get_plan_for(membership: Membership, plan_id: UUID) -> RoundPlan:
    """A plan that still asks, of a program that this person configures; or 404."""
    try:
        return (
            RoundPlan.objects.select_related("program")
            .annotate(opened=Count("rounds"))
            .get(pk=plan_id, ended_at__isnull=True, program__in=programs_for(membership).values("pk"))
        )
    except RoundPlan.DoesNotExist:
        raise Http404 from None


def plans_of(program: Program) -> list[RoundPlan]:
    """What a program asks, in the order of an engagement's course.

    Each has `.opened`, how many rounds came of it, and `.title` of what is asked now, "" where nothing is published.
    """
    rows = list(
        RoundPlan.objects.filter(program=program, ended_at__isnull=True)
        .annotate(opened=Count("rounds"))
        .order_by("created_at", "id")
    )
    found = titles_by_code(row.code for row in rows)
    for row in rows:
        row.title = found.get(row.code, "")
    order = list(Stage)
    return sorted(rows, key=lambda row: (order.index(Stage(row.stage)), row.days or 0))


def has_plans(program_id: UUID) -> bool:
    """Whether somebody, or the portal, has said what the program asks, even that it asks nothing any more."""
    return RoundPlan.objects.filter(program=program_id).exists()


def usual_title(program: Program) -> str:
    """What a program asks at the end as long as nobody has planned."""
    return STANDARDS[ENDINGS[Kind(program.kind)].code].title


def live_plans(program_id: UUID, stage: str) -> list[RoundPlan]:
    """What a program asks at a stage."""
    return list(RoundPlan.objects.filter(program=program_id, stage=stage, ended_at__isnull=True).order_by("id"))


def newest_by_code(codes: Iterable[str]) -> dict[str, Questionnaire]:
    """The published version that new rounds use, by code; a retired one is used no more."""
    rows = Questionnaire.objects.filter(code__in=set(codes), published_at__isnull=False).order_by("version")
    newest = {row.code: row for row in rows}
    return {code: row for code, row in newest.items() if row.retired_at is None}


def titles_by_code(codes: Iterable[str]) -> dict[str, str]:
    """What is asked under each code; the standard ones are published when they are first needed."""
    codes = set(codes)
    there = set(Questionnaire.objects.filter(code__in=codes).values_list("code", flat=True))
    standard = {code: STANDARDS[code].title for code in codes if code in STANDARDS and code not in there}
    return {**standard, **{code: row.title for code, row in newest_by_code(codes).items()}}


def questionnaires_to_ask() -> list[tuple[str, str]]:
    """Code and title of everything that a program can ask, by title."""
    codes = set(Questionnaire.objects.filter(published_at__isnull=False).values_list("code", flat=True)) | set(
        STANDARDS
    )
    return sorted(titles_by_code(codes).items(), key=lambda pair: pair[1].lower())


def rounds_of_program(program: Program) -> list[Round]:
    """The rounds of a program that were opened last, with counts."""
    return list(
        counted(Round.objects.filter(engagement__program=program, opened_at__isnull=False))
        .select_related("questionnaire", "engagement__program", "subject__membership__user")
        .order_by("-opens_at", "-id")[:SHOWN_ROUNDS]
    )


def plans_by_day(after: UUID | None, batch: int) -> list[RoundPlan]:
    """A batch of the plans that are asked on a day, behind the one before, whatever their program does now."""
    rows = RoundPlan.objects.filter(ended_at__isnull=True, stage__in=BY_DAY).exclude(
        program__state=ProgramState.ARCHIVED
    )
    if after:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("id")[:batch])


def moment_of(plan: RoundPlan, engagement: Engagement, zone: ZoneInfo) -> date | None:
    """The day on which a plan asks in an engagement; None where the engagement's own days do not tell.

    An end without a number of days has no day: it is asked when the engagement comes to its end.
    """
    if plan.stage == Stage.BASELINE:
        return engagement.starts_on + timedelta(days=plan.days or 0)
    if plan.stage == Stage.MIDDLE and plan.days is not None:
        return engagement.starts_on + timedelta(days=plan.days)
    if plan.stage == Stage.FOLLOW_UP:
        ended = timezone.localdate(engagement.ended_at, zone) if engagement.ended_at else engagement.ends_on
        return ended + timedelta(days=plan.days or 0) if ended else None
    if engagement.ends_on is None or (plan.stage == Stage.END and plan.days is None):
        return None
    if plan.stage == Stage.MIDDLE:
        return engagement.starts_on + (engagement.ends_on - engagement.starts_on) // 2
    return engagement.ends_on - timedelta(days=plan.days)


def is_due(plan: RoundPlan, engagement: Engagement, today: date, zone: ZoneInfo) -> bool:
    """Whether a plan's day in an engagement has come, and not so long ago that it would have closed by now."""
    moment = moment_of(plan, engagement, zone)
    fits = engagement.state in (OVER if plan.stage == Stage.FOLLOW_UP else RUNNING)
    return fits and moment is not None and moment <= today < moment + timedelta(days=plan.open_days)


def due_engagements(plans: list[RoundPlan], today: date, zone: ZoneInfo) -> list[tuple[RoundPlan, Engagement]]:
    """The engagements in which these plans ask now and have not asked yet; one query, however many there are."""
    wanted = defaultdict(list)
    for plan in plans:
        wanted[plan.program_id].append(plan)
    windows: dict[tuple, set] = defaultdict(set)
    for plan in plans:
        windows[plan.stage, plan.days, plan.open_days].add(plan.program_id)
    near = Q(pk__in=[])
    for (stage, days, open_days), programs in windows.items():
        near |= Q(program__in=programs) & _near(stage, days, open_days, today)
    rows = Engagement.objects.filter(near).select_related("program").order_by("id")
    due = [(plan, row) for row in rows for plan in wanted[row.program_id] if is_due(plan, row, today, zone)]
    asked = set(
        Round.objects.filter(plan__in=plans, engagement__in=[row.pk for _, row in due]).values_list(
            "plan_id", "engagement_id"
        )
    )
    due = [(plan, row) for plan, row in due if (plan.pk, row.pk) not in asked]
    return sorted(due, key=lambda pair: (pair[0].pk, pair[1].pk))


def _near(stage: str, days: int | None, open_days: int, today: date) -> Q:
    """Engagements whose day may have come; the clock of the organization decides in `is_due`."""
    first, last = today - timedelta(days=open_days), today + timedelta(days=1)
    ahead = timedelta(days=days or 0)
    if stage == Stage.FOLLOW_UP:
        ended = Q(ended_at__date__range=(first - ahead, last - ahead))
        return Q(state__in=OVER) & (ended | Q(ended_at__isnull=True, ends_on__range=(first - ahead, last - ahead)))
    if stage == Stage.END:
        return Q(state__in=RUNNING, ends_on__range=(first + ahead, last + ahead)) if days is not None else Q(pk__in=[])
    if stage == Stage.MIDDLE and days is None:  # halfway lies between both, so the engagement has begun and not ended
        return Q(state__in=RUNNING, starts_on__lte=last, ends_on__gte=first)
    return Q(state__in=RUNNING, starts_on__range=(first - ahead, last - ahead))


def subjects_by_engagement(plans: Iterable[RoundPlan], engagements: Iterable[Engagement]) -> dict[tuple, list]:
    """Whom rounds are about: (engagement, `RoundPlan.about`) to the places of those people."""
    if all(plan.about == RoundPlan.About.ENGAGEMENT for plan in plans):
        return {}
    rows = Participation.objects.filter(
        engagement__in=[row.pk for row in engagements], left_at__isnull=True, membership__is_active=True
    ).order_by("id")
    found = defaultdict(list)
    for row in rows:
        if row.role in LEARNERS:
            found[row.engagement_id, RoundPlan.About.LEARNERS].append(row)
        elif row.leads:
            found[row.engagement_id, RoundPlan.About.LEADS].append(row)
    return found


def asked_without_plan(engagement_id: UUID, stage: str) -> set[str]:
    """The codes that somebody has asked at a stage of an engagement by hand: a plan does not ask them again."""
    rows = Round.objects.filter(engagement=engagement_id, stage=stage, plan__isnull=True, subject__isnull=True)
    return set(rows.values_list("questionnaire__code", flat=True))


def reminders_due(now: datetime) -> QuerySet[Round]:
    """Open rounds with a reminder whose moment has come."""
    days = Cast(KeyTextTransform(0, "reminder_days"), IntegerField())
    ahead = Func(days, template="make_interval(days => %(expressions)s)", output_field=DurationField())
    open_rounds = Round.objects.filter(opened_at__isnull=False, closed_at__isnull=True, closes_at__gt=now)
    return open_rounds.alias(remind_at=F("closes_at") - ahead).filter(remind_at__lte=now).order_by("id")
