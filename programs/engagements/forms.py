"""What people fill in about programs."""

from django import forms

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.engagements.kinds import Kind

KIND_CHOICES = [
    (Kind.MENTORING, Choice("Mentoring", "A relationship, led by the mentees’ questions. Long, informal, in circles.")),
    (
        Kind.COACHING,
        Choice("Coaching", "A commitment with measurable objectives, signed by everybody, for a set time."),
    ),
    (Kind.TRAINING, Choice("Training", "Instruction: a curriculum, practice, attendance and a certificate.")),
]


class ProgramForm(PortalForm):
    """What every program has."""

    name = forms.CharField(max_length=120, help_text="As people will see it, for example “First-year leads”.")
    purpose = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="What should be different for people after it?",
    )
    starts_on = forms.DateField(required=False, label="Starts on", widget=forms.DateInput)
    ends_on = forms.DateField(required=False, label="Ends on", widget=forms.DateInput)
    session_minutes = forms.IntegerField(
        label="Length of a session", min_value=10, max_value=600, initial=60, help_text="Minutes; people can change it."
    )


class CreateProgramForm(ProgramForm):
    """The same with the kind, which never changes afterwards."""

    kind = forms.ChoiceField(label="What kind of support is it?", choices=KIND_CHOICES, widget=forms.RadioSelect)
    field_order = ["kind", "name", "purpose", "starts_on", "ends_on", "session_minutes"]


class GiveProgramForm(PortalForm):
    """Which managers run a program."""

    managers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in active_people().filter(role="manager")}
        self.fields["managers"].choices = [(key, person.name) for key, person in self.people.items()]

    def clean_managers(self):
        """The memberships behind the chosen ids."""
        return [self.people[key] for key in self.cleaned_data["managers"]]
