"""What coaches and administrators fill in about a coach, and how people look for one."""

from datetime import datetime

from django import forms

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.coaching.forms import PersonField
from programs.coaching.languages import language_choices
from programs.coaching.queries.coaches import SOURCES, all_profiles
from programs.goals.queries_competencies import competency_cards, competency_choices


class ProfileForm(PortalForm):
    """What clients may know of a coach before they choose. It asks for no field or industry."""

    source = forms.ChoiceField(label="Where the coach comes from", choices=SOURCES, widget=forms.RadioSelect)
    provider = forms.CharField(
        label="Provider", max_length=120, required=False, help_text="Only for a coach from a provider: its name."
    )
    approach = forms.CharField(
        label="How you work",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What happens in a session with you, in your own words. Every member here can read it.",
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=language_choices,
        help_text="Those in which you coach. Hold Ctrl, or ⌘ on a Mac, to choose several.",
    )
    competencies = forms.MultipleChoiceField(
        label="What you work on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A coach needs no experience in the client’s field, so this asks for none.",
    )
    capacity = forms.IntegerField(
        label="Clients at the same time", min_value=0, max_value=100, initial=5, help_text="Contracts that run count."
    )
    is_open = forms.BooleanField(
        label="Takes new clients", required=False, initial=True, help_text="Without it nobody is proposed this coach."
    )

    def __init__(self, *args, named=(), **kwargs):
        super().__init__(*args, **kwargs)
        offered = dict(competency_cards())
        ended = {str(row.pk): Choice(row.name, "Offered no more") for row in named if str(row.pk) not in offered}
        self.fields["competencies"].choices = list({**offered, **ended}.items())


class NewProfileForm(ProfileForm):
    """The same for a member who has none yet."""

    coach = PersonField(label="Who coaches")
    field_order = ("coach",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = set(all_profiles().values_list("membership_id", flat=True))
        people = {str(person.pk): person for person in active_people() if person.pk not in taken}
        self.fields["coach"].offer(people, "Choose a person")


class CredentialForm(PortalForm):
    """A credential as its document has it."""

    name = forms.CharField(label="What it is called", max_length=120, help_text="As “Professional Certified Coach”.")
    issuer = forms.CharField(label="Who gave it", max_length=120)
    number = forms.CharField(
        label="Number", max_length=60, required=False, help_text="So that it can be looked up where it was given."
    )
    issued_on = forms.DateField(label="Given on")
    expires_on = forms.DateField(label="Valid until", required=False)


class AnswerCredentialForm(PortalForm):
    """An administrator’s answer, with what they saw."""

    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("true", "It is true"), ("refused", "It can’t be confirmed")])

    def clean_seen(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            raise forms.ValidationError("Open the page again, and look at the credential.") from None

    def clean(self) -> dict:
        values = super().clean()
        return {"seen": values.get("seen"), "is_true": values.get("answer") == "true"}


class FindCoachForm(PortalForm):
    """Filters of the list."""

    mark_optional = False
    competency = forms.ChoiceField(label="Works on", required=False)
    language = forms.ChoiceField(label="Speaks", required=False)
    source = forms.ChoiceField(label="Comes from", required=False, choices=[("", "Anywhere"), *SOURCES])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = [("", "Anything"), *competency_choices()]
        self.fields["language"].choices = [("", "Any language"), *language_choices()]
