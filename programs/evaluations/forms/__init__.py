"""Forms of the room."""

from programs.evaluations.forms.answers import AnswerForm
from programs.evaluations.forms.questionnaires import (
    CopyForm,
    LanguageForm,
    PublishForm,
    QuestionnaireForm,
    TranslationForm,
)
from programs.evaluations.forms.questions import QuestionForm

__all__ = [
    "AnswerForm",
    "CopyForm",
    "LanguageForm",
    "PublishForm",
    "QuestionForm",
    "QuestionnaireForm",
    "TranslationForm",
]
