"""Forms of actions; those of objectives stand in forms_objectives."""

from django import forms

from portal.ui.clock import clock_time, short_day
from portal.ui.forms import PortalForm
from programs.covenant.fields import life_field
from programs.covenant.items import Item
from programs.covenant.policy import Reading
from programs.goals.queries import OWNING_ROLES, objectives_in, recent_sessions, sitting
from programs.goals.reading import reads_objectives_of


def _rows(label: str, *, required: bool = True, hint: str = "") -> forms.TypedChoiceField:
    """A choice among rows; `_offer` fills it."""
    return forms.TypedChoiceField(label=label, required=required, empty_value=None, help_text=hint)


def _offer(field: forms.TypedChoiceField, rows: dict, labels, empty: str = "") -> None:
    field.choices = ([("", empty)] if empty else []) + [(str(pk), labels(row)) for pk, row in rows.items()]
    field.coerce = lambda value: rows[value]


def _by_id(rows) -> dict:
    return {str(row.pk): row for row in rows}


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


def _moment(value, zone) -> str:
    return f"{short_day(value, zone)}, {clock_time(value, zone)}"


def owners_in(engagement, people, reading: Reading) -> list:
    """Whose objectives can be written here now by somebody who reads them: nobody's once it has begun."""
    if not engagement.is_preparing:
        return []
    owners = [person for person in sitting(engagement, people) if person.role in OWNING_ROLES]
    return [owner for owner in owners if reads_objectives_of(reading, owner)]


class ActionForm(PortalForm):
    """What somebody will do."""

    text = forms.CharField(
        label="What will be done?",
        help_text="One thing, small enough to be done by its day.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--short"}),
    )
    owner = _rows("Who does it?")
    due_on = forms.DateField(label="By when?", required=False)
    session = _rows("Agreed in which session?", required=False)
    objective = _rows("Which objective does it help?", required=False)
    life = life_field()

    def __init__(self, *args, place, people, reading: Reading, **kwargs):
        engagement = place.engagement
        initial = {"owner": str(place.pk), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        _offer(
            self.fields["owner"],
            _by_id(
                person for person in sitting(engagement, people) if reading.allows(Item.ACTIONS, owner_id=person.pk)
            ),
            lambda person: f"{person.name} (you)" if person.pk == place.pk else person.name,
        )
        zone = place.membership.user.time_zone
        self._offer_or_drop(
            "session",
            recent_sessions(engagement),
            lambda row: f"{short_day(row.starts_at, zone)}, {clock_time(row.starts_at, zone)}",
        )
        self._offer_or_drop("objective", objectives_in(engagement, place, reading), lambda row: _short(row.title))

    def _offer_or_drop(self, name: str, rows: list, labels) -> None:
        if rows:
            _offer(self.fields[name], _by_id(rows), labels, empty="None")
        else:
            del self.fields[name]
