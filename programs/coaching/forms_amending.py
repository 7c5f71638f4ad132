"""What people fill in when a signed agreement changes, and when somebody checks a printed one."""

from dataclasses import asdict

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from portal.ui.forms import PortalForm
from programs.coaching.draft import ClauseText, Draft
from programs.coaching.forms import DesignForm
from programs.coaching.models import ClauseTopic

MOST_CLAUSES = 40
LARGEST = 1024 * 1024


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Why shall it change?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Every party reads this above what they sign.",
    )


class AmendForm(PortalForm):
    """Why a signed agreement shall change."""

    reason = _reason()


class AmendmentForm(DesignForm):
    """What the agreement shall say."""

    ends_on = forms.DateField(label="To", help_text="The last day of the contract")
    session_budget = forms.IntegerField(label="Number of sessions", min_value=1, max_value=100)
    late_counts = forms.BooleanField(
        label="A session that is cancelled late is used up",
        required=False,
        help_text="How late that is, the program says.",
    )

    def __init__(self, *args, clauses: BaseFormSet, **kwargs):
        super().__init__(*args, **kwargs)
        self.clauses = clauses

    def clean(self) -> dict:
        """With the clauses that stay or are new, as the action wants them."""
        kept = [form.cleaned_data for form in self.clauses if form.is_kept] if self.clauses.is_valid() else []
        names = ("topic", "title", "text", "private")
        return {**super().clean(), "clauses": tuple(ClauseText(*(row[name] for name in names)) for row in kept)}


class ClauseForm(PortalForm):
    """A clause. Left empty it is none."""

    topic = forms.ChoiceField(label="Topic", choices=ClauseTopic.choices)
    title = forms.CharField(label="Title", max_length=120)
    text = forms.CharField(label="Words", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    private = forms.BooleanField(
        label="For client and coach only", required=False, help_text="The sponsor does not read it."
    )
    remove = forms.BooleanField(label="Take this clause out", required=False)
    mark_optional = False

    @property
    def is_kept(self) -> bool:
        """Whether the agreement shall have it."""
        return self.has_words and not self.cleaned_data.get("remove")

    @property
    def has_words(self) -> bool:
        """Whether it is a clause at all: one of the draft, or a new one that was filled in."""
        return bool(self.cleaned_data.get("title"))


ClauseForms = formset_factory(ClauseForm, extra=1, max_num=MOST_CLAUSES, absolute_max=MOST_CLAUSES)


def clause_forms(draft: Draft, data=None) -> BaseFormSet:
    """A form for each clause of the draft, and an empty one."""
    written = [asdict(clause) for clause in draft.clauses]
    found = ClauseForms(data, initial=written, prefix="clause")
    for form in found.extra_forms:
        form.empty_permitted = True
        del form.fields["remove"]
    return found


class ExtendForm(PortalForm):
    """A later end, more sessions, and why."""

    ends_on = forms.DateField(label="New end")
    more_sessions = forms.IntegerField(
        label="Sessions more", min_value=0, max_value=99, initial=0, help_text="How many are added; 0 for none"
    )
    reason = _reason()
    over_a_year = forms.BooleanField(label="Longer than a year, on purpose", required=False)
    mark_optional = False


class CheckForm(PortalForm):
    """A printed agreement, as a file or pasted."""

    file = forms.FileField(label="The file", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or its whole text",
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="From its first line to the end of its last one. A file is safer: pasting can change spaces.",
    )
    mark_optional = False

    def clean_file(self):
        found = self.cleaned_data["file"]
        if found and found.size > LARGEST:
            raise forms.ValidationError("This is larger than any agreement. Choose another file.")
        return found

    def clean(self) -> dict:
        """The document as bytes. A browser sends each line end of a pasted text as two characters."""
        values = super().clean()
        if not self.errors and not values.get("file") and not values.get("text"):
            raise forms.ValidationError("Choose a file, or paste the text.")
        pasted = values.get("text") or ""
        return {"document": values["file"].read() if values.get("file") else pasted.replace("\r\n", "\n").encode()}
