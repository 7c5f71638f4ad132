"""What people fill in about a contract."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.coaching.queries import RATER_GROUPS, find_version, raters_from_lines
from programs.engagements.lifecycle import End
from programs.goals import forms_objectives as goals
from programs.goals.lifecycle import ObjectiveState

HALF_A_YEAR = timedelta(days=182)
OUTCOMES = [
    (ObjectiveState.REACHED, "Reached"),
    (ObjectiveState.PARTLY, "Partly reached"),
    (ObjectiveState.NOT_REACHED, "Not reached"),
]


class PersonField(forms.TypedChoiceField):
    """A member of the organization; the form fills in who can be chosen."""

    def offer(self, people: dict, empty: str) -> None:
        """Let one of these be chosen."""
        self.coerce = people.__getitem__
        self.choices = [("", empty), *((key, _described(person)) for key, person in people.items())]


def _described(person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


class ContractForm(PortalForm):
    """The parties, the term and the number of sessions."""

    client = PersonField(label="Client", help_text="Whose objectives these are")
    coach = PersonField(label="Coach")
    sponsor = PersonField(
        label="Sponsor",
        required=False,
        empty_value=None,
        help_text="Often the client’s manager. Signs, and sees objectives, progress and session dates; nothing else",
    )
    starts_on = forms.DateField(label="From")
    ends_on = forms.DateField(label="To")
    session_budget = forms.IntegerField(
        label="Number of sessions", min_value=1, max_value=100, help_text="No more than these can be booked"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = {str(person.pk): person for person in active_people()}
        self.fields["client"].offer(people, "Choose a person")
        self.fields["coach"].offer(people, "Choose a person")
        self.fields["sponsor"].offer(people, "Nobody")
        today = timezone.localdate()
        self.fields["starts_on"].initial = today
        self.fields["ends_on"].initial = today + HALF_A_YEAR
        self.fields["session_budget"].initial = 8


class DesignForm(PortalForm):
    """The words of the design. All can stay empty until it is sent."""

    purpose = forms.CharField(
        label="Why are you doing this?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One or two sentences: what is going on, and what shall be different at the end.",
    )
    focus_areas = forms.CharField(
        label="Focus areas",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you work on, one on each line. Two or three are enough.",
    )
    working_arrangement = forms.CharField(
        label="How do you work together?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="How often and how long, by video or in a room, who brings the topics, how a session is moved.",
    )
    mark_optional = False


class ObjectiveForm(goals.ObjectiveForm):
    """An objective within the limits of a contract: counted from its start, reached until its end."""

    def __init__(self, *args, contract, **kwargs):
        first, last = contract.engagement.starts_on, contract.engagement.ends_on
        super().__init__(*args, initial={"due_on": last, **(kwargs.pop("initial", None) or {})}, **kwargs)
        del self.fields["starts_on"]
        self.fields["title"].help_text = "In the client’s own words"
        self.fields["due_on"].help_text = "A day until the end of the contract"
        self.fields["due_on"].widget.attrs |= {"min": f"{first + timedelta(days=1)}", "max": f"{last}"}


class SignForm(PortalForm):
    """The full name under the text that stands on the page."""

    name = forms.CharField(label="Your full name", max_length=120)
    digest = forms.CharField(widget=forms.HiddenInput)
    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, contract, signer: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.fields["name"].help_text = format_html("Write it as it stands here: {}.", signer)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_version(self):
        version = find_version(self.contract, self.cleaned_data["version"])
        if version is None:
            raise forms.ValidationError("This version is not known here. Open the agreement again.")
        return version


class CloseForm(PortalForm):
    """What became of each objective, and how the contract ended."""

    end = forms.ChoiceField(
        label="How did the contract end?",
        widget=forms.RadioSelect,
        initial=End.COMPLETED,
        choices=[
            (End.COMPLETED, "Completed"),
            (End.COMPLETED_EARLY, Choice("Completed early", "It needed fewer sessions")),
            (End.NO_FAULT, Choice("Ended without fault", "A new job, a new role, no time any more")),
            (End.STOPPED, Choice("Stopped for cause", "It did not work, or should not go on")),
        ],
    )
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the people who run the program can read this.",
    )

    def __init__(self, *args, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        self.outcome_fields = {f"outcome_{row.pk}": row.pk for row in objectives}
        asked = {f"outcome_{row.pk}": _outcome_field(row) for row in objectives}
        for field in asked.values():
            field.error_messages["required"] = "Say what became of this objective"
        self.fields = {**asked, **self.fields}

    def clean(self) -> dict:
        """The answers by objective, as the action wants them."""
        values = super().clean()
        outcomes = {pk: values.pop(name) for name, pk in self.outcome_fields.items() if name in values}
        return {**values, "outcomes": outcomes}


def _outcome_field(objective) -> forms.ChoiceField:
    path = objective.path
    now = "no measurement" if path.now is None else f"last measured {path.now.normalize():f}"
    hint = format_html(
        "{} From {} to {} {}, {}.",
        objective.indicator if objective.indicator.endswith((".", "?", "!")) else f"{objective.indicator}.",
        f"{objective.baseline.normalize():f}",
        f"{objective.target.normalize():f}",
        objective.unit,
        now,
    )
    return forms.ChoiceField(label=objective.title, widget=forms.RadioSelect, choices=OUTCOMES, help_text=hint)


class FeedbackForm(PortalForm):
    """Who is asked in a 360, by group."""

    peers = forms.CharField(
        label="Who works beside you?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reports = forms.CharField(
        label="Who reports to you?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    managers = forms.CharField(
        label="Who leads you?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, client: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        hint = "A name or an e-mail address on each line. People outside: both, as “Rui Costa, rui@partner.example”."
        labels = {"peers": "works beside", "managers": "leads"}
        for name, verb in labels.items():
            self.fields[name].label = f"Who {verb} {client or 'you'}?"
        self.fields["reports"].label = f"Who reports to {client or 'you'}?"
        for field in self.fields.values():
            field.help_text = hint

    def clean(self) -> dict:
        """Everybody who is asked, with their group; people outside apart."""
        values = super().clean()
        raters, guests = [], []
        for name, group in RATER_GROUPS:
            named = raters_from_lines(values.get(name, ""))
            raters += [(person, group) for person in named.members]
            guests += [(person, email, group) for person, email in named.guests]
            for problem in named.problems:
                self.add_error(name, problem)
        return {"raters": raters, "guests": guests}
