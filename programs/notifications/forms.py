"""What people fill in about how they hear."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from portal.ui.clock import DAYS
from portal.ui.forms import PortalForm
from programs.notifications.catalogue import OPTIONAL, Topic
from programs.notifications.models import Preference, Rhythm

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class ChannelsForm(PortalForm):
    """Each topic that somebody chooses about, and when mail comes at all."""

    mark_optional = False
    digest = forms.ChoiceField(label="How often", choices=Rhythm.Digest.choices)
    digest_weekday = forms.TypedChoiceField(
        label="On", coerce=int, choices=list(enumerate(DAYS)), help_text="For a digest that comes every week."
    )
    digest_hour = forms.TypedChoiceField(label="At", coerce=int, choices=HOURS)
    quiet_from = forms.TimeField(label="From", required=False)
    quiet_until = forms.TimeField(label="Until", required=False)

    def __init__(self, *args, said: Mapping[str, Preference], rhythm: Rhythm, **kwargs):
        initial = {name: getattr(rhythm, name) for name in self.base_fields}
        for slug, preference in said.items():
            initial |= {f"mail_{slug}": preference.mail, f"notice_{slug}": preference.notice}
        super().__init__(*args, initial=initial, **kwargs)
        for slug, topic in OPTIONAL.items():
            self.fields[f"mail_{slug}"] = forms.ChoiceField(
                label=topic.name,
                choices=Preference.Mail.choices,
                error_messages={"required": f"Choose how mails of “{topic.name}” come."},
            )
            self.fields[f"notice_{slug}"] = forms.BooleanField(required=False)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The topics, each with its two fields."""
        return [self._row(slug, topic) for slug, topic in OPTIONAL.items()]

    def _row(self, slug: str, topic: Topic) -> dict[str, Any]:
        mail, notice = self[f"mail_{slug}"], self[f"notice_{slug}"]
        return {"topic": topic, "mail": mail, "notice": notice, "choices": _choices(mail)}

    def clean(self) -> dict[str, Any]:
        """As the action takes it: the topics' fields in two mappings."""
        values = super().clean() or self.cleaned_data
        mails = {slug: values.pop(f"mail_{slug}") for slug in OPTIONAL if f"mail_{slug}" in values}
        notices = {slug: values.pop(f"notice_{slug}") for slug in OPTIONAL if f"notice_{slug}" in values}
        return {**values, "mails": mails, "notices": notices}


def _choices(field: BoundField) -> list[tuple[str, str, bool]]:
    """Value, label, and whether it is chosen."""
    return [(value, label, str(field.value()) == value) for value, label in Preference.Mail.choices]
