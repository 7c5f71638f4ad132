"""Forms of a new series: its rule, and what is chosen of its times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.utils import timezone

from portal.errors import DomainError
from portal.ui import clock
from portal.ui.forms import Choice, PortalForm
from programs.scheduling.forms import TimeForm, moment_from
from programs.scheduling.limits import MOST_IN_SERIES
from programs.scheduling.queries.preview import Occurrence, Offer
from programs.scheduling.recurrence import NTH, Pattern, Rule, at_time, rule_words, times

FEWEST_DATES = 6  # inputs for chosen dates, until somebody asks for more
WEEKDAYS = list(enumerate(clock.DAYS))


class DatesInput(forms.Widget):
    """A few date inputs of one name."""

    template_name = "scheduling/_dates_input.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def id_for_label(self, id_):
        return ""  # each input has a label of its own

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = [str(day) for day in value or [] if day]
        number = max(FEWEST_DATES, min(len(value or []), MOST_IN_SERIES))
        context["widget"]["inputs"] = typed + [""] * (number - len(typed))
        return context


class DatesField(forms.Field):
    """Days; empty inputs are left out."""

    widget = DatesInput

    def clean(self, value):
        one = forms.DateField(required=False, error_messages={"invalid": "Choose each date as a day, month and year."})
        return [day for text in value or [] if (day := one.clean(text))]


class SeriesForm(PortalForm):
    """The rule of a series, and what its sessions have in common. `walls` are their times once the form is valid."""

    pattern = forms.ChoiceField(
        label="When do you meet?",
        choices=[
            (Pattern.WEEKS, Choice("Every week or every few weeks", "On one weekday, or on several")),
            (Pattern.MONTHS, Choice("Every month or every few months", "Such as the second Tuesday")),
            (Pattern.DATES, Choice("On dates that you choose", "They need no rule")),
        ],
        widget=forms.RadioSelect,
    )
    weeks = forms.IntegerField(label="Every how many weeks?", help_text="1 is every week.")
    weekdays = forms.TypedMultipleChoiceField(
        label="On which weekdays?",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without one it is the weekday of the first day.",
    )
    months = forms.IntegerField(label="Every how many months?", help_text="1 is every month.")
    nth = forms.TypedChoiceField(
        label="Which one of the month?",
        choices=[(number, word.capitalize()) for number, word in NTH.items()],
        coerce=int,
    )
    weekday = forms.TypedChoiceField(label="Weekday", choices=WEEKDAYS, coerce=int)
    dates = DatesField(label="Dates")
    first = forms.DateField(label="First day", help_text="The series begins on this day or soon after.")
    ends = forms.ChoiceField(
        label="How long does it go on?",
        choices=[("count", "For a number of sessions"), ("until", "Until a day")],
        widget=forms.RadioSelect,
    )
    count = forms.IntegerField(label="Number of sessions", help_text=f"2 to {MOST_IN_SERIES}.")
    until = forms.DateField(label="Last day", help_text="At most two years ahead.")

    starts_at = forms.TimeField(label="Starts at", error_messages={"required": "Choose a time."})
    minutes = TimeForm.base_fields["minutes"]
    place = TimeForm.base_fields["place"]
    join_url = TimeForm.base_fields["join_url"]

    OF_PATTERN = {
        Pattern.WEEKS: ("weeks", "weekdays", "first", "ends"),
        Pattern.MONTHS: ("months", "nth", "weekday", "first", "ends"),
        Pattern.DATES: ("dates",),
    }
    use_required_attribute = False  # what the chosen pattern does not ask for may stay empty
    BELONG = {name for names in OF_PATTERN.values() for name in names} | {"count", "until"}

    def __init__(self, data=None, *, zone, **kwargs):
        super().__init__(data, **kwargs)
        self.zone, self.rule, self.walls = zone, None, []
        self.fields["starts_at"].help_text = f"{clock.zone_name(zone)}, yours."

    @property
    def shared(self) -> dict:
        """What all sessions of the series have in common, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("minutes", "place", "join_url")}

    @property
    def words(self) -> str:
        """The rule in words: "Every two weeks on Thursday, 12 times"."""
        return f"{rule_words(self.rule.text)}, {times(len(self.walls))}"

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What the page with the times carries along."""
        return [(name, value) for name, values in self.data.lists() if name in self.fields for value in values]

    def clean(self):
        """Leave out what does not belong to the chosen pattern, and expand the rule."""
        values = super().clean()
        pattern = values.get("pattern")
        if not pattern:
            return values
        asked = {*self.OF_PATTERN[pattern]}
        if "ends" in asked:
            asked.add("until" if values.get("ends") == "until" else "count")
        for name in self.BELONG - asked:
            self._errors.pop(name, None)
            values[name] = None
        if not any(name in self._errors for name in asked):
            self._expand(Pattern(pattern), values)
        return values

    def _expand(self, pattern: Pattern, values: dict) -> None:
        weekdays = values["weekdays"] if pattern == Pattern.WEEKS else [values["weekday"]]
        self.rule = Rule(
            pattern,
            first=values["first"],
            every=(values["weeks"] if pattern == Pattern.WEEKS else values["months"]) or 0,
            weekdays=[day for day in weekdays or [] if day is not None],
            nth=values["nth"] or 0,
            count=values["count"],
            until=values["until"],
            dates=values["dates"] or [],
        )
        try:
            days = self.rule.days(timezone.now().astimezone(self.zone).date())
        except DomainError as error:
            self.add_error(error.field, error.message)
            return
        if at := values.get("starts_at"):
            self.walls = at_time(days, at)


@dataclass(frozen=True)
class Row:
    """One time of a series on the page: what can be chosen for it, and what is."""

    occurrence: Occurrence
    chosen: datetime | None
    is_lost: bool  # it was chosen, and can't be any more

    @property
    def name(self) -> str:
        return f"take-{self.occurrence.number}"

    @property
    def options(self) -> list[tuple[str, datetime, bool]]:
        """Value, start, and whether it is chosen."""
        return [(machine(start), start, start == self.chosen) for start in self.occurrence.options]

    @property
    def offered(self) -> list[tuple[Offer, str, bool]]:
        """The same for other times instead."""
        return [(offer, machine(offer.start), offer.start == self.chosen) for offer in self.occurrence.offers]


class ChosenForm(PortalForm):
    """Which times of a series are booked: one or none for each of its rows."""

    def clean(self):
        """The starts, whatever they are: only the action knows which are still free."""
        sent = [text for name, text in self.data.items() if name.startswith("take-") and text]
        starts = [moment_from(text) for text in sent]
        if None in starts:
            self.add_error(None, "One of these times is none that is offered. Choose again.")
        elif not starts:
            self.add_error(None, "No time is chosen. Choose at least one.")
        return {"starts": [start for start in starts if start]}

    def rows(self, occurrences: Sequence[Occurrence], most: int | None = None) -> list[Row]:
        """The times with what is chosen of them: what the person sent, or at first all that can be.

        Args:
            most: how many are chosen at first, if not all.
        """
        found: list[Row] = []
        for occurrence in occurrences:
            best = next(iter(occurrence.options), None)
            if not self.is_bound:
                full = most is not None and sum(row.chosen is not None for row in found) >= most
                found.append(Row(occurrence, None if full else best, is_lost=False))
                continue
            sent = moment_from(self.data.get(f"take-{occurrence.number}", ""))
            is_lost = sent is not None and sent not in occurrence.options
            found.append(Row(occurrence, best if is_lost else sent, is_lost))
        return found


def machine(start: datetime) -> str:
    """A moment as the page sends it."""
    return start.astimezone(UTC).isoformat(timespec="minutes")
