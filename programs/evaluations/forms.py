"""The form that is made from questions."""

from django import forms

from portal.ui.forms import PortalForm

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
