"""Writes on the competencies of the organization."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.goals.competency_set import STARTING_SET
from programs.goals.models import Competency
from programs.goals.permissions import can_write_competencies


@transaction.atomic
def create_competency(*, name: str, area: str = "", description: str = "", by: Membership) -> Competency:
    """One more competency that objectives, coaches and courses can name.

    Raises:
        NotAllowed: `by` does not run programs.
        DomainError: the name is empty or taken.
    """
    _may(by)
    competency = Competency(created_at=timezone.now(), created_by=by)
    _write(competency, name, area, description)
    record("created", competency, by=by)
    return competency


@transaction.atomic
def change_competency(
    *, competency: Competency, name: str, area: str = "", description: str = "", by: Membership
) -> None:
    """Call it by another name or say more about it; what names it follows. The errors are those of creating one."""
    _may(by)
    _write(competency, name, area, description)
    record("changed", competency, by=by)


def _write(competency: Competency, name: str, area: str, description: str) -> None:
    competency.name, competency.area = " ".join(name.split()), " ".join(area.split())
    competency.description = description.strip()
    if not competency.name:
        raise DomainError("Give it a name.", field="name")
    others = Competency.objects.filter(name__iexact=competency.name).exclude(pk=competency.pk)
    if others.exists():
        raise DomainError("Another competency has this name. Choose a different one.", field="name")
    try:
        with transaction.atomic():
            competency.save()
    except IntegrityError:
        raise DomainError("Another competency has this name. Choose a different one.", field="name") from None


@transaction.atomic
def end_competency(*, competency: Competency, by: Membership) -> None:
    """Offer it no more. Objectives and coaches that name it keep it. Doing it twice changes nothing.

    Raises:
        NotAllowed: `by` does not run programs.
    """
    _may(by)
    changed = Competency.objects.filter(pk=competency.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), ended_by=by
    )
    if changed:
        record("ended", competency, by=by)


@transaction.atomic
def reopen_competency(*, competency: Competency, by: Membership) -> None:
    """Offer it again; the error is that of ending it."""
    _may(by)
    if Competency.objects.filter(pk=competency.pk, ended_at__isnull=False).update(ended_at=None, ended_by=None):
        record("reopened", competency, by=by)


@transaction.atomic
def take_starting_set(*, by: Membership) -> int:
    """Take over the competencies that the portal brings. Names that are there already are left as they are.

    Returns:
        How many were added.

    Raises:
        NotAllowed: `by` does not run programs.
    """
    _may(by)
    known = {name.casefold() for name in Competency.objects.values_list("name", flat=True)}
    now = timezone.now()
    rows = [
        Competency(name=name, area=area, description=description, created_at=now, created_by=by)
        for area, those in STARTING_SET.items()
        for name, description in those
        if name.casefold() not in known
    ]
    Competency.objects.bulk_create(rows, ignore_conflicts=True)  # somebody else may press the button now
    if rows:
        record("took starting set", rows[0], by=by, competencies=len(rows))
    return len(rows)


def _may(by: Membership) -> None:
    if not can_write_competencies(by):
        raise NotAllowed("Competencies are written by administrators and program managers.")
