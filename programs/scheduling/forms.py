"""Forms of sessions and topics."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.http import HttpRequest, QueryDict

from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import PortalForm
from programs.covenant.fields import life_field
from programs.engagements.models import Participation
from programs.scheduling.forms_scope import SeriesScope
from programs.scheduling.limits import LONGEST, LONGEST_ASIDE, LONGEST_TOPIC
from programs.scheduling.models import SessionPlace, Topic
from programs.scheduling.wall import wall_moment


class CallField(forms.URLField):
    """The address of a call; without a scheme it gets https."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
    default_validators = [URLValidator(schemes=["http", "https"], message="Copy the whole address of the call.")]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", max_length=200, **kwargs)
        self.error_messages["invalid"] = "Copy the whole address of the call."


class TimeForm(PortalForm):
    """When and where. Its clean values are the arguments of the actions: `starts_at` is a moment.

    A time is chosen from those on offer (`start`, or a button of its own), or typed as day and time. `wanted` keeps
    the moment when the action has refused it, so that the page can offer others near it.
    """

    BUTTONS = ("pick", "anyway", "ask")  # each sends the moment that it stands for
    mark_optional = False  # a time is chosen or typed: neither field is needed, and one of them is

    start = forms.CharField(required=False, widget=forms.HiddenInput)
    date = forms.DateField(label="Day", required=False)
    starts_at = forms.TimeField(label="Starts at", required=False)
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
        super().__init__(data, **kwargs)
        self.zone, self.wanted = zone, None
        self.fields["starts_at"].help_text = f"{clock.zone_name(zone)}, yours."

    def clean(self):
        """Put together what was chosen or typed."""
        values = super().clean()
        day, at, start = (values.pop("date", None), values.get("starts_at"), values.pop("start", ""))
        sent = next((self.data[name] for name in self.BUTTONS if self.data.get(name)), "")
        if "own" in self.data or ((day or at) and not (sent or start)):
            self.wanted = self._typed(day, at)
        elif sent or start:
            self.wanted = self._chosen(sent or start)
        elif not (self.has_error("date") or self.has_error("starts_at")):
            self.add_error("start", "Choose one of the times.")
        values["starts_at"] = self.wanted
        return values

    def _typed(self, day, at) -> datetime | None:
        for name, value, words in (("date", day, "Choose a day."), ("starts_at", at, "Choose a time.")):
            if value is None and not self.has_error(name):
                self.add_error(name, words)
        if day is None or at is None:
            return None
        try:
            return wall_moment(day, at, self.zone)
        except DomainError as error:
            self.add_error(error.field if error.field in self.fields else "starts_at", error.message)
            return None

    def _chosen(self, value: str) -> datetime | None:
        moment = moment_from(value)
        if moment is None:
            self.add_error("starts_at", "This is not one of the times. Choose again.")
        return moment


def moment_from(value: str) -> datetime | None:
    """The moment that a slot or button sends, or None if it was made up."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


class BookForm(TimeForm):
    """A new session, with a first topic if the person has one."""

    topic = forms.CharField(
        label="What do you want to talk about?",
        max_length=LONGEST_TOPIC,
        required=False,
        help_text="One line is enough. The others see it before you meet.",
        widget=forms.Textarea(attrs={"class": "input--short", "rows": 2}),
    )


class ProposeForm(TimeForm):
    """Up to five times for somebody to choose from: ticked ones, and one that was typed."""

    topic = BookForm.base_fields["topic"]
    reason = forms.CharField(
        label="Why it should move", max_length=200, required=False, help_text="They read it beside the times."
    )

    def clean(self):
        """All moments, in `starts`."""
        values = forms.Form.clean(self)
        day, at = values.pop("date", None), values.pop("starts_at", None)
        values.pop("start", None)
        starts = [moment_from(value) for value in self.data.getlist("start")]
        if None in starts:
            self.add_error("start", "This is not one of the times. Choose again.")
        if day or at:
            starts.append(self._typed(day, at))
        values["starts"] = [start for start in starts if start]
        return values


class MoveForm(SeriesScope, TimeForm):
    """Another time for a session, and why."""

    scope_hint = "The others move as far as this one does."
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


class LogForm(Roll, TimeForm):
    """A session that took place: when, where, and who came."""

    start = None
    date = forms.DateField(label="Day", error_messages={"required": "Choose a day."})
    starts_at = forms.TimeField(label="Started at", error_messages={"required": "Choose a time."})
    join_url = None

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for(people)

    def clean(self):
        """Who came, as the action asks for it."""
        values = super().clean()
        values["attendance"] = self.take_marks(values)
        return values


class SaidForm(Roll, PortalForm):
    """Who came, as somebody saw it who does not lead."""

    def __init__(self, *args, people, said, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for(people, said)

    def clean(self):
        """The action's argument."""
        return {"said": self.take_marks(super().clean())}


class MarksForm(SaidForm):
    """Who came, as whoever leads it marks it."""

    def clean(self):
        """The action's argument, which has another name."""
        return {"attendance": super().clean()["said"]}


class CancelForm(SeriesScope, PortalForm):
    """Why a session is called off."""

    reason = forms.CharField(
        label="Why you cancel it", max_length=200, required=False, help_text="Everybody in the session can read this."
    )


class TopicForm(PortalForm):
    """What somebody wants to talk about."""

    text = forms.CharField(
        label="Propose a topic",
        max_length=LONGEST_TOPIC,
        help_text="A question works best.",
        error_messages={"required": "Write what you want to talk about; one line is enough."},
    )
    kind = forms.ChoiceField(
        label="What kind of topic is it?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "None of these"), *Topic.Kind.choices],
    )
    tried = forms.CharField(
        label="What have you tried?",
        help_text="Of a challenge. It is read by the same people as the topic.",
        required=False,
        max_length=LONGEST_ASIDE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--short"}),
    )
    hoped = forms.CharField(
        label="What would be a good outcome?",
        help_text="Of a challenge. It is read by the same people as the topic.",
        required=False,
        max_length=LONGEST_ASIDE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--short"}),
    )
    life = life_field()


class ChangeTopicForm(TopicForm):
    """The same, of a topic that is there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Your topic"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent to be carried out; None for a look at other weeks or lengths, which carries nothing out."""
    return request.POST if request.method == "POST" and not _only_looks(request) else None


def asked_again(request: HttpRequest, program=None) -> dict:
    """What a form begins with: after a look at another week, all that was typed before it."""
    initial = {"minutes": program.session_minutes, "place": program.session_place} if program else {}
    return {**initial, **(request.POST.dict() if _only_looks(request) else {})}


def _only_looks(request: HttpRequest) -> bool:
    return "week" in request.POST or "look" in request.POST
