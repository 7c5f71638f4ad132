"""What people fill in about a 360 that others suggest, and about a report to the sponsor."""

from uuid import UUID

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.coaching.queries import RATER_GROUPS, raters_from_lines
from programs.coaching.queries.suggesting import group_word

HINT = "A name or an e-mail address on each line. People outside: both, as “Rui Costa, rui@partner.example”."
GROUP_WORDS = ("Peers", "Reports", "Managers")
LABELS = {"peers": "Who works beside {}?", "reports": "Who reports to {}?", "managers": "Who leads {}?"}


class ReportForm(PortalForm):
    """A progress report in the client's words, and what goes with it."""

    progress = forms.CharField(
        label="What has changed?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="In your own words: what you do differently, and how you and others notice.",
    )
    support = forms.CharField(
        label="What would help?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What your sponsor could do, decide or leave to you.",
    )
    with_objectives = forms.BooleanField(label="My objectives go with it, with their numbers", required=False)
    with_attendance = forms.BooleanField(label="How many sessions were held, missed and planned", required=False)


class RatersForm(PortalForm):
    """Who could be asked in a 360, by group, a line each."""

    peers = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    reports = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    managers = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    mark_optional = False

    def __init__(self, *args, client: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label, self.fields[name].help_text = label.format(client or "you"), HINT
        if not client:
            self.fields["reports"].label = "Who reports to you?"

    def clean(self) -> dict:
        """Members and people outside, with their group."""
        values, people, guests = super().clean(), [], []
        self.counts = dict.fromkeys((group for _, group in RATER_GROUPS), 0)
        for name, group in RATER_GROUPS:
            named = raters_from_lines(values.get(name, ""))
            people += [(person, group) for person in named.members]
            guests += [(person, email, group) for person, email in named.guests]
            self.counts[group] += len(named.members) + len(named.guests)
            for problem in named.problems:
                self.add_error(name, problem)
        return {"people": people, "guests": guests}


class SuggestForm(RatersForm):
    """Whom coach or sponsor would ask; of a group, about which client."""

    about = forms.ChoiceField(label="About whom?")

    def __init__(self, *args, clients, **kwargs):
        self.clients = {str(row.pk): row for row in clients}
        super().__init__(*args, client=clients[0].membership.user.first_name if len(clients) == 1 else "them", **kwargs)
        if len(clients) == 1:
            del self.fields["about"]
        else:
            self.fields["about"].choices = [(pk, row.name) for pk, row in self.clients.items()]
            self.order_fields(["about"])

    def clean(self) -> dict:
        """The same, and the client."""
        about = self.cleaned_data.get("about", next(iter(self.clients)))
        return {**super().clean(), "client": self.clients.get(about)}


class FeedbackForm(RatersForm):
    """Who is asked in a 360: whom the client names, and whom they take of those suggested."""

    taken = forms.TypedMultipleChoiceField(
        label="Suggested to you",
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick whom you want to ask. Whom you leave out is told to nobody.",
    )

    def __init__(self, *args, suggestions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {str(row.pk): row.group for row in suggestions}
        self.fields["taken"].choices = [(str(row.pk), _suggested(row)) for row in suggestions]
        if suggestions:
            self.order_fields(["taken"])
        else:
            del self.fields["taken"]

    def clean(self) -> dict:
        """As the action wants it."""
        taken = self.cleaned_data.get("taken", [])
        found = super().clean()
        for pk in taken:
            self.counts[self.groups[str(pk)]] += 1
        return {"raters": found["people"], "guests": found["guests"], "taken": taken}

    @property
    def counted(self) -> list[tuple[str, int]]:
        """How many are named in each group so far."""
        counts = getattr(self, "counts", {})
        return [(word, counts.get(group, 0)) for (_, group), word in zip(RATER_GROUPS, GROUP_WORDS, strict=True)]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counted)


def _suggested(row) -> Choice:
    outside = f", {row.email}" if row.email else ""
    return Choice(f"{row.name}{outside}", f"{group_word(row.group)}, says {row.suggested_by.name}")
