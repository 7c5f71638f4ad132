"""What this room brings to the form of a write-up: the actions that were agreed, and a measurement per objective."""

from collections.abc import Iterator
from itertools import chain

from django import forms
from django.utils import timezone

from portal.errors import DomainError
from portal.ui.forms import PortalForm
from programs.covenant.queries import reading_of
from programs.engagements.queries import people_of
from programs.goals.actions import add_measurement, agree_action
from programs.goals.permissions import can_agree_action, can_measure
from programs.goals.queries import actions_of, objectives_in, recent_sessions, sitting
from programs.notes.parts import Refused, Typed, WriteUpPart, write_up_part

MOST_ROWS = 12
ROWS, ADD = "actions-rows", "actions"


class ActionRow(PortalForm):
    """What somebody will do. A row without words is none."""

    mark_optional = False

    text = forms.CharField(label="What will be done?", max_length=500, required=False)
    owner = forms.ChoiceField(label="Who does it?", required=False)
    due_on = forms.DateField(label="By when?", required=False)

    def __init__(self, *args, people: list, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["owner"].choices = [
            (pk, f"{person.name} (you)" if person.pk == place.pk else person.name) for pk, person in self.people.items()
        ]
        self.fields["owner"].initial = str(place.pk)

    def clean(self):
        """A day without words is half an action."""
        values = super().clean()
        if values.get("due_on") and not values.get("text"):
            self.add_error("text", "Write what will be done by this day, or clear the day.")
        return values

    def save(self, session, by) -> None:
        """Agree the action, or say at its field why not."""
        if not self.cleaned_data["text"]:
            return
        owner = self.people.get(self.cleaned_data["owner"]) or by
        words, due_on = self.cleaned_data["text"], self.cleaned_data["due_on"]
        _or_say_why(self, agree_action, owner=owner, text=words, due_on=due_on, by=by, session=session)


class MeasurementRow(PortalForm):
    """What the indicator of one objective showed in the session. A row without a number is none."""

    mark_optional = False

    value = forms.DecimalField(label="What does it show now?", max_digits=12, decimal_places=2, required=False)
    note = forms.CharField(label="What was behind it?", max_length=1000, required=False)

    def __init__(self, *args, objective, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.objective, self.day = objective, day

    def clean(self):
        """A remark without its number is half a measurement."""
        values = super().clean()
        if values.get("note") and values.get("value") is None and "value" not in self.errors:
            self.add_error("value", "Write the number too, or clear what was behind it.")
        return values

    def save(self, session, by) -> None:
        """Add the measurement, or say at its field why not."""
        values = self.cleaned_data
        if values["value"] is not None:
            known = {"objective": self.objective, "measured_on": self.day, "by": by}
            _or_say_why(self, add_measurement, value=values["value"], note=values["note"], **known)


def _or_say_why(row: PortalForm, action, **values) -> None:
    try:
        action(**values)
    except DomainError as error:
        field = error.field if error.field in row.fields else next(iter(row.fields))
        row.add_error(field, error.message)
        raise Refused(error.message) from error


class Rows:
    """Several small forms that are checked and saved together.

    Args:
        rows: the forms.
        beside: what their template shows beside the form.
    """

    def __init__(self, rows: list, **beside):
        self.rows = rows
        self.beside = beside

    def __iter__(self) -> Iterator[forms.BoundField]:
        return chain(*self.rows)

    def is_valid(self) -> bool:
        """Whether each of them can be saved."""
        return all([row.is_valid() for row in self.rows])  # noqa: C419 - each is asked, so that all errors are shown

    def save(self, session, by) -> None:
        """Save each of them."""
        for row in self.rows:
            row.save(session, by)


def _row(form_class, typed: Typed, prefix: str, **known) -> PortalForm:
    """One of the forms, with what was typed: checked if it was sent, as it was if not."""
    row = form_class(typed.values if typed.sent else None, prefix=prefix, **known)
    for name in row.fields if typed.values and not typed.sent else ():
        if (key := row.add_prefix(name)) in typed.values:
            row.initial[name] = typed.values[key]
    return row


def _number_of_rows(typed: Typed) -> int:
    asked = typed.values.get(ROWS, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number + (typed.values.get("add") == ADD), 1), MOST_ROWS)


def _action_rows(typed: Typed, session, place) -> Rows | None:
    if not can_agree_action(place, place.engagement):
        return None
    everybody = people_of(place.engagement)
    people = sitting(place.engagement, everybody)
    count = _number_of_rows(typed)
    rows = [_row(ActionRow, typed, f"actions-{number}", people=people, place=place) for number in range(count)]
    if typed.values.get("add") == ADD:
        rows[-1].fields["text"].widget.attrs["autofocus"] = True  # it was asked for just now
    reading = reading_of(place)
    return Rows(
        rows,
        count=count,
        has_room=count < MOST_ROWS,
        open_actions=_still_open(session, place, reading),
        reading=reading,
        people=everybody,
    )


def _still_open(session, place, reading) -> list:
    """What was agreed in the sessions before and is not done."""
    if session is None:
        return []
    before = {row.pk for row in recent_sessions(place.engagement) if row.starts_at < session.starts_at}
    return [
        row for row in actions_of(place.engagement, place, reading) if row.done_at is None and row.session_id in before
    ]


def _measurement_rows(typed: Typed, session, place) -> Rows | None:
    objectives = objectives_in(place.engagement, place)
    if not objectives:
        return None
    day = timezone.localdate(session.starts_at, timezone=place.membership.user.time_zone)
    rows = [
        _row(MeasurementRow, typed, f"measure-{objective.pk}", objective=objective, day=day)
        for objective in objectives
        if objective.reads_numbers and can_measure(place, objective)
        if objective.starts_on <= day and not _measured(objective, day)
    ]
    measured = [objective for objective in objectives if _measured(objective, day)]
    return Rows(rows, objectives=objectives, measured=measured)


def _measured(objective, day) -> bool:
    return any(on == day for on, _ in objective.path.points)


def _save(rows: Rows, session, by) -> None:
    rows.save(session, by)


write_up_part(
    WriteUpPart(
        name="actions",
        template="goals/_write_up_actions.html",
        beside="goals/_write_up_open_actions.html",
        build=_action_rows,
        save=_save,
        on_note=True,
    )
)
write_up_part(
    WriteUpPart(
        name="measurements",
        template="goals/_write_up_measurements.html",
        beside="goals/_write_up_objectives.html",
        build=_measurement_rows,
        save=_save,
    )
)
