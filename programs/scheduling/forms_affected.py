"""The form about sessions that no longer fit somebody's hours; it stands inside the form that changes them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms

from portal.ui.forms import Choice, OwnWords, PortalForm
from programs.scheduling.lifecycle import Answer
from programs.scheduling.permissions import can_change_session
from programs.scheduling.queries.affected import Affected
from programs.scheduling.timetable import Obstacle

FIELD = "session_"  # begins the names of the fields: one for each session
PAIR = 2  # people; a session of more can take place without one of them
WHY = {
    Obstacle.HOURS: "It is outside these hours.",
    Obstacle.DAY_FULL: "You have more sessions that day than you want.",
    Obstacle.WEEK_FULL: "You have more sessions that week than you want.",
    Obstacle.BUFFER: "There is too little time before or after it.",
}
DAY_OFF = "You are off that day."


class AnswersForm(PortalForm):
    """What becomes of each session. Each is kept unless the person says otherwise.

    Args:
        data: what was sent, with the other form.
        affected: the sessions to ask about. Without them the form reads the answers that were sent.
    """

    mark_optional = False

    message = forms.CharField(
        label="Message to the others",
        max_length=200,
        required=False,
        help_text="For the sessions that you cancel. Everybody in them can read it.",
        widget=forms.Textarea(attrs={"class": "input--short", "rows": 2}),
    )

    def __init__(self, data: Mapping, affected: Sequence[Affected] = ()):
        names = [_name(each) for each in affected]
        answered = all(name in data for name in names)
        given = {name: data.get(name, Answer.KEEP) for name in names} | {"message": data.get("message", "")}
        super().__init__(data if answered else None, initial=given)
        self.affected = affected
        self.fields |= {_name(each): _field(each) for each in affected}

    @property
    def rows(self) -> list[tuple[Affected, forms.BoundField, list[str]]]:
        """Each session with its field and why it does not fit."""
        return [(each, self[_name(each)], _why(each)) for each in self.affected]

    @property
    def answers(self) -> dict[UUID, str]:
        """Session id to answer, of everything that was sent; none while the message is refused."""
        if not self.is_valid():
            return {}
        sent = [(read_id(key.removeprefix(FIELD)), value) for key, value in self.data.items() if key.startswith(FIELD)]
        return {key: value for key, value in sent if key and value in Answer.values}


def _name(affected: Affected) -> str:
    return f"{FIELD}{affected.own.session.pk}"


def _field(affected: Affected) -> forms.ChoiceField:
    own = affected.own
    others = own.people - 1
    told = "The other is told." if others == 1 else f"The {others} others are told."
    told = f"{told} {affected.before}".strip()
    choices = [(Answer.KEEP, Choice("Keep it", "It stays as it is, and you come."))]
    if can_change_session(own.place, own.session):
        choices.append((Answer.MOVE, Choice("Propose new times", "It stays for now; you choose the times next.")))
        choices.append((Answer.CANCEL, Choice("Cancel it", told)))
    if (own.people > PAIR and not own.place.leads) or len(choices) == 1:
        choices.append((Answer.AWAY, Choice("Say that you can’t come", "It takes place without you.")))
    words = {"invalid_choice": OwnWords.NOT_OFFERED, "required": "Choose what becomes of it."}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=words)


def _why(affected: Affected) -> list[str]:
    return [
        DAY_OFF if obstacle == Obstacle.HOURS and affected.day_off else WHY[obstacle] for obstacle in affected.obstacles
    ]


def read_id(text: str) -> UUID | None:
    """The id that a field or an address names, or None if it was made up."""
    try:
        return UUID(text)
    except ValueError:
        return None
