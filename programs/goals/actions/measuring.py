"""Writes on measurements."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.ui.clock import day
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Measurement, Objective
from programs.goals.permissions import can_correct_measurement, can_measure, owns_or_leads
from programs.goals.plan import LIMIT, check_scale
from programs.goals.reading import reads_measurements


@transaction.atomic
def add_measurement(
    *, objective: Objective, value: Decimal, measured_on: date, by: Participation, note: str = "", source: str = ""
) -> Measurement:
    """Write down what the indicator showed on a day.

    Args:
        measured_on: not in the future, not before the objective's start; one measurement per day.
        by: the owner's place, or the lead's.
        note: what was behind the number; for the owner and the lead only.
        source: of `Measurement.Source`, or nothing.

    Raises:
        NotAllowed: `by` is neither, may not read what is measured, the engagement has not begun or is over, or the
            objective is closed.
        DomainError: the day or the number does not fit.
    """
    _may_measure(objective, by)
    row = Measurement(objective=objective, recorded_at=timezone.now(), recorded_by=by.membership)
    _save(row, value, measured_on, note, source, by)
    record("measured", objective, by=by.membership, measured_on=measured_on)
    return row


@transaction.atomic
def change_measurement(
    *,
    measurement: Measurement,
    value: Decimal,
    measured_on: date,
    by: Participation,
    note: str = "",
    source: str = "",
) -> None:
    """Correct a measurement; the history says that it happened. The errors are those of adding one.

    Raises:
        NotAllowed: also when somebody else wrote it down.
    """
    _may_correct(measurement, by)
    before = measurement.measured_on
    _save(measurement, value, measured_on, note, source, by)
    record("corrected", measurement.objective, by=by.membership, measured_on=before)


@transaction.atomic
def remove_measurement(*, measurement: Measurement, by: Participation) -> None:
    """Take a mistaken measurement away; the history says that it happened. Who may is who may change it."""
    _may_correct(measurement, by)
    record("took back", measurement.objective, by=by.membership, measured_on=measurement.measured_on)
    measurement.delete()


def _save(row: Measurement, value: Decimal, measured_on: date, note: str, source: str, by: Participation) -> None:
    objective = row.objective
    _check_day(objective, measured_on, by)
    if not Decimal(value).is_finite() or abs(Decimal(value)) >= LIMIT:
        raise DomainError("This number is too large for an objective. Check it once more.", field="value")
    if source and source not in Measurement.Source:
        raise DomainError("Choose where the number comes from.", field="source")
    value = round(Decimal(value), 2)
    check_scale(objective, value, "value")
    row.value, row.measured_on, row.note, row.source = value, measured_on, note.strip() or None, source
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DomainError(
            f"There is a measurement for {day(measured_on)} already. Choose another day; that one stays as it is.",
            field="measured_on",
        ) from None


def _may_correct(measurement: Measurement, by: Participation) -> None:
    _may_measure(measurement.objective, by)
    if not can_correct_measurement(by, measurement):
        raise NotAllowed("A measurement is corrected by whoever wrote it down.")


def _may_measure(objective: Objective, by: Participation) -> None:
    kept = Objective.objects.select_for_update().get(pk=objective.pk)  # a revision may have changed the scale
    objective.state, objective.lowest, objective.highest = kept.state, kept.lowest, kept.highest
    objective.owner.engagement.state = Engagement.objects.get(pk=objective.owner.engagement_id).state
    if can_measure(by, objective):
        if not reads_measurements(reading_of(by), objective):
            raise NotAllowed("What is measured here is not yours to read, so it is added by those who do.")
        return
    if not owns_or_leads(by.membership, objective.owner):
        raise NotAllowed("Measurements are added by the person whose objective it is, and by their coach or mentor.")
    if objective.state != ObjectiveState.OPEN:
        raise NotAllowed("This objective is closed, so its measurements stay as they are.")
    raise NotAllowed("Measurements can be added from the start until the end, and not before or after.")


def _check_day(objective: Objective, measured_on: date, by: Participation) -> None:
    if measured_on > timezone.localdate(timezone=by.membership.user.time_zone):
        raise DomainError("This day has not come yet. Choose today or an earlier day.", field="measured_on")
    if measured_on < objective.starts_on:
        raise DomainError(
            f"The objective starts on {day(objective.starts_on)}. Choose that day or a later one.", field="measured_on"
        )
