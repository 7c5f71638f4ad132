"""What people fill in about a contract."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from accounts.queries import active_people
from portal.ui.forms import PortalForm
from programs.coaching.queries import find_version, raters_from_lines
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
    """The parties, the term, the number of sessions, and how they count.

    Args:
        late_hours: of the program; 0 where a late cancellation never counts.
    """

    ASKED_BACK = ("longer", "overlapping")  # shown where the answer is needed

    client = PersonField(label="Client", help_text="Whose objectives these are")
    also = forms.CharField(
        label="Other clients of a group",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A name or an e-mail address on each line. They share the sessions; each has their own objectives",
    )
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
    late_counts = forms.BooleanField(label="A session that is cancelled late is used up", required=False, initial=True)
    paid = forms.TypedChoiceField(
        label="Who pays for the coach’s time?",
        choices=[("paid", "It is paid"), ("pro-bono", "Pro bono: nobody pays")],
        coerce=lambda value: value == "paid",
        empty_value=True,
        initial="paid",
        required=False,
        widget=forms.RadioSelect,
        help_text="The coach’s log of hours tells the two apart.",
    )
    longer = forms.BooleanField(label="Longer than a year, on purpose", required=False)
    overlapping = forms.BooleanField(label="Both on purpose", required=False)

    def __init__(self, *args, late_hours: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["late_counts"].help_text = (
            f"Later than {late_hours} hours before it begins, as the program says"
            if late_hours
            else "This program has no such limit, so it makes no difference yet"
        )
        people = {str(person.pk): person for person in active_people()}
        self.fields["client"].offer(people, "Choose a person")
        self.fields["coach"].offer(people, "Choose a person")
        self.fields["sponsor"].offer(people, "Nobody")
        today = timezone.localdate()
        self.fields["starts_on"].initial = today
        self.fields["ends_on"].initial = today + HALF_A_YEAR
        self.fields["session_budget"].initial = 8

    def clean_also(self) -> list:
        """The people on the lines."""
        named = raters_from_lines(self.cleaned_data["also"])
        problems = [*named.problems, *(f"{name} is no member here." for name, _ in named.guests)]
        if problems:
            raise forms.ValidationError(problems)
        return named.members

    @property
    def asked(self) -> list:
        """The fields to show: what is only asked where it matters comes with its question."""
        return [bound for bound in self if bound.name not in self.ASKED_BACK or bound.errors or bound.value()]


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
