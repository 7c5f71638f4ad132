"""Forms of circles."""

from django import forms

from accounts.queries import active_people
from portal.ui.forms import Choice, PortalForm
from programs.engagements.lifecycle import End
from programs.mentoring.queries import people_to_add

FIRST_AGREEMENT = "What is said here stays here.\nBring a real case, not a theory.\nIf you can’t come, say so early."
ENDS = [
    (End.COMPLETED, Choice("Completed", "The circle did what it came together for")),
    (End.COMPLETED_EARLY, Choice("Completed early", "It did so before the planned end")),
    (End.NO_FAULT, Choice("Ended without fault", "It could not go on, and nobody is to blame")),
    (End.STOPPED, Choice("Stopped for cause", "Something happened that should not have")),
]


class _WithNames:
    """People as choices: the name, and below it what they do here."""

    def label_from_instance(self, membership):
        return Choice(membership.name, membership.title)


class PersonField(_WithNames, forms.ModelChoiceField):
    """One person of the organization."""


class PeopleField(_WithNames, forms.ModelMultipleChoiceField):
    """Any number of them."""


class DescriptionForm(PortalForm):
    """What a circle is called and for."""

    title = forms.CharField(label="Name of the circle", max_length=140)
    purpose = forms.CharField(
        label="What it is for",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences. Everybody in the circle sees them first.",
    )
    meets = forms.CharField(
        label="How often it meets", max_length=120, required=False, help_text="Like “Every four weeks, 75 minutes”."
    )
    most_members = forms.IntegerField(
        label="Places for members", min_value=1, max_value=20, initial=8, help_text="The mentor is not counted."
    )


class CircleForm(DescriptionForm):
    """A new circle."""

    mentor = PersonField(label="Mentor", queryset=None, empty_label="Choose a person")
    members = PeopleField(
        label="Members",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You can add people later too.",
    )
    starts_on = forms.DateField(label="Starts on", widget=forms.DateInput)
    ends_on = forms.DateField(label="Ends on", widget=forms.DateInput, required=False)
    agreement = forms.CharField(
        label="What you agree on",
        max_length=2000,
        required=False,
        initial=FIRST_AGREEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A line for each promise. Everybody in the circle reads it, agrees to it and can change it.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = self.fields["members"].queryset = active_people()


class MemberForm(PortalForm):
    """Somebody who joins a circle."""

    membership = PersonField(label="Who joins?", queryset=None, empty_label="Choose a person")

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = people_to_add(circle, active_people())


class MentorForm(PortalForm):
    """Who leads a circle from now on."""

    membership = PersonField(
        label="Who leads it from now on?",
        queryset=None,
        empty_label="Choose a person",
        help_text="A member of the circle gives up the member’s place for it.",
    )

    def __init__(self, *args, mentor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = active_people().exclude(pk=mentor.membership_id if mentor else None)


class AgreementForm(PortalForm):
    """What a circle agreed."""

    agreement = forms.CharField(
        label="What you agree on",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "said"}),
        help_text="A line for each promise.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(PortalForm):
    """Why a circle is given up."""

    reason = forms.CharField(
        label="Why",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EndForm(ReasonForm):
    """How a circle ended, and why."""

    end = forms.ChoiceField(label="How did it end?", choices=ENDS, widget=forms.RadioSelect, initial=End.COMPLETED)
    field_order = ["end", "reason"]


class IntroductionForm(PortalForm):
    """Two people who should meet."""

    mentee = forms.ChoiceField(label="Who of the circle?", widget=forms.RadioSelect)
    contact = PersonField(label="Whom should they meet?", queryset=None, empty_label="Choose a person")
    why = forms.CharField(
        label="What could come of it?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "class": "said"}),
        help_text="Both read this before they say yes or no.",
    )

    def __init__(self, *args, circle, mentees, **kwargs):
        super().__init__(*args, **kwargs)
        self.mentees = {str(person.pk): person for person in mentees}
        self.fields["mentee"].choices = [(key, person.name) for key, person in self.mentees.items()]
        self.fields["contact"].queryset = people_to_add(circle, active_people())

    def clean_mentee(self):
        """The place, as the action takes it."""
        return self.mentees[self.cleaned_data["mentee"]]
