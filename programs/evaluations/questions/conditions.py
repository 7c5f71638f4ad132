"""Whom a question is for, and after which answers it is asked."""

import re

from portal.errors import DomainError

WITH_NUMBERS = ("scale", "number")
BOUND = re.compile(r"at (least|most) (-?\d+)", re.IGNORECASE)
YES_NO = (("yes", "Yes"), ("no", "No"))


def is_question(entry: dict) -> bool:
    """Whether it is answered; a section is not."""
    return entry["type"] != "section"


def for_role(questions: list[dict], role: str) -> list[dict]:
    """What somebody with this role is asked.

    A section that is not theirs takes its questions along, and a question those that depend on it.
    """
    found, section_is_theirs = [], True
    for entry in questions:
        theirs = not entry.get("only") or entry["only"] == role
        if entry.get("when"):
            theirs = theirs and entry["when"]["key"] in {one["key"] for one in found}
        if not is_question(entry):
            section_is_theirs = theirs
        if theirs and section_is_theirs:
            found.append(entry)
    return found


def conditions_of(questions: list[dict]) -> dict[str, list[dict]]:
    """What each question depends on, by key: its section's condition and its own."""
    found, above = {}, []
    for entry in questions:
        own = [entry["when"]] if entry.get("when") else []
        if not is_question(entry):
            above = own
            found[entry["key"]] = own
        else:
            found[entry["key"]] = [*above, *own]
    return found


def shown_questions(questions: list[dict], answers: dict) -> list[dict]:
    """The questions (without sections) that these answers lead to.

    A question that is not shown counts as not answered, also for those that depend on it.
    """
    conditions, given, found = conditions_of(questions), {}, []
    for question in filter(is_question, questions):
        if all(_holds(condition, given.get(condition["key"])) for condition in conditions[question["key"]]):
            found.append(question)
            given[question["key"]] = answers.get(question["key"])
    return found


def _holds(condition: dict, value) -> bool:
    if value is None:
        return False
    wanted = condition["is"]
    if isinstance(wanted, dict):
        return value >= wanted["at_least"] if "at_least" in wanted else value <= wanted["at_most"]
    return any(one in wanted for one in value) if isinstance(value, list) else value in wanted


def condition_words(condition: dict, questions: list[dict]) -> str:
    """ "If you said “Yes” at “Would you join again?”"."""
    question = next(one for one in questions if one["key"] == condition["key"])
    wanted = condition["is"]
    if isinstance(wanted, dict):
        bound, number = next(iter(wanted.items()))
        said = f"{number} or {'more' if bound == 'at_least' else 'less'}"
    else:
        names = _names(question)
        said = " or ".join(f"“{names.get(value, value)}”" for value in wanted)
    return f"If you said {said} at “{question['label']}”"


def _names(question: dict) -> dict:
    if question["type"] == "yes_no":
        return dict(YES_NO)
    return {option["value"]: option["label"] for option in question.get("options", [])}


def parse_condition(question: dict, words: str) -> dict:
    """A condition on this question from what somebody wrote: "yes", "4, 5", "at least 4", or words of options.

    Raises:
        DomainError: it says which answers there are.
    """
    bound = BOUND.fullmatch(words.strip())
    if bound and question["type"] in WITH_NUMBERS:
        return {"key": question["key"], "is": {f"at_{bound[1].lower()}": int(bound[2])}}
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if question["type"] in WITH_NUMBERS:
        if parts and all(re.fullmatch(r"-?\d{1,9}", part, re.ASCII) for part in parts):
            return {"key": question["key"], "is": [int(part) for part in parts]}
        raise DomainError("Write numbers, as 4, 5, or “at least 4”, or “at most 2”.", "when_values")
    values = _values(question, words, parts)
    if not values or None in values:
        possible = ", ".join(_names(question).values())
        raise DomainError(f"Write one or more of its answers, with commas between them: {possible}.", "when_values")
    return {"key": question["key"], "is": list(dict.fromkeys(values))}


def _values(question: dict, words: str, parts: list[str]) -> list:
    names = _names(question)
    known = {**{value.lower(): value for value in names}, **{label.lower(): value for value, label in names.items()}}
    found, place = [], 0
    while place < len(parts):  # an option may have a comma in it, so the longest one that fits is taken
        ends = range(len(parts), place, -1)
        end = next((end for end in ends if ", ".join(parts[place:end]).lower() in known), place + 1)
        found.append(known.get(", ".join(parts[place:end]).lower()))
        place = end
    return found
