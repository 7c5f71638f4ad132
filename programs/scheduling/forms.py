"""Forms of sessions and topics."""

from datetime import datetime

from django import forms
from django.core.validators import URLValidator

from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import PortalForm
from programs.scheduling.forms_scope import SeriesScope
from programs.scheduling.limits import LONGEST, LONGEST_TOPIC
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


class MoveForm(SeriesScope, SessionForm):
    """Another time for a session, and why."""

    reason = forms.CharField(
        label="Why it moves", max_length=200, required=False, help_text="Everybody in the session can read this."
    )


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
