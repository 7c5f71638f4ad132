"""What people fill in at the end of a contract, and where a party leaves it."""

from django import forms
from django.utils.html import format_html

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.coaching.forms import OUTCOMES, PersonField
from programs.coaching.models import NextStep
from programs.coaching.queries import suggested_outcome
from programs.engagements.lifecycle import End

EARLY = [
    (End.COMPLETED_EARLY, Choice("Completed early", "It needed fewer sessions")),
    (End.NO_FAULT, Choice("Ended without fault", "A new job, a new role, no time any more")),
    (End.STOPPED, Choice("Stopped for cause", "It did not work, or should not go on")),
]
MOST_WORDS = 2000


class OutcomesForm(PortalForm):
    """For each objective what became of it, and what shows that. A client can leave some for later."""

    every = False

    def __init__(self, *args, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        owners = {row.owner_id for row in objectives}
        self.asked = [row.pk for row in objectives]
        fields = {}
        for row in objectives:
            name = row.owner.name if len(owners) > 1 else ""
            fields[f"outcome_{row.pk}"] = _outcome_field(row, name, required=self.every)
            fields[f"proof_{row.pk}"] = _proof_field(row)
        self.fields = {**fields, **self.fields}

    def clean(self) -> dict:
        """The answers by objective, as the actions want them."""
        values = super().clean()
        outcomes = {pk: values.pop(f"outcome_{pk}", "") for pk in self.asked}
        proofs = {pk: values.pop(f"proof_{pk}", "") for pk in self.asked}
        for pk in self.asked:
            if proofs[pk] and not outcomes[pk] and f"outcome_{pk}" not in self.errors:
                self.add_error(f"outcome_{pk}", "Say what became of this objective")
        return {**values, "outcomes": {pk: said for pk, said in outcomes.items() if said}, "proofs": proofs}


class CloseForm(OutcomesForm):
    """What became of each objective that has no outcome yet, and how the contract ended."""

    every = True
    end = forms.ChoiceField(
        label="How did the contract end?",
        widget=forms.RadioSelect,
        initial=End.COMPLETED,
        choices=[(End.COMPLETED, "Completed"), *EARLY],
    )
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the people who run the program can read this.",
    )


class EndEarlyForm(PortalForm):
    """How a contract ends that can't go on."""

    end = forms.ChoiceField(label="How does it end?", widget=forms.RadioSelect, initial=End.NO_FAULT, choices=EARLY)
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the people who run the program can read this.",
    )


class NextStepForm(PortalForm):
    """What a client goes on with."""

    way = forms.ChoiceField(
        label="What comes next for you?",
        widget=forms.RadioSelect,
        choices=[
            (NextStep.Way.ON_MY_OWN, Choice("I go on by myself", "With what I have learned")),
            (NextStep.Way.COACHING, Choice("Another coaching contract", "There is more to work on with a coach")),
            (NextStep.Way.MENTORING, Choice("A mentor", "Somebody who has walked the path")),
            (NextStep.Way.TRAINING, Choice("A course", "Something that I want to learn with others")),
            (NextStep.Way.GIVE_BACK, Choice("I want to help others on their way", "As a mentor, or with a story")),
        ],
    )
    note = forms.CharField(
        label="A note on it",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only you and your coach can read this.",
    )


class CoachForm(PortalForm):
    """Who coaches from now on."""

    membership = PersonField(label="New coach")

    def __init__(self, *args, but=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].offer(_others(but), "Choose a person")


class SponsorForm(PortalForm):
    """Who is the sponsor from now on, if anybody."""

    membership = PersonField(label="New sponsor", required=False, empty_value=None)

    def __init__(self, *args, but=(), has_sponsor=False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        field.offer(_others(but), "Go on without a sponsor" if has_sponsor else "Choose a person")
        field.required = not has_sponsor


def _others(but) -> dict:
    taken = {place.membership_id for place in but}
    return {str(person.pk): person for person in active_people() if person.pk not in taken}


def _outcome_field(objective, name: str, *, required: bool) -> forms.ChoiceField:
    field = forms.ChoiceField(
        label=f"{name}: {objective.title}" if name else objective.title,
        widget=forms.RadioSelect,
        choices=OUTCOMES,
        required=required,
        help_text=format_html("{}{}", _numbers(objective), _hint(objective)),
    )
    field.error_messages["required"] = "Say what became of this objective"
    return field


def _proof_field(objective) -> forms.CharField:
    return forms.CharField(
        label="What shows it?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"What shows it? {objective.title}"}),
        help_text="As a number, a thing that is different, or what somebody said. Who reads the objective reads this.",
    )


def _numbers(objective) -> str:
    now = objective.path.now
    measured = "no measurement" if now is None else f"last measured {now.normalize():f}"
    stop = "" if objective.indicator.endswith((".", "?", "!")) else "."
    span = f"{objective.baseline.normalize():f} to {objective.target.normalize():f} {objective.unit}".strip()
    return f"{objective.indicator}{stop} From {span}, {measured}."


def _hint(objective) -> str:
    suggested = suggested_outcome(objective) if objective.reads_numbers else None
    return f" By that number: {dict(OUTCOMES)[suggested].lower()}." if suggested else ""
