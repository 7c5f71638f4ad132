"""What is an answer to a question, and what is not."""

import re

from portal.errors import DomainError
from programs.evaluations.questions.conditions import is_question, shown_questions
from programs.evaluations.questions.form import LIMIT, scale_values

SHORT, LONG = 4000, 10_000
WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)


def read_answers(questions: list[dict], answers: dict) -> dict:
    """The answers as they are stored: checked, without what was not asked.

    Raises:
        DomainError: the first answer that is missing or wrong; its key is the field.
    """
    found: dict = {}
    refused: dict[str, DomainError] = {}
    for question in filter(is_question, questions):
        try:
            found[question["key"]] = read_answer(question, answers.get(question["key"]))
        except DomainError as error:
            refused[question["key"]] = error
    shown = [question["key"] for question in shown_questions(questions, found)]
    for key in shown:
        if key in refused:
            raise refused[key]
    return {key: found[key] for key in shown if found[key] is not None}


def read_answer(question: dict, value):
    """One answer as it is stored; None when it was left out.

    Raises:
        DomainError: it is needed and missing, or it is not one of the possible answers.
    """
    if isinstance(value, str):
        value = value.strip()
    if value in (None, "", []):
        if question.get("required", question["type"] != "text"):
            raise DomainError(_ask(question), question["key"])
        return None
    found = READERS[question["type"]](question, value)
    if found is None:
        raise DomainError(_ask(question), question["key"])
    return found


def typed_answers(questions: list[dict], data) -> dict:
    """What was sent for these questions, unchecked: key to a text, or to a list for several choices."""
    found = {}
    for question in filter(is_question, questions):
        key = question["key"]
        value = data.getlist(key) if question["type"] == "choices" else data.get(key, "")
        if value:
            found[key] = value if isinstance(value, list) else value[:LONG]
    return found


def _whole(value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return int(value) if WHOLE.fullmatch(str(value)) else None


def _scale(question: dict, value) -> int | None:
    number = _whole(value)
    return number if number is not None and number in scale_values(question) else None


def _number(question: dict, value) -> int | None:
    number = _whole(value)
    least, most = question.get("minimum"), question.get("maximum")
    least, most = -LIMIT if least is None else least, LIMIT if most is None else most
    return number if number is not None and least <= number <= most else None


def _choice(question: dict, value) -> str | None:
    return value if value in [option["value"] for option in question["options"]] else None


def _choices(question: dict, value) -> list[str] | None:
    if not isinstance(value, list | tuple):
        return None
    values = [option["value"] for option in question["options"]]
    if any(one not in values for one in value) or len(set(value)) > question.get("most", len(values)):
        return None
    return [one for one in values if one in value]


def _yes_no(question: dict, value) -> str | None:
    return value if value in ("yes", "no") else None


def _text(question: dict, value) -> str:
    text, most = str(value), LONG if question.get("long") else SHORT
    if len(text) > most:
        raise DomainError(f"This is longer than {most} characters. Shorten it a little.", question["key"])
    return text


READERS = {
    "scale": _scale,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "text": _text,
}


def _ask(question: dict) -> str:
    """What to do about an answer that is missing or impossible."""
    if question["type"] == "scale":
        values = scale_values(question)
        return f"Choose a number from {values[0]} to {values[-1]}."
    if question["type"] == "number":
        return _ask_number(question.get("minimum"), question.get("maximum"))
    if question["type"] == "choices" and "most" in question:
        most = question["most"]
        return f"Choose at most {most}." if not question.get("required", True) else f"Choose 1 to {most} of them."
    words = {
        "choice": "Choose one of them.",
        "choices": "Choose at least one of them.",
        "yes_no": "Choose yes or no.",
        "text": "Write an answer.",
    }
    return words[question["type"]]


def _ask_number(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"Write a whole number from {least} to {most}."
    if least is not None:
        return f"Write a whole number, {least} or more."
    return "Write a whole number." if most is None else f"Write a whole number, {most} or less."
