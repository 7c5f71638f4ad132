"""What clients and those who run a program fill in on the way to a coach."""

from django import forms
from django.utils import timezone

from accounts.queries import active_people
from portal.ui.forms import PortalForm
from programs.coaching.forms import HALF_A_YEAR, PersonField
from programs.coaching.languages import language_choices
from programs.goals.queries_competencies import competency_cards

SPONSOR_HELP = "Often your manager. Signs the contract, and sees objectives, progress and session dates; nothing else."
BESIDE_HELP = "Only where another contract runs in the same time."


class AskForm(PortalForm):
    """What a client looks for, and the terms that the contract would have."""

    client = PersonField(label="For whom")
    wishes = forms.CharField(
        label="What do you wish for?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What it is about, and what kind of person helps you. You and those who run the program read it; "
        "coaches and your sponsor do not.",
    )
    competencies = forms.MultipleChoiceField(
        label="What do you want to work on?", required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label="In which languages?",
        required=False,
        choices=language_choices,
        help_text="One of them is enough. Hold Ctrl, or ⌘ on a Mac, for several.",
    )
    sponsor = PersonField(label="Sponsor", required=False, empty_value=None, help_text=SPONSOR_HELP)
    starts_on = forms.DateField(label="From")
    ends_on = forms.DateField(label="To")
    longer = forms.BooleanField(
        label="Longer than a year",
        required=False,
        help_text="Coaching works towards an end; some of it needs more time.",
    )
    session_budget = forms.IntegerField(label="Number of sessions", min_value=1, max_value=100, initial=8)
    beside = forms.BooleanField(label="It may run beside another contract", required=False, help_text=BESIDE_HELP)

    def __init__(self, *args, membership, runs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        people = {str(person.pk): person for person in active_people()}
        self.fields["sponsor"].offer({pk: row for pk, row in people.items() if row.pk != membership.pk}, "Nobody")
        if runs:
            self.fields["client"].offer(people, "Choose a person")
            self.fields["sponsor"].offer(people, "Nobody")
        else:
            del self.fields["client"]
        self.fields["competencies"].choices = competency_cards()
        today = timezone.localdate()
        self.fields["starts_on"].initial = today
        self.fields["ends_on"].initial = today + HALF_A_YEAR


class OfferForm(PortalForm):
    """The coaches to propose."""

    coaches = forms.MultipleChoiceField(
        label="Coaches to propose", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose coaches."}
    )
    few = forms.BooleanField(
        label="Fewer than three are meant",
        required=False,
        help_text="Three to five leave a real choice. With fewer the client can still ask for others.",
    )

    def __init__(self, *args, suggestions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coaches"].choices = [(str(row.pk), row.card.name) for row in suggestions]


class ChooseForm(PortalForm):
    """The sponsor of the contract, who can be another one than was thought of."""

    sponsor = PersonField(label="Sponsor", required=False, empty_value=None, help_text=SPONSOR_HELP)
    beside = forms.BooleanField(label="It may run beside another contract", required=False, help_text=BESIDE_HELP)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        out = {proposal.coach_id, proposal.choice.client_id}
        people = {str(person.pk): person for person in active_people() if person.pk not in out}
        self.fields["sponsor"].offer(people, "Nobody")
        if str(proposal.choice.sponsor_id) in people:
            self.fields["sponsor"].initial = str(proposal.choice.sponsor_id)
