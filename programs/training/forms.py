"""Forms of the room."""

from datetime import date, datetime, time, tzinfo

from django import forms
from django.utils import timezone

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.training.queries import CODE_LENGTH, people_to_enroll

MARKS = (("present", "Present"), ("absent", "Absent"), ("excused", "Excused"))


class CourseForm(PortalForm):
    """What the catalogue says about a course."""

    title = forms.CharField(label="Title", max_length=140)
    summary = forms.CharField(
        label="What it is about", widget=forms.Textarea, help_text="Two or three sentences that help people choose"
    )
    outcomes = forms.CharField(
        label="After this course you can",
        widget=forms.Textarea,
        required=False,
        help_text="One thing on each line, such as: open a hard talk in two sentences",
    )
    length = forms.CharField(
        label="Length", max_length=120, required=False, help_text="In words: 5 mornings, 2 hours each"
    )


class LastDayField(forms.DateField):
    """A day that becomes its last moment in the viewer's zone; the form gives the zone."""

    zone: tzinfo | None = None

    def clean(self, value):
        day = super().clean(value)
        return day and datetime.combine(day, time(23, 59, 59), tzinfo=self.zone)

    def prepare_value(self, value):
        return value.astimezone(self.zone).date() if isinstance(value, datetime) else value


class CohortChangeForm(PortalForm):
    """The plan of a run that may change while people are in it."""

    name = forms.CharField(label="Name of the run", max_length=80, help_text="Such as: Spring run")
    place = forms.CharField(
        label="Where",
        max_length=140,
        required=False,
        help_text="A room. Empty: a call, if there is an address for calls",
    )
    seats = forms.IntegerField(label="Places", min_value=1, max_value=500)
    needed_attendance = forms.IntegerField(
        label="Sessions to attend for the certificate",
        min_value=0,
        max_value=100,
        help_text="0 gives the certificate to everybody who is enrolled at the end",
    )
    enrol_until = LastDayField(label="Last day to enrol", required=False, help_text="Empty: until the run starts")

    def __init__(self, *args, zone: tzinfo, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrol_until"].zone = zone


class CohortForm(CohortChangeForm):
    """A new run."""

    starts_on = forms.DateField(label="First day")
    ends_on = forms.DateField(label="Last day")
    trainer = forms.ModelChoiceField(label="Trainer", queryset=None, empty_label="Choose a person")
    field_order = ["name", "trainer", "place", "starts_on", "ends_on", "seats", "needed_attendance", "enrol_until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trainer"].queryset = active_people()

    def clean_starts_on(self) -> date:
        """A run that is planned now cannot have begun."""
        day = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Choose today or a later day.")
        return day


class SessionPlanForm(PortalForm):
    """One session of a run; the time is meant in the viewer's zone."""

    title = forms.CharField(label="Title", max_length=140, help_text="Such as: Opening well")
    starts_at = forms.DateTimeField(label="Day and time")
    minutes = forms.IntegerField(label="Length in minutes", min_value=10, max_value=600)
    place = forms.CharField(label="Where", max_length=140, required=False)

    def __init__(self, *args, zone: tzinfo, city: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["starts_at"].help_text = f"In {city}"

    def full_clean(self):
        """Read the typed time on the viewer's clock."""
        with timezone.override(self.zone):
            super().full_clean()


class AttendanceForm(PortalForm):
    """A row of three toggles for each learner."""

    def __init__(self, *args, roll, held: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.roll = roll
        for place in roll:
            self.fields[self._name(place)] = forms.ChoiceField(
                label=place.participation.name,
                choices=MARKS,
                initial=place.attendance or ("" if held else "excused" if place.reply == "not_coming" else "present"),
                required=not held,
                error_messages={"required": f"Say whether {place.participation.name} came."},
            )

    @staticmethod
    def _name(place) -> str:
        return f"mark-{place.participation_id}"

    def rows(self) -> list[dict]:
        """Place, field name and chosen mark of each learner, for the template."""
        return [
            {"place": place, "name": self._name(place), "chosen": self[self._name(place)].value(), "marks": MARKS}
            for place in self.roll
        ]

    def clean(self) -> dict:
        """The action's argument: participation id to mark."""
        marks = {place.participation_id: self.cleaned_data.get(self._name(place)) for place in self.roll}
        return {"attendance": {key: mark for key, mark in marks.items() if mark}}


class CancelForm(PortalForm):
    """Why a run does not take place."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        required=False,
        help_text="Only those who run the program can read this.",
    )


class CodeForm(PortalForm):
    """The code of a certificate, as it is printed."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text=f"{CODE_LENGTH} letters and digits at the foot of the certificate, such as 7KQ4-M2XD",
        error_messages={"required": "Type the code that stands on the certificate."},
    )


class EnrollForm(PortalForm):
    """Who takes a place signs who sees what; who waits for one does when it is theirs."""

    signs = forms.BooleanField(
        label="I have read who sees what, and sign it",
        error_messages={"required": "Read who sees what and tick that you sign it. You are not enrolled yet."},
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, seat: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signs"].required = seat

    def clean(self) -> dict:
        """The action's argument: what was signed, if anything."""
        return {"digest": self.cleaned_data.get("digest", "") if self.cleaned_data.get("signs") else ""}


class LearnersField(forms.ModelMultipleChoiceField):
    """Any number of people: the name, and below it what they do here."""

    def label_from_instance(self, membership):
        return Choice(membership.name, membership.title)


class LearnersForm(PortalForm):
    """Who is enrolled by those who lead the run."""

    learners = LearnersField(
        label="People",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one person.",
            "invalid_choice": "Somebody you chose has a place by now, or is not in the organization. Choose again.",
        },
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["learners"].queryset = people_to_enroll(cohort, active_people())
