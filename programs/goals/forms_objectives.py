"""Forms of objectives: what they say, their milestones, what was measured, and how they ended."""

from django import forms
from django.utils import timezone

from portal.ui.forms import Choice, PortalForm
from programs.covenant.fields import life_field
from programs.goals.lifecycle import ObjectiveState
from programs.goals.measurable import questions_about
from programs.goals.models import Measurement
from programs.goals.path import is_far, plain
from programs.goals.queries_competencies import competencies

WRITTEN = ("title", "area", "competency", "indicator", "evidence", "unit", "baseline", "target", "lowest", "highest")


def _words(label: str, hint: str, length: int, rows: int = 2, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "input--short"})
    return forms.CharField(label=label, help_text=hint, max_length=length, required=required, widget=area)


def _number(label: str, hint: str = "", *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=hint, max_digits=12, decimal_places=2, required=required)


def written_in(objective) -> dict:
    """What a form begins with that changes or revises an objective."""
    values = {name: getattr(objective, name) for name in (*WRITTEN, "starts_on", "due_on", "life")}
    for name in ("baseline", "target", "lowest", "highest"):
        values[name] = None if values[name] is None else plain(values[name])
    return values


class PlanForm(PortalForm):
    """What an objective says. Before something is kept that can't be measured, it asks back, once."""

    title = _words("What shall be different?", "In your own words, as you would say it to a friend.", 500)
    area = forms.CharField(
        label="What part of work or life is it?",
        help_text="As “Leading the ward” or “Evenings”",
        max_length=140,
        required=False,
    )
    competency = forms.TypedChoiceField(
        label="Which competency does it build?",
        help_text="From the list of your organization",
        required=False,
        empty_value=None,
    )
    indicator = forms.CharField(
        label="What will show it?",
        help_text="What is counted, how often, and who counts it. “Team survey, average score. Every month.”",
        max_length=300,
    )
    evidence = forms.CharField(
        label="Where does the number come from?",
        help_text="So that others could look it up: “The survey that HR sends”, “My own log”",
        max_length=300,
        required=False,
    )
    unit = forms.CharField(label="Unit", help_text="As %, days or points", max_length=40, required=False)
    baseline = _number("Where is it now?", "A number")
    target = _number("Where shall it be?", "A number; whether more or less is better follows from it")
    lowest = _number("Lowest number of the scale", "If it has one: 0 for %, 1 for a survey out of 5", required=False)
    highest = _number("Highest number of the scale", "If it has one: 100 for %, 5 for “out of 5”", required=False)
    due_on = forms.DateField(label="Reached by")
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = []
        self._offer_competencies(self.initial.get("competency"))

    def _offer_competencies(self, current) -> None:
        """The list of the organization; what the objective names already can stay."""
        rows = {str(row.pk): row for row in [*competencies(), *([current] if current else [])]}
        if not rows:
            del self.fields["competency"]
            return
        field = self.fields["competency"]
        field.choices = [("", "None of the list"), *((pk, row.name) for pk, row in rows.items())]
        field.coerce = rows.__getitem__
        self.initial["competency"] = str(current.pk) if current else ""

    def clean(self) -> dict:
        """The values, and in `questions` what to ask before they are kept."""
        values = super().clean()
        asked = values.pop("asked", "")
        if not asked and not self.errors:
            names = ("title", "indicator", "unit", "baseline", "target")
            self.questions = questions_about(**{name: values[name] for name in names})
        if self.questions:
            self.data = self.data.copy()
            self.data[self.add_prefix("asked")] = "yes"  # sent again, it is kept
        return values

    def is_settled(self) -> bool:
        """Whether it was sent, is valid, and there is nothing to ask."""
        return self.is_bound and self.is_valid() and not self.questions


class ObjectiveForm(PlanForm):
    """An objective as it is set. Who leads chooses whose it is, when several people have their own."""

    owner = forms.TypedChoiceField(label="Whose objective is it?", empty_value=None)
    starts_on = forms.DateField(label="Counted from")
    life = life_field()
    field_order = ("owner", *WRITTEN, "starts_on", "due_on", "life", "asked")

    def __init__(self, *args, owners=(), **kwargs):
        super().__init__(*args, **kwargs)
        if len(owners) > 1:
            people = {str(person.pk): person for person in owners}
            self.fields["owner"].choices = [(pk, person.name) for pk, person in people.items()]
            self.fields["owner"].coerce = people.__getitem__
        else:
            del self.fields["owner"]


class RevisionForm(PlanForm):
    """An objective as somebody would write it anew, and why."""

    reason = _words("Why does it change?", "Everybody who reads the objective reads this too.", 1000)
    field_order = ("reason", *WRITTEN, "due_on", "asked")


class MilestoneForm(PortalForm):
    """A step on the way to the target."""

    title = _words("What is reached by then?", "One thing that both of you can see.", 300)
    due_on = forms.DateField(label="By when?")
    value = _number("What does the indicator show then?", "With a number, the path goes through it", required=False)

    def __init__(self, *args, objective, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = f"Before the target’s date, {objective.due_on:%d %B %Y}".replace(" 0", " ")


class MeasurementForm(PortalForm):
    """A number on a day. One that is far from what was planned is asked about once."""

    value = _number("What did it show?")
    sure = forms.BooleanField(label="Yes, the number is right", required=False)
    measured_on = forms.DateField(label="On which day?", help_text="One measurement a day")
    source = forms.ChoiceField(
        label="Where is it from?", required=False, choices=[("", "Not said"), *Measurement.Source.choices]
    )
    note = _words("What was behind it?", "", 1000, required=False)

    def __init__(self, *args, objective, zone, **kwargs):
        initial = {"measured_on": timezone.localdate(timezone=zone), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.objective = objective
        hints = [f"In {objective.unit}"] if objective.unit else []
        if objective.lowest is not None and objective.highest is not None:
            hints.append(f"from {plain(objective.lowest)} to {plain(objective.highest)}")
        self.fields["value"].help_text = ", ".join(hints)
        if not self.is_bound:
            del self.fields["sure"]

    def clean(self) -> dict:
        """The values; a number that may be a slip of the hand needs a tick."""
        values, row = super().clean(), self.objective
        sure, value = values.pop("sure", False), values.get("value")
        if value is None or not is_far(row, value):
            del self.fields["sure"]
        elif not sure:
            planned = f"{plain(row.baseline)} to {plain(row.target)}"
            self.add_error("value", f"Is {plain(value)} right? It is far from {planned}. If it is, tick below.")
        return values


class OutcomeForm(PortalForm):
    """How an objective ended, and what shows it."""

    outcome = forms.ChoiceField(
        label="Was it reached?",
        widget=forms.RadioSelect,
        choices=[(state.value, Choice(state.label)) for state in ObjectiveState if state != ObjectiveState.OPEN],
    )
    proof = _words("What shows it?", "The last number, a letter, what somebody saw.", 2000, 3, required=False)

    def clean_outcome(self) -> ObjectiveState:
        """The outcome as a state."""
        return ObjectiveState(self.cleaned_data["outcome"])
