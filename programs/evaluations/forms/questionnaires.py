"""Forms around a questionnaire: what stands above its questions, copies, translations, publishing."""

from django import forms

from portal.ui.forms import PortalForm
from programs.evaluations.questions import LANGUAGES, texts_of

LANGUAGE_CHOICES = sorted(LANGUAGES.items(), key=lambda pair: pair[1])


class BasedForm(PortalForm):
    """A form that says on which state of a draft it is based."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def rebase(self, base: str) -> None:
        """After a refusal: what is sent again is based on what the person can look at now."""
        self.data = self.data.copy()
        self.data["base"] = base


class QuestionnaireForm(BasedForm):
    """What stands above the questions."""

    title = forms.CharField(max_length=140)
    introduction = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it is for and how long it takes, in a sentence or two.",
    )
    source = forms.CharField(
        required=False, max_length=300, help_text="Where the questions come from: a book, an article, your own people."
    )
    language = forms.ChoiceField(
        choices=LANGUAGE_CHOICES, initial="en", help_text="In which the questions are written. Others are added later."
    )
    about_a_person = forms.BooleanField(
        required=False,
        label="Others answer about somebody",
        help_text="As in a 360: answers are kept without names, and only that person and their lead see averages.",
    )


class CopyForm(PortalForm):
    """The next version of the same, or something new."""

    WAYS = [
        ("version", "The next version of this one. New rounds use it once it is published."),
        ("own", "Another questionnaire, which starts with these questions."),
    ]
    way = forms.ChoiceField(choices=WAYS, widget=forms.RadioSelect, initial="version", label="What shall it be?")
    title = forms.CharField(required=False, max_length=140, label="Title of the other questionnaire")

    def clean(self) -> dict:
        """Something new needs a title of its own."""
        found = super().clean() or {}
        if found.get("way") == "own" and not found.get("title"):
            self.add_error("title", "Give the other questionnaire a title.")
        return {"title": found.get("title", "") if found.get("way") == "own" else ""}


class PublishForm(BasedForm):
    """The last look."""

    incomplete = forms.BooleanField(
        required=False,
        label="Publish although translations lack words",
        help_text="What lacks is shown in the main language.",
    )

    def __init__(self, *args, lacking: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["incomplete"]


class LanguageForm(PortalForm):
    """Another language to translate into."""

    language = forms.ChoiceField(label="Another language")

    def __init__(self, *args, taken: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [pair for pair in LANGUAGE_CHOICES if pair[0] not in taken]


PART_NAMES = {
    "title": "Title",
    "introduction": "Introduction",
    "label": "",
    "help": "The sentence below",
    "low": "The lowest point",
    "high": "The highest point",
    "unit": "Unit",
    "options": "Option",
    "points": "Point",
}


class TranslationForm(BasedForm):
    """Each text of a questionnaire with a field for its translation."""

    mark_optional = False

    def __init__(self, *args, questionnaire, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.paths: dict[str, tuple[str, ...]] = {}
        words = questionnaire.translations.get(language, {})
        self._add(("title",), questionnaire.title, words)
        self._add(("introduction",), questionnaire.introduction, words)
        for question in questionnaire.questions:
            for path, text in texts_of(question):
                self._add(("questions", question["key"], *path), text, words)

    def _add(self, path: tuple[str, ...], text: str, words: dict) -> None:
        if not text:
            return
        for part in path:
            words = words.get(part, {})
        name = ".".join(path)
        self.paths[name] = path
        widget = forms.Textarea(attrs={"rows": 2, "class": "input--short"}) if len(text) > 80 else forms.TextInput()
        self.fields[name] = forms.CharField(
            label=text,
            help_text=PART_NAMES[path[0] if len(path) == 1 else path[2]],
            required=False,
            max_length=140 if path == ("title",) else max(60, len(text) * 3),
            initial=words or "",
            widget=widget,
        )

    def words(self) -> dict:
        """The translation as it is stored; what was left empty is not in it."""
        found: dict = {}
        for name, path in self.paths.items():
            text = self.cleaned_data.get(name)
            if not text:
                continue
            inner = found
            for part in path[:-1]:
                inner = inner.setdefault(part, {})
            inner[path[-1]] = text
        return found

    def rows(self) -> list[forms.BoundField]:
        """The fields, in the order of the page."""
        return [self[name] for name in self.paths]
