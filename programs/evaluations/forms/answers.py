"""The form that is made from questions."""

import json
from dataclasses import dataclass, field

from django import forms
from django.utils.html import escape

from portal.errors import DomainError
from portal.ui.forms import Choice, PortalForm
from programs.evaluations.questions import (
    condition_words,
    conditions_of,
    is_question,
    read_answer,
    scale_values,
    shown_questions,
    typed_answers,
)

YES_NO = {  # the only words of the page that stand among the questions
    "de": ("Ja", "Nein"),
    "es": ("Sí", "No"),
    "fr": ("Oui", "Non"),
    "it": ("Sì", "No"),
    "nl": ("Ja", "Nee"),
    "pt": ("Sim", "Não"),
}


@dataclass
class Row:
    """A question on the page, with what it depends on: for a person, and as `when` for the script."""

    bound: forms.BoundField
    depends: str
    when: str


@dataclass
class Part:
    """A heading with its questions; the first part may have none."""

    heading: dict = field(default_factory=dict)
    depends: str = ""
    when: str = ""
    rows: list[Row] = field(default_factory=list)


class AnswerForm(PortalForm):
    """A field for each question; what is missing or out of range is said at its question.

    Questions whose condition is not met are neither needed nor in `cleaned_data`.

    Args:
        questions: from `queries.questions_for`, in one language.
        language: of the questions.
    """

    def __init__(self, *args, questions: list[dict], language: str = "en", **kwargs):
        super().__init__(*args, **kwargs)
        self.questions, self.language = questions, language
        for question in filter(is_question, questions):
            self.fields[question["key"]] = FIELDS[question["type"]](question, language)

    def clean(self) -> dict:
        """Forget what was not asked, right or wrong."""
        found = super().clean() or {}
        shown = {question["key"] for question in shown_questions(self.questions, found)}
        for key in set(self.fields) - shown:
            self._errors.pop(key, None)
        return {key: value for key, value in found.items() if key in shown and value is not None}

    @property
    def typed(self) -> dict:
        """What was sent, unchecked, as a draft keeps it."""
        return typed_answers(self.questions, self.data) if self.is_bound else self.initial

    def parts(self) -> list[Part]:
        """The questions below their headings, as the page shows them."""
        found, conditions, above = [Part()], conditions_of(self.questions), 0
        for entry in self.questions:
            asked = conditions[entry["key"]]
            if is_question(entry):
                own = asked[above:]
                found[-1].rows.append(Row(self[entry["key"]], self._words(own), json.dumps(asked) if asked else ""))
            else:
                above = len(asked)
                found.append(Part(entry, self._words(asked), json.dumps(asked) if asked else ""))
        return [part for part in found if part.rows or part.heading]

    def _words(self, conditions: list[dict]) -> str:
        return " ".join(f"{condition_words(one, self.questions)}:" for one in conditions)


class Answering:
    """A field that asks the question itself whether something is an answer to it."""

    question: dict

    def clean(self, value):
        """The answer as it is stored, or the question's own words about what is wrong."""
        try:
            return read_answer(self.question, value)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class OneOf(Answering, forms.ChoiceField):
    """A scale, a choice, yes or no."""


class SomeOf(Answering, forms.MultipleChoiceField):
    """Several choices."""


class InWords(Answering, forms.CharField):
    """A text or a number."""


def _field(field_class: type, question: dict, *, hint: str = "", row: str = "", **kwargs) -> forms.Field:
    words = " ".join(part for part in (question.get("help", ""), hint) if part)
    needed = question.get("required", question["type"] != "text")
    found = field_class(label=question["label"], help_text=escape(words), required=needed, **kwargs)
    found.question, found.row = question, row
    return found


def _scale(question: dict, language: str) -> forms.Field:
    values, points = scale_values(question), question.get("points") or {}
    named = {str(values[0]), str(values[-1])} <= set(points)
    hint = "" if named else f"{values[0]} = {question['low']}, {values[-1]} = {question['high']}"
    return _field(
        OneOf,
        question,
        hint=hint,
        row="scale" if len(values) <= 5 and not points else "scale scale--list" if points else "scale scale--long",
        choices=[(str(value), Choice(str(value), points.get(str(value), ""))) for value in values],
        widget=forms.RadioSelect,
    )


def _number(question: dict, language: str) -> forms.Field:
    least = question.get("minimum")
    mode = "numeric" if least is not None and least >= 0 else "text"
    widget = forms.TextInput(attrs={"inputmode": mode, "maxlength": "12", "autocomplete": "off"})
    return _field(InWords, question, hint=question.get("unit", ""), row="number", widget=widget)


def _choice(question: dict, language: str) -> forms.Field:
    return _field(OneOf, question, choices=_options(question), widget=forms.RadioSelect)


def _choices(question: dict, language: str) -> forms.Field:
    hint = f"Choose at most {question['most']}." if question.get("most") else "Choose as many as fit."
    return _field(SomeOf, question, hint=hint, choices=_options(question), widget=forms.CheckboxSelectMultiple)


def _options(question: dict) -> list[tuple[str, str]]:
    return [(option["value"], option["label"]) for option in question["options"]]


def _yes_no(question: dict, language: str) -> forms.Field:
    yes, no = YES_NO.get(language, ("Yes", "No"))
    return _field(OneOf, question, choices=[("yes", yes), ("no", no)], widget=forms.RadioSelect)


def _text(question: dict, language: str) -> forms.Field:
    return _field(InWords, question, widget=forms.Textarea(attrs={"rows": 8 if question.get("long") else 3}))


FIELDS = {
    "scale": _scale,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "text": _text,
}
