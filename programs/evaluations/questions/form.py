"""What a question may look like."""

import re

from django.utils.text import slugify

from portal.errors import DomainError

TYPES = ("section", "scale", "number", "choice", "choices", "yes_no", "text")
WITH_OPTIONS = ("choice", "choices")
KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
TAKEN = frozenset({"csrfmiddlewaretoken", "language", "new", "shown", "step"})  # what pages and addresses use
LONGEST_KEY = 40
MOST_QUESTIONS = 80
MOST_OPTIONS = 30
FEWEST_POINTS, MOST_POINTS = 2, 11
LIMIT = 10**9
LENGTHS = {"label": 300, "help": 600, "low": 60, "high": 60, "unit": 30}


def scale_values(question: dict) -> range:
    """The numbers of a scale."""
    return range(question.get("least", 1), question.get("most", 5) + 1)


def new_key(label: str, taken) -> str:
    """A key made from words, that none of the others has."""
    base = re.sub(r"^[^a-z]+", "", slugify(label))[: LONGEST_KEY - 4].strip("-_") or "question"
    number, key = 1, base
    while key in taken or key in TAKEN:
        number += 1
        key = f"{base}-{number}"
    return key


def options_from(labels: list[str], old: list[dict] = ()) -> list[dict]:
    """Options with these labels. Those that were there keep their value, also when only their wording changed."""
    by_label = {option["label"]: option["value"] for option in old}
    same_count = len(labels) == len(old)
    values: list[str] = [by_label.get(label, "") for label in labels]
    for place, value in enumerate(values):
        if not value and same_count and old[place]["value"] not in values:
            values[place] = old[place]["value"]
    taken = {value for value in values if value} | set(by_label.values())
    for place, label in enumerate(labels):
        if not values[place]:
            values[place] = new_key(label, taken)
            taken.add(values[place])
    return [{"value": value, "label": label} for value, label in zip(values, labels, strict=True)]


def check_questions(questions: list[dict]) -> None:
    """Refuse a list that cannot be asked.

    Raises:
        DomainError: in words that name the question.
    """
    if not any(one.get("type") != "section" for one in questions):
        raise DomainError("There is no question yet. Add at least one.")
    if len(questions) > MOST_QUESTIONS:
        raise DomainError(f"These are more than {MOST_QUESTIONS} questions. Nobody answers so many: take some out.")
    check_each(questions)


def check_each(questions: list[dict]) -> None:
    """The same for a list that may still be empty.

    Raises:
        DomainError: in words that name the question.
    """
    for place, question in enumerate(questions):
        try:
            check_question(question, questions[:place])
        except DomainError as error:
            name = question.get("label") or f"Question {place + 1}"
            raise DomainError(f"“{name}”: {error.message}", error.field) from None


def check_question(question: dict, earlier: list[dict]) -> None:
    """Refuse a question that cannot be asked after these.

    Raises:
        DomainError: its field is the part of the question that is wrong.
    """
    if question.get("type") not in TYPES:
        raise DomainError("There is no such type of question.", "type")
    if not str(question.get("label", "")).strip():
        raise DomainError("Write what is asked.", "label")
    for name, most in LENGTHS.items():
        if len(str(question.get(name) or "")) > most:
            raise DomainError(f"Make it shorter: at most {most} characters.", name)
    _check_key(question.get("key", ""), earlier)
    CHECKS.get(question["type"], _nothing_more)(question)
    if question.get("when"):
        _check_condition(question["when"], earlier)


def _check_key(key: str, earlier: list[dict]) -> None:
    if not KEY.fullmatch(str(key)):
        raise DomainError("A key has up to 40 small letters, digits, - or _, and begins with a letter.", "key")
    if key in TAKEN:
        raise DomainError(f"The page itself uses “{key}”. Take another key.", "key")
    if key in {one["key"] for one in earlier}:
        raise DomainError(f"Another question has the key “{key}”. Take another one.", "key")


def _is_whole(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_scale(question: dict) -> None:
    least, most = question.get("least", 1), question.get("most", 5)
    if least not in (0, 1) or not _is_whole(least):
        raise DomainError("A scale begins with 0 or 1.", "least")
    if not _is_whole(most) or not FEWEST_POINTS <= most - least + 1 <= MOST_POINTS:
        raise DomainError(f"A scale has {FEWEST_POINTS} to {MOST_POINTS} points.", "most")
    for name in ("low", "high"):
        if not str(question.get(name, "")).strip():
            raise DomainError("Say what this end of the scale means.", name)
    points = question.get("points") or {}
    if set(points) - {str(value) for value in scale_values(question)} or not all(
        str(name).strip() for name in points.values()
    ):
        raise DomainError("Name points that are on the scale.", "points")


def _check_number(question: dict) -> None:
    ends = question.get("minimum"), question.get("maximum")
    for name, value in zip(("minimum", "maximum"), ends, strict=True):
        if value is not None and (not _is_whole(value) or abs(value) > LIMIT):
            raise DomainError("Write a whole number.", name)
    if None not in ends and ends[0] >= ends[1]:
        raise DomainError("The largest number is larger than the smallest.", "maximum")


def _check_options(question: dict) -> None:
    options = question.get("options") or []
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise DomainError(f"Write 2 to {MOST_OPTIONS} options, each on a line of its own.", "options")
    for name in ("value", "label"):
        if len({str(option.get(name, "")).strip() for option in options} - {""}) < len(options):
            raise DomainError("Each option has words of its own: one is empty or stands there twice.", "options")
    if any(len(option["label"]) > LENGTHS["label"] for option in options):
        raise DomainError(f"Make each option shorter: at most {LENGTHS['label']} characters.", "options")
    most = question.get("most")
    if question["type"] == "choices" and most is not None and (not _is_whole(most) or not 1 <= most <= len(options)):
        raise DomainError("At most as many can be chosen as there are options.", "most")


def _nothing_more(question: dict) -> None:
    """Yes and no, texts and sections have nothing else to be wrong."""


CHECKS = {"scale": _check_scale, "number": _check_number, "choice": _check_options, "choices": _check_options}


def _check_condition(when: dict, earlier: list[dict]) -> None:
    found = next((one for one in earlier if one["key"] == when.get("key")), None)
    if found is None or found["type"] in ("section", "text"):
        raise DomainError(
            "It depends on an answer that is not asked for before it: choose an earlier question, not a text.", "when"
        )
    if not _is_possible(when.get("is"), found):
        raise DomainError(f"“{found['label']}” cannot be answered like that.", "when")


def _is_possible(wanted, question: dict) -> bool:
    if isinstance(wanted, dict):
        bounds = set(wanted)
        return (
            question["type"] in ("scale", "number")
            and len(bounds) == 1
            and bounds <= {"at_least", "at_most"}
            and all(_is_whole(value) and _in_range(value, question) for value in wanted.values())
        )
    if not isinstance(wanted, list) or not wanted:
        return False
    if question["type"] in ("scale", "number"):
        return all(_is_whole(value) and _in_range(value, question) for value in wanted)
    possible = ["yes", "no"] if question["type"] == "yes_no" else [one["value"] for one in question["options"]]
    return all(value in possible for value in wanted)


def _in_range(value: int, question: dict) -> bool:
    if question["type"] == "scale":
        return value in scale_values(question)
    least, most = question.get("minimum"), question.get("maximum")
    return (least is None or value >= least) and (most is None or value <= most)
