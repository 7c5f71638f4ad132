"""The form of a search."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django import forms

from accounts.models import Membership
from portal.ui.forms import PortalForm
from programs.notes.matching import words_of
from programs.notes.queries import engagements_to_search, kinds_to_search, names_in

LONGEST = 200


class SearchForm(PortalForm):
    """Words, and what narrows them."""

    mark_optional = False  # only the words are needed, and they stand first

    words = forms.CharField(
        label="Words",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text="Several words: all of them. Accents and capitals make no difference.",
        error_messages={"required": "Write a word to look for."},
    )
    engagement = forms.ChoiceField(label="Where", required=False)
    kind = forms.ChoiceField(label="What", required=False)
    author = forms.ChoiceField(label="Written by", required=False)
    since = forms.DateField(label="From", required=False)
    until = forms.DateField(label="To", required=False)

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = membership.user.time_zone
        where = [(str(row.pk), row.title) for row in engagements_to_search(membership)]
        people = [(str(pk), "You" if pk == membership.pk else name) for pk, name in names_in(membership).items()]
        self.fields["engagement"].choices = [("", "Everywhere"), *where]
        self.fields["kind"].choices = [("", "Everything"), *kinds_to_search()]
        self.fields["author"].choices = [("", "Anybody"), *people]

    def clean_words(self) -> str:
        if not words_of(self.cleaned_data["words"]):
            raise forms.ValidationError("Write a word to look for.")
        return self.cleaned_data["words"]

    def clean(self):
        """Days in the order that makes sense."""
        values = super().clean()
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            self.add_error("until", "This is before the first day.")
        return values

    @property
    def wanted(self) -> dict:
        """What `search_notes` asks for, of a valid form."""
        values = self.cleaned_data
        return {
            "words": values["words"],
            "engagement": UUID(values["engagement"]) if values["engagement"] else None,
            "kinds": [values["kind"]] if values["kind"] else [],
            "author": UUID(values["author"]) if values["author"] else None,
            "since": self._begin(values["since"]),
            "until": self._begin(values["until"] and values["until"] + timedelta(days=1)),
        }

    def _begin(self, day: date | None) -> datetime | None:
        """When the day begins on the reader's clock."""
        return datetime.combine(day, time(), tzinfo=self.zone) if day else None
