"""What client and coach fill in on the page of the design.

All of it stands in one form, of which each button saves one part. So what is typed in another part comes along and
comes back, also without a script.
"""

from collections.abc import Mapping, Sequence

from django import forms

from portal.ui.forms import PortalForm
from programs.coaching.queries.clauses import topic_choices
from programs.coaching.queries.parts import seen_as

FORM = "design"
AREA = forms.Textarea


class ActForm(PortalForm):
    """A button without anything to fill in; what it is refused for stands at the top of the page."""

    at_top = True


class OnPage(PortalForm):
    """Fields that belong to the one form of the page, wherever they stand on it."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = FORM


class PartForm(OnPage):
    """A part of the design, with what is saved now and what its writer had seen.

    Args:
        data: all that the page sent; fields that are as they were shown come back as they are saved now.
        values: what is saved, by field.
    """

    def __init__(self, data: Mapping | None, *, prefix: str, values: Mapping[str, object]):
        self.values = dict(values)
        self.seen = (data or {}).get(f"{prefix}-seen", "")
        touched = bool(self.seen) and self._digest(data, prefix) != self.seen
        super().__init__(data if touched else None, prefix=prefix, initial=self.values)

    def _digest(self, data: Mapping, prefix: str) -> str:
        sent = {}
        for name in self.base_fields:
            text = str(data.get(f"{prefix}-{name}", "")).replace("\r\n", "\n").strip()
            sent[name] = f"{prefix}-{name}" in data if isinstance(self.values[name], bool) else text
        return seen_as(sent)

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.is_bound

    @property
    def is_stale(self) -> bool:
        """Whether somebody saved the part since its writer opened it."""
        return self.is_bound and self.seen != seen_as(self.values)

    @property
    def seen_now(self) -> str:
        """What the form says its writer has seen: after a refusal they have seen both texts."""
        return seen_as(self.values) if not self.is_bound or self._errors else self.seen


class PortraitForm(PartForm):
    """Where a client stands when the design begins."""

    strengths = forms.CharField(
        label="Strengths",
        required=False,
        widget=AREA(attrs={"rows": 3}),
        help_text="What is strong already, and what others come for.",
    )
    development = forms.CharField(
        label="Development areas",
        required=False,
        widget=AREA(attrs={"rows": 3}),
        help_text="What shall grow: two or three things, as the client sees them.",
    )


class WordsForm(PartForm):
    """One of the contract's texts."""

    HINTS = {
        "purpose": "One or two sentences: what is going on, and what shall be different at the end.",
        "focus_areas": "What you work on, one on each line. Two or three are enough.",
        "working_arrangement": (
            "How often and how long, by video or in a room, who brings the topics, how a session is moved."
        ),
    }
    LABELS = {
        "purpose": "Why are you doing this?",
        "focus_areas": "What do you work on?",
        "working_arrangement": "How do you work together?",
    }
    text = forms.CharField(required=False, widget=AREA(attrs={"rows": 4}))

    def __init__(self, data: Mapping | None, *, prefix: str, values: Mapping[str, object]):
        super().__init__(data, prefix=prefix, values=values)
        self.fields["text"].label = self.LABELS[prefix]
        self.fields["text"].help_text = self.HINTS[prefix]


def _clause_fields() -> dict[str, forms.Field]:
    return {
        "topic": forms.ChoiceField(label="What is it about?", choices=topic_choices),
        "title": forms.CharField(label="Title", required=False),
        "text": forms.CharField(label="What it says", required=False, widget=AREA(attrs={"rows": 5})),
        "private": forms.BooleanField(
            label="Only between client and coach",
            required=False,
            help_text="It stands in a part of the agreement that the sponsor does not read",
        ),
    }


class ClauseForm(PartForm):
    """A clause of the contract."""

    topic, title, text, private = _clause_fields().values()


class NewClauseForm(OnPage):
    """A clause of one's own."""

    topic, title, text, private = _clause_fields().values()

    def __init__(self, data: Mapping | None):
        typed = any((data or {}).get(f"new-{name}", "").strip() for name in ("title", "text"))
        wanted = typed or (data or {}).get("do") == "write"
        super().__init__(data if wanted else None, prefix="new")

    @property
    def is_unsaved(self) -> bool:
        """Whether a clause is being written."""
        return self.is_bound


class CommentForm(OnPage):
    """What somebody says to a part."""

    text = forms.CharField(label="Comment", required=False, widget=AREA(attrs={"rows": 2}))

    def __init__(self, data: Mapping | None, *, key: str, title: str):
        prefix = f"comment-{key}"
        typed = bool((data or {}).get(f"{prefix}-text", "").strip())
        super().__init__(data if typed or (data or {}).get("do") == f"comment {key}" else None, prefix=prefix)
        self.fields["text"].label = f"Say something about {title}"

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that is not said."""
        return self.is_bound


class TurnForm(OnPage):
    """What the other side shall know when the design is handed over."""

    comment = forms.CharField(
        label="What shall they know?",
        required=False,
        widget=AREA(attrs={"rows": 2}),
        help_text="You can leave this empty. It is kept with the comments on the whole design.",
    )

    def __init__(self, data: Mapping | None):
        typed = bool((data or {}).get("turn-comment", "").strip())
        super().__init__(data if typed or (data or {}).get("do") == "hand-over" else None, prefix="turn")

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that is not said."""
        return self.is_bound


class TakeForm(OnPage):
    """A clause of the library."""

    choice = forms.ChoiceField(label="Take a clause of the library", required=False)

    def __init__(self, data: Mapping | None, *, choices: Sequence[tuple]):
        super().__init__(data if (data or {}).get("do") == "take" else None, prefix="take")
        self.fields["choice"].choices = [("", "Choose a clause"), *choices]


class LibraryClauseForm(PortalForm):
    """A clause of a program's library."""

    topic = forms.ChoiceField(label="What is it about?", choices=topic_choices)
    title = forms.CharField(label="Title", max_length=120)
    text = forms.CharField(label="What it says", widget=AREA(attrs={"rows": 6}))
    preset = forms.BooleanField(
        label="New contracts begin with it", required=False, help_text="Client and coach can still change or remove it"
    )
    private = forms.BooleanField(
        label="Only between client and coach",
        required=False,
        help_text="It stands in a part of the agreement that the sponsor does not read",
    )
    everywhere = forms.BooleanField(
        label="For all coaching programs", required=False, help_text="Only administrators change it then"
    )

    def __init__(self, *args, shared: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not shared:
            del self.fields["everywhere"]
