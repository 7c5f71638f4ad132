"""What people fill in about plans, and about a round that is open."""

import re

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from programs.evaluations.guest_lines import lines_of, read_guest_line
from programs.evaluations.models import Request, RoundPlan, Stage
from programs.evaluations.queries import ROLES_OF, questionnaires_to_ask

STAGES = [
    (Stage.BASELINE, Choice("Before", "When it begins, or some days after: where people stand.")),
    (Stage.SESSION, Choice("After each session", "Everybody who came, right after it. Keep it to a minute.")),
    (Stage.MIDDLE, Choice("On the way", "Halfway to the planned end, or so many days after the beginning.")),
    (Stage.END, Choice("At the end", "When it comes to its end, or so many days before the planned end.")),
    (Stage.FOLLOW_UP, Choice("Some time after", "So many days after the end, 90 if you say nothing: what lasted.")),
]
NAMES = [
    (
        "yes",
        Choice(
            "Without names",
            "Nothing joins an answer to a person. Averages show from five answers on, so a smaller group sees nothing.",
        ),
    ),
    ("no", Choice("With names", "Each reads their own answers again. Others see averages only, from five answers on.")),
]
NUMBERS = re.compile(r"\d{1,3}(?:\s*(?:,|;|and|\s)\s*\d{1,3})*")
GUEST_GROUPS = [
    (Request.Group.PEER, "Works beside them"),
    (Request.Group.REPORT, "Reports to them"),
    (Request.Group.MANAGER, "Leads them"),
    (Request.Group.PARTICIPANT, "Somebody else who knows their work"),
]


class DaysField(forms.CharField):
    """Numbers of days in one line; its value is a list."""

    def prepare_value(self, value):
        return ", ".join(str(number) for number in value) if isinstance(value, list | tuple) else value

    def clean(self, value) -> list[int]:
        text = super().clean(value).strip().lower()
        if text and not NUMBERS.fullmatch(text):
            raise forms.ValidationError("Write days like “3, 1”.")
        return [int(number) for number in re.findall(r"\d+", text)]


class PlanForm(PortalForm):
    """What is asked, when, of whom.

    Args:
        kind: of the program.
        asked: the stage, if it has been asked already: then what cannot change any more is not shown.
    """

    code = forms.ChoiceField(label="What is asked?")
    stage = forms.ChoiceField(label="When?", choices=STAGES, widget=forms.RadioSelect, initial=Stage.END)
    days = forms.IntegerField(
        label="Days",
        required=False,
        min_value=0,
        max_value=730,
        help_text="Counted from that moment. After a session there is nothing to count.",
    )
    about = forms.ChoiceField(
        label="What are the answers about?",
        widget=forms.RadioSelect,
        initial=RoundPlan.About.ENGAGEMENT,
        choices=[
            (RoundPlan.About.ENGAGEMENT, Choice("How it goes", "One round for everybody.")),
            (RoundPlan.About.LEARNERS, Choice("Each mentee, client or learner", "A round about each, without names.")),
            (RoundPlan.About.LEADS, Choice("Each mentor, coach or trainer", "A round about each, without names.")),
        ],
    )
    roles = forms.MultipleChoiceField(
        label="Who is asked?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody chosen is everybody who takes part.",
    )
    anonymous = forms.TypedChoiceField(
        label="How are answers about how it goes kept?",
        widget=forms.RadioSelect,
        choices=NAMES,
        coerce=lambda value: value == "yes",
    )
    open_days = forms.IntegerField(label="Open for how many days?", min_value=1, max_value=90, initial=14)
    reminder_days = DaysField(
        label="Reminders, days before the end",
        required=False,
        max_length=40,
        initial=[3, 1],
        help_text="Only who has not answered hears them. Empty: nobody is reminded.",
    )

    def __init__(self, *args, kind: str, asked: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "Choose the questions"), *questionnaires_to_ask()]
        self.fields["roles"].choices = [(role, Participation.Role(role).label) for role in ROLES_OF[Kind(kind)]]
        self.without_names = kind != Kind.COACHING
        dropped = ["code", "stage", "about"] if asked else []
        dropped += ["days"] if asked == Stage.SESSION else []
        for name in dropped + ([] if self.without_names else ["anonymous"]):
            del self.fields[name]

    def clean(self) -> dict:
        """A contract's two or three people could not be anonymous; answers about a person always are."""
        values = super().clean()
        return values if self.without_names else {**values, "anonymous": False}


class ExtendForm(PortalForm):
    """Until when people can answer."""

    closes_on = forms.DateField(
        label="Open until the end of", help_text="Nobody is written to now; the next reminder says it."
    )


class GuestsForm(PortalForm):
    """People outside, a line each, all as the same."""

    guests = forms.CharField(
        label="Who is asked?",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A name and an address on each line, as “Rui Costa, rui@partner.example”.",
    )
    group = forms.ChoiceField(label="How do they know this person?", widget=forms.RadioSelect, choices=GUEST_GROUPS)

    def __init__(self, *args, about_a_person: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not about_a_person:
            del self.fields["group"]

    def clean(self) -> dict:
        """Name, address and group of each; lines that lack one are named."""
        values = super().clean()
        group, people = values.get("group", Request.Group.PARTICIPANT), []
        for line in lines_of(values.get("guests", "")):
            name, email = read_guest_line(line)
            if not (name and email):
                self.add_error("guests", f"“{line}” needs a name and one address.")
            people.append((name, email, group))
        return {"guests": people}
