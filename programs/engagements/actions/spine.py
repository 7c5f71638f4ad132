"""Writes on the spine: programs, engagements, participations."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import Table, transition
from portal.outbox.publish import publish
from programs.engagements.events import (
    EngagementCancelled,
    EngagementClosed,
    EngagementEvaluating,
    EngagementStarted,
    ParticipantJoined,
    ParticipantLeft,
    ProgramCreated,
    RemindersChanged,
)
from programs.engagements.lead_times import check_lead_times
from programs.engagements.lifecycle import ACCEPTING, PROGRAM_TABLE, End, ProgramState, State
from programs.engagements.models import BookedBy, Engagement, Participation, Program, ProgramManagement
from programs.engagements.permissions import can_create_program, can_run_program

SENT_TWICE = timedelta(seconds=30)  # the same form again so soon is a second press, not a second wish
DEFAULT_REMINDERS = [24 * 60, 60]  # minutes before a session
LONGEST_HOURS = 14 * 24
YEARS = range(2000, 2101)  # what is outside of it was mistyped
ANNOUNCED = {
    State.ACTIVE: EngagementStarted,
    State.EVALUATING: EngagementEvaluating,
    State.CLOSED: EngagementClosed,
    State.CANCELLED: EngagementCancelled,
}


@transaction.atomic
def create_program(*, kind: str, name: str, by: Membership, purpose: str = "", **fields) -> Program:
    """Set up a program in state draft.

    Args:
        kind: mentoring, coaching or training.
        name: unique in the organization.
        fields: `starts_on`, `ends_on`, and what it says about sessions: `session_minutes`, `session_place`,
            `booked_by`, `late_hours`, `hold_hours`, `reminder_minutes`.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the name is taken, the dates are in the wrong order, or something about sessions makes no sense.
    """
    if not can_create_program(by):
        raise NotAllowed("Only administrators set up programs.")
    program = Program(
        kind=kind,
        name=name,
        purpose=purpose,
        created_at=timezone.now(),
        created_by=by,
        **{"reminder_minutes": DEFAULT_REMINDERS, **fields},
    )
    _save_program(program)
    record("created", program, by=by, kind=kind)
    publish(ProgramCreated(subject_id=program.pk))
    return program


@transaction.atomic
def change_program(*, program: Program, by: Membership, **fields) -> Program:
    """Save what `create_program` takes. Sessions that are booked keep their length and place; reminders follow."""
    _may_run(by, program)
    were = program.reminder_minutes
    for field, value in fields.items():
        setattr(program, field, value)
    _save_program(program, update_fields=list(fields))  # its state may have moved since it was read
    record("changed", program, by=by)
    if program.reminder_minutes != were:
        publish(RemindersChanged(subject_id=program.pk))
    return program


def _save_program(program: Program, **saving) -> None:
    _check_days(program.starts_on, program.ends_on)
    _check_sessions(program)
    try:
        with transaction.atomic():
            program.save(**saving)
    except IntegrityError:
        raise DomainError("Another program has this name. Choose a different one.", field="name") from None


def _check_sessions(program: Program) -> None:
    program.reminder_minutes = check_lead_times(program.reminder_minutes)
    if not 0 <= program.late_hours <= LONGEST_HOURS:
        raise DomainError("Choose between 0 hours, which asks nobody, and two weeks.", field="late_hours")
    if not 1 <= program.hold_hours <= LONGEST_HOURS:
        raise DomainError("Proposed times are held between an hour and two weeks.", field="hold_hours")
    if program.booked_by not in BookedBy.values:
        raise DomainError("Choose who books the sessions.", field="booked_by")


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    for field, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day and day.year not in YEARS:
            raise DomainError("Check the year of this day: it has four digits, such as 2027.", field=field)
    if starts_on and ends_on and ends_on < starts_on:
        raise DomainError("The end is before the start. Choose a later end.", field="ends_on")


@transaction.atomic
def move_program(*, program: Program, to: ProgramState, by: Membership) -> None:
    """Open, run, close or archive a program.

    Raises:
        IllegalTransition: the program is not in a state from which this is possible.
    """
    _may_run(by, program)
    was = program.state
    transition(program, to, table=PROGRAM_TABLE)
    record("moved", program, by=by, was=was, now=to)


@transaction.atomic
def give_program(*, program: Program, managers: list[Membership], by: Membership) -> None:
    """Say which managers run this program; those who are left out lose it."""
    if not by.is_administrator:
        raise NotAllowed("Only administrators give programs to managers.")
    ProgramManagement.objects.filter(program=program).exclude(membership__in=managers).delete()
    ProgramManagement.objects.bulk_create(
        [ProgramManagement(program=program, membership=manager) for manager in managers],
        ignore_conflicts=True,
    )
    record("given", program, by=by, managers=len(managers))


def _may_run(by: Membership, program: Program) -> None:
    if not can_run_program(by, program):
        raise NotAllowed("This program is run by others.")


@transaction.atomic
def create_engagement(
    *,
    program: Program,
    title: str,
    state: State,
    starts_on: date,
    by: Membership,
    ends_on: date | None = None,
    was_asked: bool = False,
) -> Engagement:
    """The shared row of a new circle, contract or cohort; called by the kind's own action.

    Args:
        was_asked: the kind's action has asked whether `by` may by a rule of its own, as for a client to whom those
            who run the program have proposed coaches.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: the program does not accept engagements now, the dates are in the wrong order, or the form was
            sent twice.
    """
    if not was_asked:
        _may_run(by, program)
    program = Program.objects.select_for_update(no_key=True).get(pk=program.pk)  # nobody closes it meanwhile
    if program.state not in ACCEPTING:
        raise DomainError(f"“{program.name}” is not open yet. Open the program first.")
    _check_days(starts_on, ends_on)
    same = Engagement.objects.filter(program=program, title=title, starts_on=starts_on, ends_on=ends_on, created_by=by)
    if same.filter(created_at__gt=timezone.now() - SENT_TWICE).exists():
        raise DomainError(f"“{title}” was made a moment ago: this was sent twice. Nothing was made again.")
    engagement = Engagement.objects.create(
        program=program,
        title=title,
        state=state,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=timezone.now(),
        created_by=by,
    )
    record("created", engagement, by=by, state=state)
    return engagement


@transaction.atomic
def add_participant(
    *, engagement: Engagement, membership: Membership, role: str, by: Membership | None
) -> Participation:
    """Give somebody a place; the kind's action has asked whether `by` may, and whether there is room.

    Raises:
        DomainError: they have a place already, or are no longer in the organization.
    """
    if not membership.is_active:
        raise DomainError(f"{membership.name} has left the organization.")
    try:
        with transaction.atomic():
            place = Participation.objects.create(
                engagement=engagement, membership=membership, role=role, joined_at=timezone.now()
            )
    except IntegrityError:
        raise DomainError(f"{membership.name} takes part already.") from None
    record("joined", place, by=by, role=role)
    publish(ParticipantJoined(subject_id=engagement.pk, participation_id=place.pk))
    return place


@transaction.atomic
def end_participation(*, participation: Participation, by: Membership) -> None:
    """Somebody leaves; what they shared stays, with their name."""
    changed = Participation.objects.filter(pk=participation.pk, left_at__isnull=True).update(
        left_at=timezone.now(), left_by=by
    )
    if not changed:
        raise DomainError("This place has been given up already.")
    record("left", participation, by=by)
    publish(ParticipantLeft(subject_id=participation.engagement_id, participation_id=participation.pk))


@transaction.atomic
def move_engagement(
    *,
    engagement: Engagement,
    to: State,
    table: Table,
    by: Membership | None,
    end: End | None = None,
    reason: str = "",
) -> None:
    """One step of a kind's lifecycle, with audit entry and event; called by the kind's own action.

    Args:
        table: the kind's table of steps.
        by: None where it follows from something else, which never ends an engagement.
        end: how it ended, when `to` is closed or cancelled.
        reason: private to the coordinator.
    """
    was = engagement.state
    changes: dict = {}
    if end:
        changes = {"end": end, "ended_at": timezone.now(), "ended_by": by}
    transition(engagement, to, table=table, **changes)
    if end and reason:
        engagement.end_reason = reason
        engagement.save(update_fields=["end_reason"])
    record("moved", engagement, by=by, was=was, now=to)
    resumed = (was, to) == (State.PAUSED, State.ACTIVE)  # goes on; it began before, and people were greeted then
    if to in ANNOUNCED and not resumed:
        publish(ANNOUNCED[to](subject_id=engagement.pk))
