"""Forms of what a session is for, and of what is taken away."""

from django import forms

from portal.ui.forms import PortalForm
from programs.goals.queries_focus import stamp_of, stamp_of_text
from programs.scheduling.limits import LONGEST_ASIDE

AIM_LABEL = "What would make this hour worth it?"
TAKEAWAYS_LABEL = "What do you take away?"
LABELS = {"aim": AIM_LABEL, "takeaways": TAKEAWAYS_LABEL}
HINTS = {
    "aim": "One or two sentences. Everybody in the session can sharpen them until it ends.",
    "takeaways": "In your own words. They stand where the next session is prepared.",
}


class FocusForm(PortalForm):
    """One of the two texts, with a mark of the text that the writer saw.

    Args:
        focus: as it is now and as far as the writer reads it; None where nothing is written.
        part: "aim" or "takeaways".
        marks_life: whether the writer can say that it is about life.
    """

    mark_optional = False
    kept_stamp = ""

    text = forms.CharField(
        required=False, max_length=LONGEST_ASIDE, widget=forms.Textarea(attrs={"rows": 3, "class": "input--short"})
    )
    life = forms.BooleanField(
        label="It is about my life beyond work",
        help_text="Then only you and who leads can read the aim and the takeaways of this session.",
        required=False,
    )

    def __init__(self, *args, focus, part: str, marks_life: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.focus, self.part = focus, part
        self.fields["text"].label, self.fields["text"].help_text = LABELS[part], HINTS[part]
        self.initial.setdefault("text", self.now)
        if marks_life:
            self.initial.setdefault("life", bool(focus and focus.life))
        else:
            del self.fields["life"]

    @property
    def now(self) -> str:
        """What stands there now."""
        return getattr(self.focus, self.part) if self.focus else ""

    @property
    def stamp(self) -> str:
        """The mark of what stands there now, for the page to carry along: it shows that text beside an older one."""
        return stamp_of(self.focus, self.part)

    @property
    def stamp_name(self) -> str:
        """The name of its input."""
        return self.add_prefix("seen")

    @property
    def sent_stamp(self) -> str:
        """The mark that came with the form, or was kept in a draft of it."""
        return self.data.get(self.stamp_name, self.kept_stamp)

    @property
    def is_behind(self) -> bool:
        """Whether somebody else wrote since the writer saw the text."""
        return bool(self.sent_stamp) and self.sent_stamp != self.stamp

    @property
    def is_untouched(self) -> bool:
        """Whether the text is the one that the writer saw, or no text was asked for."""
        return not self.sent_stamp or stamp_of_text(self.cleaned_data["text"]) == self.sent_stamp

    @property
    def values(self) -> dict:
        """As `write_focus` takes them."""
        life = self.cleaned_data["life"] if "life" in self.fields else None
        return {"part": self.part, "text": self.cleaned_data["text"], "seen": self.sent_stamp, "life": life}
