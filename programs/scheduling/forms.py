"""Forms of sessions and topics."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django import forms
from django.core.validators import URLValidator

from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import PortalForm
from programs.engagements.models import Participation
from programs.scheduling.limits import LONGEST, LONGEST_TOPIC
from programs.scheduling.models import SessionPlace
from programs.scheduling.wall import wall_moment


class CallField(forms.URLField):
    """The address of a call; without a scheme it gets https."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
    default_validators = [URLValidator(schemes=["http", "https"], message="Copy the whole address of the call.")]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", max_length=200, **kwargs)
        self.error_messages["invalid"] = "Copy the whole address of the call."


class SessionForm(PortalForm):
    """When and where. Its clean values are the arguments of the actions: `starts_at` is a moment.

    `wanted` keeps that moment when the action has refused it, so that the page can offer others near it.
    """

    date = forms.DateField(label="Day", error_messages={"required": "Choose a day."})
    starts_at = forms.TimeField(label="Starts at", error_messages={"required": "Choose a time."})
    minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "min_value": "A session lasts between a minute and twelve hours.",
            "max_value": "A session lasts between a minute and twelve hours.",
        },
    )
    place = forms.CharField(label="Place", max_length=140, required=False, help_text="A room, if you meet in one.")
    join_url = CallField(label="Address of the call", required=False)

    def __init__(self, data=None, *, zone, **kwargs):
        super().__init__(_with_pick(data), **kwargs)
        self.zone, self.wanted = zone, None
        self.fields["starts_at"].help_text = f"{clock.zone_name(zone)}, yours."

    def clean(self):
        """Put day and time together on the viewer's clock."""
        values = super().clean()
        day, at = values.pop("date", None), values.get("starts_at")
        if day and at:
            try:
                values["starts_at"] = self.wanted = wall_moment(day, at, self.zone)
            except DomainError as error:
                self.add_error(error.field if error.field in self.fields else "starts_at", error.message)
        return values


class BookForm(SessionForm):
    """A new session, with a first topic if the person has one."""

    topic = forms.CharField(
        label="What do you want to talk about?",
        max_length=LONGEST_TOPIC,
        required=False,
        help_text="One line is enough. The others see it before you meet.",
        widget=forms.Textarea(attrs={"class": "input--short", "rows": 2}),
    )


class MoveForm(SessionForm):
    """Another time for a session, and why."""

    reason = forms.CharField(
        label="Why it moves", max_length=200, required=False, help_text="Everybody in the session can read this."
    )


class Roll:
    """The part of a form that asks who came: four marks for each person, present unless something else is known."""

    fields: dict[str, forms.Field]

    def ask_for(self, people: Iterable[Participation], marks: Mapping[UUID, str] | None = None) -> None:
        self.people = list(people)
        for person in self.people:
            self.fields[self._name(person)] = forms.ChoiceField(
                label=person.name,
                choices=SessionPlace.Attendance.choices,
                initial=(marks or {}).get(person.pk) or SessionPlace.Attendance.PRESENT,
                error_messages={
                    "required": f"Say whether {person.name} came.",
                    "invalid_choice": f"Choose one of the four for {person.name}.",
                },
            )

    @staticmethod
    def _name(person: Participation) -> str:
        return f"came-{person.pk}"

    def rows(self) -> list[dict]:
        """Person, field and marks of each row, for `scheduling/_roll.html`."""
        fields = [(person, self[self._name(person)]) for person in self.people]
        return [
            {"person": person, "field": field, "chosen": field.value(), "marks": field.field.choices}
            for person, field in fields
        ]

    def take_marks(self, values: dict) -> dict[UUID, str]:
        """Participation id to mark, taken out of the clean values."""
        return {person.pk: values.pop(self._name(person), "") for person in self.people}


class LogForm(Roll, SessionForm):
    """A session that took place: when, where, and who came."""

    join_url = None

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for(people)

    def clean(self):
        """Who came, as the action asks for it."""
        values = super().clean()
        return {**values, "attendance": self.take_marks(values)}


class SaidForm(Roll, PortalForm):
    """Who came, as somebody saw it who does not lead."""

    def __init__(self, *args, people, said, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for(people, said)

    def clean(self):
        """The action's argument."""
        return {"said": self.take_marks(super().clean())}


class CancelForm(PortalForm):
    """Why a session is called off."""

    reason = forms.CharField(
        label="Why you cancel it", max_length=200, required=False, help_text="Everybody in the session can read this."
    )


class TopicForm(PortalForm):
    """What somebody wants to talk about."""

    text = forms.CharField(
        label="Propose a topic",
        max_length=LONGEST_TOPIC,
        help_text="A question works best. Everybody in the sessions can see it, with your name.",
        error_messages={"required": "Write what you want to talk about; one line is enough."},
    )


def _with_pick(data):
    """One tap on an offered time replaces the day and the time that were typed."""
    if not data or not data.get("pick"):
        return data
    try:
        picked = datetime.fromisoformat(data["pick"])
    except ValueError:
        return data
    data = data.copy()
    data["date"], data["starts_at"] = f"{picked:%Y-%m-%d}", f"{picked:%H:%M}"
    return data
