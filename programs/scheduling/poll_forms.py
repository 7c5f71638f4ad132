"""Forms of polls: what is asked, and what somebody answers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField

from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import PortalForm
from programs.scheduling.forms import CallField, moment_from
from programs.scheduling.limits import LONGEST
from programs.scheduling.models import Vote
from programs.scheduling.queries import Choice, Standing
from programs.scheduling.wall import wall_moment

OWN_TIMES = (1, 2, 3)  # rows for times that somebody types
CAN_COME = (Vote.Answer.YES, Vote.Answer.IF_NEED_BE)


class TimesField(forms.MultipleChoiceField):
    """Ticked times as moments. A time that is no longer offered stays ticked: whether it can be asked for, the action
    says."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return moment_from(value) is not None

    def clean(self, value) -> list[datetime]:
        return [moment_from(text) for text in super().clean(value)]


class PollForm(PortalForm):
    """What to ask. Its clean values are the arguments of `open_poll`."""

    mark_optional = False  # most of it is; the page says so where it matters

    minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "min_value": "A session lasts between a minute and twelve hours.",
            "max_value": "A session lasts between a minute and twelve hours.",
        },
    )
    closes_at = forms.DateField(label="People answer until", help_text="The end of that day, on your clock.")
    options = TimesField(label="Times", required=False)
    day_1 = forms.DateField(label="Day", required=False)
    time_1 = forms.TimeField(label="Starts at", required=False)
    day_2 = forms.DateField(label="Day", required=False)
    time_2 = forms.TimeField(label="Starts at", required=False)
    day_3 = forms.DateField(label="Day", required=False)
    time_3 = forms.TimeField(label="Starts at", required=False)
    quorum = forms.IntegerField(label="How many must be able to come?", min_value=1)
    place = forms.CharField(label="Place", max_length=140, required=False, help_text="A room, if you meet in one.")
    join_url = CallField(label="Address of the call", required=False)

    def __init__(self, data=None, *, zone: ZoneInfo, people: int, **kwargs):
        super().__init__(data, **kwargs)
        self.zone = zone
        self.fields["quorum"].help_text = f"Of the {people} who sit in the sessions, you among them."
        self.fields["quorum"].widget.attrs["max"] = people

    def clean(self) -> dict:
        """The ticked and the typed times together, and the last moment of the last day."""
        values = super().clean()
        own = [self._own(number, values) for number in OWN_TIMES]
        if "options" in values:
            values["options"] = [*values["options"], *filter(None, own)]
        if values.get("closes_at"):
            values["closes_at"] = end_of(values["closes_at"], self.zone)
        return values

    def _own(self, number: int, values: dict) -> datetime | None:
        day, at = values.pop(f"day_{number}", None), values.pop(f"time_{number}", None)
        if (day is None) == (at is None):
            return wall_or_error(self, number, day, at) if day else None
        missing, words = ("day", "Choose a day for this time.") if at else ("time", "Choose a time for this day.")
        if not self.has_error(f"{missing}_{number}"):
            self.add_error(f"{missing}_{number}", words)
        return None

    @property
    def has_own(self) -> bool:
        """Whether a time was typed, so that the rows must be seen."""
        return any(field.value() or field.errors for row in self.own_rows for field in row)

    @property
    def own_rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"day_{number}"], self[f"time_{number}"]) for number in OWN_TIMES]


def wall_or_error(form: PollForm, number: int, day: date, at: time) -> datetime | None:
    """The moment that was typed on the viewer's clock; or an error at the field that it concerns."""
    try:
        return wall_moment(day, at, form.zone)
    except DomainError as error:
        form.add_error(f"day_{number}" if error.field == "date" else f"time_{number}", error.message)
        return None


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of a day; where clocks change at midnight, the later one."""
    return datetime.combine(day, time(23, 59), tzinfo=zone).replace(fold=1).astimezone(UTC)


class AnswerSelect(forms.RadioSelect):
    """Three answers, of which some can't be given."""

    refused: tuple = ()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.refused:
            option["attrs"]["disabled"] = True
        return option


class VoteForm(PortalForm):
    """One person's answers to all times. A field is called like its time's id."""

    mark_optional = False

    def __init__(self, data=None, *, standing: Standing, zone: ZoneInfo):
        super().__init__(data)
        self.standing = standing
        for choice in standing.choices:
            self.fields[str(choice.option.pk)] = answer_field(choice, zone)

    def clean(self) -> dict:
        """The answers by the ids of the times."""
        values = super().clean()
        ids = {str(choice.option.pk): choice.option.pk for choice in self.standing.choices}
        return {"answers": {ids[name]: answer for name, answer in values.items() if answer}}

    @property
    def rows(self) -> Iterator[tuple[Choice, BoundField]]:
        for choice in self.standing.choices:
            yield choice, self[str(choice.option.pk)]


def answer_field(choice: Choice, zone: ZoneInfo) -> forms.ChoiceField:
    """Yes, if need be, no. Who has another session then can only say no; otherwise a taken time keeps its answer."""
    select = AnswerSelect()
    select.refused = CAN_COME if choice.clashes else ()
    field = forms.ChoiceField(
        label=clock.moment(choice.option.starts_at, zone),
        choices=Vote.Answer.choices,
        widget=select,
        required=False,
        disabled=choice.is_taken and not choice.clashes,
        initial="" if choice.mine in select.refused else choice.mine,
    )
    field.error_messages["invalid_choice"] = "Choose yes, if need be or no."
    return field
