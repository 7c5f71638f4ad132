"""Writes on plans: what a program asks in each of its engagements, and when."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation, Program
from programs.engagements.permissions import can_run_program
from programs.evaluations.actions.rounds import MOST_DAYS, REMINDERS, reminders_within
from programs.evaluations.library import ABOUT_A_PERSON, ENDINGS
from programs.evaluations.models import Round, RoundPlan, Stage
from programs.evaluations.queries import ROLES_OF, has_plans, newest_by_code, titles_by_code

LONGEST_DAYS = 730
MOST_REMINDERS = 4
OPEN_DAYS = 14
FOLLOW_UP_DAYS = 90
FIXED = {"code": "what is asked", "stage": "when it is asked", "about": "whom it is about"}
THERE_ALREADY = "This is asked at this moment already. Change that one, or choose another moment."


@transaction.atomic
def add_plan(*, program: Program, by: Membership, **fields) -> RoundPlan:
    """Say that a program asks something, in the engagements that come to this moment from now on.

    Args:
        fields: `code`, `stage`, `days`, `open_days`, `roles`, `about`, `anonymous` and `reminder_days`, as the model
            has them; `days` and what follows can be left out.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: it is asked then already, or something does not fit; its name is the field.
    """
    _may_plan(by, program)
    if not has_plans(program.pk):
        make_default_plans(program_id=program.pk, by=by)  # what was asked without saying so is still asked
    plan = RoundPlan(
        program=program,
        created_at=timezone.now(),
        created_by=by,
        **{
            "open_days": OPEN_DAYS,
            "reminder_days": reminders_within(REMINDERS, fields.get("open_days", OPEN_DAYS)),
            "anonymous": _can_be_anonymous(program),
            **fields,
        },
    )
    _save(plan)
    record("planned", plan, by=by, code=plan.code, stage=plan.stage)
    return plan


@transaction.atomic
def change_plan(*, plan: RoundPlan, by: Membership, **fields) -> RoundPlan:
    """Change what counts for rounds to come; those that were opened stay as they are.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: as for `add_plan`; or it has been asked, and then what it asks, when and about whom stays.
    """
    _may_plan(by, plan.program)
    plan = RoundPlan.objects.select_for_update(of=("self",)).select_related("program").get(pk=plan.pk)
    if plan.ended_at:
        raise DomainError("This is not asked any more. Add it again if it should be.")
    asked = Round.objects.filter(plan=plan).exists()
    for name, value in fields.items():
        if asked and name in FIXED and value != getattr(plan, name):
            raise DomainError(
                f"This has been asked already, so {FIXED[name]} stays. Stop it, and add another one.", field=name
            )
        setattr(plan, name, value)
    _save(plan)
    record("changed", plan, by=by)
    return plan


@transaction.atomic
def stop_plan(*, plan: RoundPlan, by: Membership) -> None:
    """Ask it no more. Rounds that are open stay open, and what was answered stays."""
    _may_plan(by, plan.program)
    live = RoundPlan.objects.filter(pk=plan.pk, ended_at__isnull=True)
    if not live.update(ended_at=timezone.now(), ended_by=by):
        raise DomainError("This is not asked any more already.")
    record("stopped", plan, by=by)


@transaction.atomic
def make_default_plans(*, program_id: UUID, by: Membership | None = None) -> None:
    """Write down what a program of its kind asks by itself; one for which somebody has planned stays as it is.

    Args:
        by: who wants to change it; None when the portal does this for a new program.
    """
    program = Program.objects.select_for_update(no_key=True).get(pk=program_id)
    if by is not None:
        _may_plan(by, program)
    if has_plans(program.pk):
        return
    ending = ENDINGS[Kind(program.kind)]
    plan = RoundPlan.objects.create(
        program=program,
        code=ending.code,
        stage=Stage.END,
        anonymous=ending.anonymous,
        open_days=OPEN_DAYS,
        reminder_days=list(REMINDERS),
        created_at=timezone.now(),
        created_by=by,
    )
    record("planned", plan, by=by, code=plan.code, stage=plan.stage)


def _may_plan(by: Membership, program: Program) -> None:
    if not can_run_program(by, program):
        raise NotAllowed("What is asked in this program is decided by those who run it.")


def _can_be_anonymous(program: Program) -> bool:
    return program.kind != Kind.COACHING


def _save(plan: RoundPlan) -> None:
    _check_when(plan)
    _check_whom(plan)
    plan.reminder_days = _checked_reminders(plan.reminder_days, plan.open_days)
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise DomainError(THERE_ALREADY, field="stage") from None


def _check_when(plan: RoundPlan) -> None:
    if plan.code not in titles_by_code([plan.code]):
        raise DomainError("There is no such set of questions here. Choose another one.", field="code")
    if plan.stage not in Stage.values:
        raise DomainError("Choose when it is asked.", field="stage")
    if plan.stage == Stage.SESSION:
        plan.days = None  # right after it
    elif plan.days is None and plan.stage in (Stage.BASELINE, Stage.FOLLOW_UP):
        plan.days = 0 if plan.stage == Stage.BASELINE else FOLLOW_UP_DAYS
    if plan.days is not None and not 0 <= plan.days <= LONGEST_DAYS:
        raise DomainError(f"Choose between 0 and {LONGEST_DAYS} days.", field="days")
    if not 1 <= plan.open_days <= MOST_DAYS:
        raise DomainError(f"Keep it open for 1 to {MOST_DAYS} days.", field="open_days")


def _check_whom(plan: RoundPlan) -> None:
    known = ROLES_OF[Kind(plan.program.kind)]
    plan.roles = [role for role in known if role in set(plan.roles)] if set(plan.roles) <= set(known) else None
    if plan.roles is None:
        raise DomainError("Choose who is asked among those who take part in this program.", field="roles")
    if set(plan.roles) == set(known):
        plan.roles = []
    if plan.about not in RoundPlan.About.values:
        raise DomainError("Choose what the answers are about.", field="about")
    if plan.about != RoundPlan.About.ENGAGEMENT:
        plan.anonymous = True
        return
    if _needs_a_person(plan.code):
        raise DomainError("These questions are about a person. Choose whom.", field="about")
    if plan.anonymous and not _can_be_anonymous(plan.program):
        raise DomainError(
            "A contract has two or three people: nobody could be anonymous among them.", field="anonymous"
        )
    if plan.anonymous and plan.roles and set(plan.roles) <= Participation.LEADS:
        raise DomainError(
            "Each has one lead, who could not be anonymous alone. Ask others too, or keep the names.", field="anonymous"
        )


def _needs_a_person(code: str) -> bool:
    found = newest_by_code([code]).get(code)
    return code in ABOUT_A_PERSON or bool(found and found.about_a_person)


def _checked_reminders(days: Iterable[int], open_days: int) -> list[int]:
    wanted = sorted(set(days), reverse=True)
    if len(wanted) > MOST_REMINDERS:
        raise DomainError(f"Remind at most {MOST_REMINDERS} times; more is not read.", field="reminder_days")
    if any(not 0 < number < open_days for number in wanted):
        raise DomainError(
            "A reminder goes out at least a day before the end, and after the beginning.", field="reminder_days"
        )
    return wanted
