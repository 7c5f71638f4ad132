"""When people are reminded: set for a program, or by a person for themselves."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import NotAllowed
from portal.outbox.publish import publish
from programs.engagements.actions.spine import change_program
from programs.engagements.events import PersonRemindersChanged
from programs.engagements.models import Program, ReminderTimes
from programs.engagements.permissions import can_run_program
from programs.engagements.reminders import REMINDERS, SESSION, check_leads

Leads = Mapping[str, list[int] | None]


@transaction.atomic
def set_program_reminders(*, program: Program, leads: Leads, by: Membership) -> None:
    """Say when the people of a program are reminded; kinds that `leads` does not name stay as they are.

    Args:
        leads: by kind, in its unit; None for the portal's own times, [] for no reminder.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: a lead time is out of reach, or there are too many.
    """
    if not can_run_program(by, program):
        raise NotAllowed("This program is run by others.")
    others = {kind: found for kind, found in leads.items() if kind != SESSION}
    if _save(others, program=program):
        record("changed reminders", program, by=by)
    if SESSION in leads and (found := _checked(SESSION, leads[SESSION] or [])) != program.reminder_minutes:
        change_program(program=program, by=by, reminder_minutes=found)


@transaction.atomic
def set_own_reminders(*, leads: Leads, by: Membership) -> None:
    """Say when one is reminded oneself, in all programs of the organization.

    Args:
        leads: by kind, in its unit; None for what each program says, [] for no reminder.

    Raises:
        DomainError: a lead time is out of reach, or there are too many.
    """
    changed = _save(leads, membership=by)
    if changed:
        record("changed reminders", by, by=by)
    if SESSION in changed:
        publish(PersonRemindersChanged(subject_id=by.pk))


def _save(leads: Leads, **whose) -> set[str]:
    """Write the rows.

    Returns:
        The kinds that are other than before.
    """
    wanted = {kind: None if found is None else _checked(kind, found) for kind, found in leads.items()}
    mine = ReminderTimes.objects.filter(**whose, kind__in=wanted)
    had = dict(mine.values_list("kind", "leads"))
    changed = {kind for kind, found in wanted.items() if had.get(kind) != found}
    mine.filter(kind__in=[kind for kind in changed if wanted[kind] is None]).delete()
    ReminderTimes.objects.bulk_create(
        [ReminderTimes(**whose, kind=kind, leads=wanted[kind]) for kind in changed if wanted[kind] is not None],
        update_conflicts=True,
        unique_fields=["organization", "program", "membership", "kind"],
        update_fields=["leads"],
    )
    return changed


def _checked(kind: str, leads: list[int]) -> list[int]:
    return check_leads(REMINDERS[kind], leads)
