"""Forms of questions."""

from django import forms

from portal.ui.forms import PortalForm
from programs.scheduling.limits import LONGEST_ASIDE, LONGEST_TOPIC


class QuestionForm(PortalForm):
    """What somebody wants to know."""

    text = forms.CharField(
        label="What do you want to ask?",
        help_text="It stands on each next agenda until it is answered.",
        max_length=LONGEST_TOPIC,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--short"}),
        error_messages={"required": "Write your question; one line is enough."},
    )
    life = forms.BooleanField(
        label="It is about my life beyond work",
        help_text="Then only who leads can read it, whatever the covenant says.",
        required=False,
    )


class AnswerForm(PortalForm):
    """What is worth remembering of an answer."""

    answer = forms.CharField(
        label="What do you want to remember of the answer?",
        help_text="The same people read it as the question.",
        required=False,
        max_length=LONGEST_ASIDE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input--short"}),
    )
