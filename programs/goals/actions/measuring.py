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
from programs.goals.actions.objectives import LIMIT
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Measurement, Objective
from programs.goals.permissions import can_measure, owns_or_leads
from programs.goals.reading import reads_measurements


@transaction.atomic
def add_measurement(
    *, objective: Objective, value: Decimal, measured_on: date, by: Participation, note: str = ""
) -> Measurement:
    """Write down what the indicator showed on a day.

    Args:
        measured_on: not in the future, not before the objective's start; one measurement per day.
        by: the owner's place, or the lead's.
        note: what was behind the number; for the owner and the lead only.

    Raises:
        NotAllowed: `by` is neither, may not read what is measured, the engagement has not begun or is over, or the
            objective is closed.
        DomainError: the day or the number does not fit.
    """
    _may_measure(objective, by)
    _check_day(objective, measured_on, by)
    if not Decimal(value).is_finite() or abs(Decimal(value)) >= LIMIT:
        raise DomainError("This number is too large for an objective. Check it once more.", field="value")
    try:
        with transaction.atomic():
            row = Measurement.objects.create(
                objective=objective,
                value=round(Decimal(value), 2),
                measured_on=measured_on,
                note=note.strip() or None,
                recorded_at=timezone.now(),
                recorded_by=by.membership,
            )
    except IntegrityError:
        raise DomainError(
            f"There is a measurement for {day(measured_on)} already. Choose another day; that one stays as it is.",
            field="measured_on",
        ) from None
    record("measured", objective, by=by.membership, measured_on=measured_on)
    return row


def _may_measure(objective: Objective, by: Participation) -> None:
    objective.state = Objective.objects.select_for_update().get(pk=objective.pk).state
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
