"""What people fill in about programs."""

from django import forms

from accounts.queries import active_people
from portal.errors import DomainError
from portal.ui.forms import Choice, PortalForm
from programs.engagements.kinds import Kind
from programs.engagements.lead_times import lead_times_words, read_lead_times
from programs.engagements.models import BookedBy
from programs.engagements.reminders import NONE_WORDS

KIND_CHOICES = [
    (Kind.MENTORING, Choice("Mentoring", "A relationship, led by the mentees’ questions. Long, informal, in circles.")),
    (
        Kind.COACHING,
        Choice("Coaching", "A commitment with measurable objectives, signed by everybody, for a set time."),
    ),
    (Kind.TRAINING, Choice("Training", "Instruction: a curriculum, practice, attendance and a certificate.")),
]


BOOKED_BY_CHOICES = [
    (BookedBy.EVERYBODY, Choice("Everybody in the sessions", "Whoever finds a time first.")),
    (BookedBy.LEADS, Choice("Who leads", "The mentor or coach.")),
    (BookedBy.LED, Choice("Who is led", "The mentees or the client: what it is about is theirs, and so is when.")),
]
ABOUT_SESSIONS = ("booked_by", "session_minutes", "session_place", "late_hours", "hold_hours", "reminder_minutes")


class LeadTimesField(forms.CharField):
    """Lead times in words; its value is minutes."""

    def prepare_value(self, value):
        return lead_times_words(value) if isinstance(value, list) else value

    def clean(self, value) -> list[int]:
        text = super().clean(value)
        try:
            return [] if text.lower() in NONE_WORDS else read_lead_times(text)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


def _hours(label: str, least: int, help_text: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=336, initial=initial, help_text=help_text)


class ProgramForm(PortalForm):
    """What every program has; its sessions are a part of the page of their own."""

    name = forms.CharField(max_length=120, help_text="As people will see it, for example “First-year leads”.")
    purpose = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="What should be different for people after it?",
    )
    starts_on = forms.DateField(required=False, label="Starts on", widget=forms.DateInput)
    ends_on = forms.DateField(required=False, label="Ends on", widget=forms.DateInput)
    booked_by = forms.ChoiceField(
        label="Who books them?",
        choices=BOOKED_BY_CHOICES,
        widget=forms.RadioSelect,
        initial=BookedBy.EVERYBODY,
        help_text="In courses it is always the trainer. Everybody in a session can ask to move it, or cancel it.",
    )
    session_minutes = forms.IntegerField(
        label="Length of a session", min_value=10, max_value=600, initial=60, help_text="Minutes; people can change it."
    )
    session_place = forms.CharField(
        label="Place",
        max_length=140,
        required=False,
        help_text="A room where everybody meets. Without one, sessions are calls; people can change it.",
    )
    late_hours = _hours(
        "A move less than this many hours before needs the other’s yes",
        0,
        "0 asks nobody, however late it is.",
        24,
    )
    hold_hours = _hours(
        "Proposed times are held for this many hours",
        1,
        "Nobody else can be booked at a held time. Without an answer it is free again after that.",
        72,
    )
    reminder_minutes = LeadTimesField(
        label="Reminders before a session",
        max_length=80,
        required=False,
        initial=[24 * 60, 60],
        help_text="Up to four lead times, such as “24 hours, 1 hour”. Empty or “none”: nobody is reminded.",
    )

    @property
    def about_program(self) -> list[forms.BoundField]:
        """The fields above the part about sessions."""
        return [bound for bound in self if bound.name not in ABOUT_SESSIONS]

    @property
    def about_sessions(self) -> list[forms.BoundField]:
        """The fields of that part."""
        return [bound for bound in self if bound.name in ABOUT_SESSIONS]


class CreateProgramForm(ProgramForm):
    """The same with the kind, which never changes afterwards."""

    kind = forms.ChoiceField(label="What kind of support is it?", choices=KIND_CHOICES, widget=forms.RadioSelect)
    field_order = ["kind", "name", "purpose", "starts_on", "ends_on", *ABOUT_SESSIONS]


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
