"""Forms about a person's own time. Times are typed as text: 24 hours on every device, and a day can end at 24:00."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django import forms
from django.core.validators import URLValidator

from accounts.forms import ZoneField
from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import PortalForm
from programs.scheduling.forms import CallField
from programs.scheduling.hours import DAY, in_order, read_clock, write_clock
from programs.scheduling.limits import FARTHEST, LONGEST_BUFFER, LONGEST_NOTICE, MOST_SESSIONS
from programs.scheduling.queries.hours import Wishes
from programs.scheduling.timetable import Minutes

OTHER_WORKDAYS = range(1, 5)  # those that get Monday's times
WISHES = (
    "notice_hours",
    "horizon_days",
    "buffer_before",
    "buffer_after",
    "most_per_day",
    "most_per_week",
    "call_link",
)
USUAL = ("09:00", "17:00")  # what stands at a day that is ticked for the first time


@dataclass(frozen=True)
class TypedDay:
    """A day as it was typed: whether it is ticked, and from and to of its stretches."""

    on: bool
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, stretches: Sequence[Minutes]) -> "TypedDay":
        """A day as it is kept."""
        pairs = tuple((write_clock(since), write_clock(until)) for since, until in stretches)
        return cls(bool(pairs), pairs or (USUAL,))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The pairs that hold something, or one empty pair."""
        return [pair for pair in self.pairs if any(pair)] or [("", "")]


class DayWidget(forms.Widget):
    """Reads a tick and any number of pairs; scheduling/_hours_day.html writes them."""

    def value_from_datadict(self, data, files, name) -> TypedDay:
        """What was sent."""
        sent = [data.getlist(f"{name}_{end}") if hasattr(data, "getlist") else [] for end in ("from", "to")]
        pairs = tuple((since.strip(), until.strip()) for since, until in zip_longest(*sent, fillvalue=""))
        return TypedDay(f"{name}_on" in data, pairs)

    def id_for_label(self, id_):
        """The first input of the day, to which the error summary leads."""
        return f"{id_}_from_1"


class DayField(forms.Field):
    """The stretches of a day, in order; none when it is not ticked.

    Args:
        day: how a refusal calls the day.
    """

    widget = DayWidget

    def __init__(self, *, day: str, **kwargs):
        super().__init__(required=False, label=day, **kwargs)
        self.day = day

    def clean(self, value: TypedDay) -> list[Minutes]:
        """Every pair that holds something."""
        typed = [pair for pair in value.pairs if any(pair)] if value.on else []
        if value.on and not typed:
            raise forms.ValidationError(f"{self.day}: write from when to when, or untick it.")
        try:
            return in_order(self.day, [self._stretch(*pair) for pair in typed])
        except DomainError as error:
            raise forms.ValidationError(error.message) from None

    def _stretch(self, since: str, until: str) -> Minutes:
        if not (since and until):
            missing = "from when" if until else "until when"
            raise forms.ValidationError(f"{self.day}: write {missing}, or clear both fields.")
        return self._minute(since), self._minute(until) or DAY  # 00:00 is the midnight that ends the day

    def _minute(self, typed: str) -> int:
        try:
            return read_clock(typed)
        except ValueError:
            raise forms.ValidationError(
                f"{self.day}: “{typed[:20]}” is no time. Write it like 9:30 or 17:00."
            ) from None


class OwnCallField(CallField):
    """The address of one's own room; others follow it, so it must be https."""

    default_validators = [URLValidator(schemes=["https"])]

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Copy the whole address of your call. It begins with https://."


# Seven fields, one for each weekday: hours_0 is Monday.
WeekForm = type(
    "WeekForm", (PortalForm,), {f"hours_{weekday}": DayField(day=day) for weekday, day in enumerate(clock.DAYS)}
)


class AvailabilityForm(WeekForm):
    """The week and the wishes; its clean values are the arguments of `set_availability`."""

    mark_optional = False

    time_zone = ZoneField(label="By whose clock", help_text="Your hours stay on this clock, also while you travel.")
    notice_hours = forms.IntegerField(label="Hours of notice", min_value=0, max_value=LONGEST_NOTICE)
    horizon_days = forms.IntegerField(label="Days ahead", min_value=1, max_value=FARTHEST.days)
    buffer_before = forms.IntegerField(label="Minutes free before", min_value=0, max_value=LONGEST_BUFFER)
    buffer_after = forms.IntegerField(label="Minutes free after", min_value=0, max_value=LONGEST_BUFFER)
    most_per_day = forms.IntegerField(label="A day, at most", min_value=1, max_value=MOST_SESSIONS, required=False)
    most_per_week = forms.IntegerField(label="A week, at most", min_value=1, max_value=MOST_SESSIONS, required=False)
    call_link = OwnCallField(
        label="Address of your own call", required=False, help_text="For the sessions that you lead."
    )

    def __init__(self, data=None, *, wishes: Wishes, typed: Mapping | None = None, **kwargs):
        super().__init__(data, initial=_as_kept(wishes) | (typed or {}), **kwargs)
        self.fields["time_zone"].keep(wishes.time_zone)

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the week."""
        return [self[f"hours_{weekday}"] for weekday in range(7)]

    @property
    def wishes(self) -> list[forms.BoundField]:
        """The fields beside it: how others book this person."""
        return [self[name] for name in WISHES]

    def clean(self):
        """The days become one argument."""
        values = super().clean()
        hours = {weekday: values.pop(f"hours_{weekday}", []) for weekday in range(7)}
        values["hours"] = {weekday: stretches for weekday, stretches in hours.items() if stretches}
        return values

    def with_monday_copied(self) -> dict:
        """What stands in the fields, unchecked, with Monday's times at the other working days."""
        typed = {field.name: field.data for field in self}
        return typed | {f"hours_{weekday}": typed["hours_0"] for weekday in OTHER_WORKDAYS}


class DaysOffForm(PortalForm):
    """From when to when somebody is away."""

    mark_optional = False

    since = forms.DateField(label="First day", error_messages={"required": "Choose the first day off."})
    until = forms.DateField(label="Last day, if there are more", required=False)

    def clean(self):
        """One day when there is no last one."""
        values = super().clean()
        values["until"] = values.get("until") or values.get("since")
        return values


class DayForm(PortalForm):
    """A date and its own hours."""

    day = forms.DateField(label="Day", error_messages={"required": "Choose a day."})
    stretches = DayField(day="That day")


class RemoveDayForm(PortalForm):
    """A date, or the days in a row, that follow the week again. The page's buttons fill it in."""

    day = forms.DateField(widget=forms.HiddenInput)
    until = forms.DateField(widget=forms.HiddenInput)


def _as_kept(wishes: Wishes) -> dict:
    days = {f"hours_{weekday}": TypedDay.of(wishes.hours.get(weekday, ())) for weekday in range(7)}
    return days | {name: getattr(wishes, name) for name in WISHES} | {"time_zone": str(wishes.time_zone)}
