"""Forms of supporters and their pulses."""

from django import forms

from portal.ui.forms import PortalForm
from programs.goals.forms import _by_id, _offer, _rows
from programs.goals.queries_support import CHANGES, EVERY, LONGEST_COMMENT, people_to_ask


class SupporterForm(PortalForm):
    """Who is asked, how often, and that they may know what it is about."""

    mark_optional = False

    person = _rows("A member", required=False)
    guest_name = forms.CharField(label="Or somebody outside: their name", max_length=120, required=False)
    guest_email = forms.EmailField(label="Their address", required=False)
    every_weeks = forms.TypedChoiceField(
        label="How often are they asked?",
        widget=forms.RadioSelect,
        choices=[(number, f"Every {number} weeks") for number in EVERY],
        coerce=int,
        initial=4,
    )
    shows_title = forms.BooleanField(
        label="They may read this title",
        help_text="Otherwise they could not say what they see. Nothing else of the objective is shown to them.",
        error_messages={"required": "Tick “They may read this title”, or go back and ask nobody."},
    )

    def __init__(self, *args, objective, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self.fields["person"], _by_id(people_to_ask(objective)), lambda one: one.name, empty="Choose a person")
        self.fields["shows_title"].label = f"They may read this title: “{objective.title}”"


class PulseForm(PortalForm):
    """One question, and a comment for who wants to say more."""

    change = forms.TypedChoiceField(
        label="How much has changed in the last weeks?",
        widget=forms.RadioSelect,
        choices=[(number, words) for number, words in reversed(CHANGES.items())],
        coerce=int,
    )
    comment = forms.CharField(
        label="What have you seen?",
        required=False,
        max_length=LONGEST_COMMENT,
        help_text="One example says more than a judgement.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "input--short"}),
    )
