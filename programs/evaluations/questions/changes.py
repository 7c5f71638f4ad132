"""What became of a draft since somebody opened it."""

import json
from hashlib import sha256

from programs.evaluations.questions.words import language_name

ABOUT, ORDER, LANGUAGE = "", "#", "@"  # no key of a question begins like these


def fingerprint(questionnaire) -> str:
    """The state of a draft, short enough to travel in a form."""
    return json.dumps(_parts(questionnaire), separators=(",", ":"))


def _parts(questionnaire) -> dict[str, str]:
    own = [questionnaire.title, questionnaire.introduction, questionnaire.source, questionnaire.language]
    translations = {LANGUAGE + code: _hash(words) for code, words in questionnaire.translations.items()}
    questions = {question["key"]: _hash(question) for question in questionnaire.questions}
    return {ABOUT: _hash(own), ORDER: _hash(list(questions)), **translations, **questions}


def _hash(value) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:10]


def changes_since(before: str, questionnaire) -> list[str]:
    """What others changed since the state that `before` describes, in words; nothing if it is the same state."""
    now = _parts(questionnaire)
    try:
        then = json.loads(before)
    except ValueError:
        then = {}
    if then == now:
        return []
    if not isinstance(then, dict) or ABOUT not in then:
        return ["something"]
    labels = {question["key"]: question["label"] for question in questionnaire.questions}
    changed = [_name(part, labels) for part in now if part != ORDER and part in then and then[part] != now[part]]
    added = [f"{_name(part, labels)} (new)" for part in now if part not in then]
    gone = [f"{_name(str(part), labels)} (taken out)" for part in then if part not in now]
    return changed + added + gone or ["the order of the questions"]


def _name(part: str, labels: dict[str, str]) -> str:
    if part == ABOUT:
        return "title, introduction, source or language"
    if part.startswith(LANGUAGE):
        return f"the words in {language_name(part[1:])}"
    return f"“{labels.get(part, part)}”"
