"""The words of a questionnaire in its own language and in others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation.trans_real import parse_accept_lang_header

# Those that are written from left to right, as the pages are.
LANGUAGES = {
    code: info["name_local"].capitalize()
    for code, info in sorted(LANG_INFO.items())
    if len(code) == 2 and "name_local" in info and not info["bidi"]
}
PLAIN = ("label", "help", "low", "high", "unit")


@dataclass(frozen=True)
class Words:
    """A questionnaire in one language."""

    language: str
    title: str
    introduction: str
    questions: list[dict]


def language_name(code: str) -> str:
    """What a language calls itself."""
    return LANGUAGES.get(code, code)


def in_language(questionnaire, code: str = "") -> Words:
    """Its words in a language; what is not translated stays in the questionnaire's own."""
    words = questionnaire.translations.get(code)
    if not words or code == questionnaire.language:
        return Words(questionnaire.language, questionnaire.title, questionnaire.introduction, questionnaire.questions)
    by_key = words.get("questions", {})
    return Words(
        code,
        words.get("title") or questionnaire.title,
        words.get("introduction") or questionnaire.introduction,
        [_translated(question, by_key.get(question["key"], {})) for question in questionnaire.questions],
    )


def _translated(question: dict, words: dict) -> dict:
    found = {**question, **{name: words[name] for name in PLAIN if question.get(name) and words.get(name)}}
    if "options" in question:
        named = words.get("options", {})
        found["options"] = [
            {"value": one["value"], "label": named.get(one["value"]) or one["label"]} for one in question["options"]
        ]
    if question.get("points"):
        named = words.get("points", {})
        found["points"] = {value: named.get(value) or name for value, name in question["points"].items()}
    return found


def texts_of(question: dict) -> Iterable[tuple[tuple[str, ...], str]]:
    """Each text of a question with its path: ("label",) or ("options", "by-mail")."""
    for name in PLAIN:
        if question.get(name):
            yield (name,), question[name]
    for option in question.get("options", []):
        yield ("options", option["value"]), option["label"]
    for value, name in (question.get("points") or {}).items():
        yield ("points", value), name


def missing_words(questionnaire, code: str) -> list[str]:
    """The texts, in the questionnaire's own language, that this translation lacks."""
    words = questionnaire.translations.get(code, {})
    own = [("title", questionnaire.title), ("introduction", questionnaire.introduction)]
    missing = [text for name, text in own if text and not words.get(name)]
    for question in questionnaire.questions:
        named = words.get("questions", {}).get(question["key"], {})
        for path, text in texts_of(question):
            found = named.get(path[0], "" if len(path) == 1 else {})
            if not (found if len(path) == 1 else found.get(path[1])):
                missing.append(text)
    return missing


def best_language(questionnaire, accepted: str) -> str:
    """The language, of those there are, that a browser's Accept-Language likes best."""
    there = {questionnaire.language, *questionnaire.translations}
    for code, weight in parse_accept_lang_header(accepted[:500].lower()):
        short = code.split("-")[0]
        if weight and (code in there or short in there):
            return code if code in there else short
    return questionnaire.language
