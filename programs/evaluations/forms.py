"""Forms made from questions, and the form that invites people to a 360."""

from django import forms

from accounts.queries import active_people
from portal.ui.forms import PortalForm
from programs.evaluations.queries import ENOUGH_OTHERS

LONGEST = 4000


class AnswerForm(PortalForm):
    """A field for each question; what is missing or out of range is said at its question."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question["key"]] = FIELDS[question["type"]](question)


def _scale(question: dict) -> forms.Field:
    most = question.get("most", 5)
    field = forms.TypedChoiceField(
        label=question["label"],
        help_text=f"1 is “{question['low'].lower()}”, {most} is “{question['high'].lower()}”.",
        choices=[(str(value), str(value)) for value in range(1, most + 1)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    field.row = "scale"
    return _worded(field, f"Choose a number from 1 to {most}.")


def _yes_no(question: dict) -> forms.Field:
    field = forms.ChoiceField(label=question["label"], choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    return _worded(field, "Choose yes or no.")


def _text(question: dict) -> forms.Field:
    return forms.CharField(
        label=question["label"], required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


def _worded(field: forms.ChoiceField, sentence: str) -> forms.Field:
    field.error_messages = {**field.error_messages, "required": sentence, "invalid_choice": sentence}
    return field


FIELDS = {"scale": _scale, "yes_no": _yes_no, "text": _text}


class FeedbackForm(PortalForm):
    """Whom a 360 is about, and who is asked as what."""

    subject = forms.TypedChoiceField(label="Who wants to hear how others see their work?")
    stage = forms.ChoiceField(label="When is this?")
    days = forms.IntegerField(label="Open for how many days?", initial=14, min_value=1, max_value=90)
    manager = forms.MultipleChoiceField(label="Manager", required=False, widget=forms.CheckboxSelectMultiple)
    peer = forms.MultipleChoiceField(label="Peers", required=False, widget=forms.CheckboxSelectMultiple)
    report = forms.MultipleChoiceField(label="Reports", required=False, widget=forms.CheckboxSelectMultiple)
    GROUPS = ("manager", "peer", "report")

    def __init__(self, *args, subjects, stages, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = {str(place.pk): place for place in subjects}
        self.people = {str(person.pk): person for person in active_people()}
        self.fields["subject"].choices = [(pk, place.name) for pk, place in self.subjects.items()]
        self.fields["subject"].coerce = self.subjects.get
        self.fields["stage"].choices = stages
        asked = [(pk, person.name) for pk, person in self.people.items()]
        for group in self.GROUPS:
            self.fields[group].choices = asked

    def clean(self) -> dict:
        """Groups become the list of respondents; the person themselves is always asked too."""
        values = super().clean()
        named = [(self.people[pk], group) for group in self.GROUPS for pk in values.pop(group, [])]
        if len(named) < ENOUGH_OTHERS:
            raise forms.ValidationError("Choose at least four people, so that nobody’s answer can be told.")
        subject = values.get("subject")
        values["respondents"] = [(subject.membership, "self"), *named] if subject else named
        return values
