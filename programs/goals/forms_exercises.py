"""Forms of exercises, of what was assigned, and of check-ins."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from portal.ui.forms import Choice, PortalForm
from programs.goals.forms import _by_id, _offer, _rows, _short
from programs.goals.models import CheckIn
from programs.goals.queries import objectives_in
from programs.goals.queries_exercises import LONGEST_REPLY, LONGEST_TEXT
from programs.scheduling.limits import LONGEST_ASIDE

A_WEEK = timedelta(days=7)
TOLD = {
    CheckIn.Going.WELL: "It will be done by its day",
    CheckIn.Going.SLOWLY: "It moves, and takes longer",
    CheckIn.Going.STUCK: "It opens the next agenda, so that you look at it together",
}


def _text(label: str, rows: int = 10, **more) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ExerciseForm(PortalForm):
    """An exercise of the library."""

    title = forms.CharField(label="Title", max_length=140)
    text = _text("What is there to do?", 14, max_length=LONGEST_TEXT, help_text="Step by step, in your own words.")
    minutes = forms.IntegerField(label="About how many minutes?", min_value=1, max_value=600, initial=20)
    source = forms.CharField(
        label="Where is it from?", max_length=200, required=False, help_text="The book or the person, if it is known"
    )


class AssignmentForm(PortalForm):
    """What somebody does until a day. Who leads chooses for whom, when several people can do it."""

    owner = _rows("Who does it?")
    title = forms.CharField(label="Title", max_length=140)
    text = _text("What is there to do?", 12, max_length=LONGEST_TEXT)
    due_on = forms.DateField(label="By when?", help_text="Today or a later day")
    objective = _rows("Which objective does it help?", required=False)

    def __init__(self, *args, owners: list, place, reading, **kwargs):
        due_on = timezone.localdate(timezone=place.membership.user.time_zone) + A_WEEK
        super().__init__(*args, initial={"due_on": due_on, **(kwargs.pop("initial", None) or {})}, **kwargs)
        if len(owners) > 1:
            _offer(self.fields["owner"], _by_id(owners), lambda person: person.name)
        else:
            del self.fields["owner"]
        theirs = {owner.pk for owner in owners}
        objectives = [row for row in objectives_in(place.engagement, place, reading) if row.owner_id in theirs]
        if objectives:
            several = len({row.owner_id for row in objectives}) > 1
            _offer(self.fields["objective"], _by_id(objectives), lambda row: _named(row, several), empty="None")
        else:
            del self.fields["objective"]


def _named(objective, several: bool) -> str:
    title = _short(objective.title or "")
    return f"{objective.owner.name}: {title}" if several else title


class ReplyForm(PortalForm):
    """What came of it. A draft may be anything; it is checked when it is saved."""

    reply = _text(
        "What came of it?",
        10,
        required=False,
        max_length=LONGEST_REPLY,
        help_text="Write as much as is of use to you. Only you see it until you hand it in.",
    )
    mark_optional = False


class AssignmentAnswerForm(PortalForm):
    """What who leads says to it."""

    answer = _text("What do you want to say to it?", 5, max_length=LONGEST_TEXT)


class CheckInForm(PortalForm):
    """How an action goes."""

    going = forms.ChoiceField(
        label="How is it going?",
        widget=forms.RadioSelect,
        choices=[(going.value, Choice(going.label, TOLD[going])) for going in CheckIn.Going],
    )
    note = _text("What is behind it?", 2, required=False, max_length=LONGEST_ASIDE)
