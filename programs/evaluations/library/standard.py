"""What a standard questionnaire is made of."""

from dataclasses import dataclass, field

AGREE = {"low": "Not at all", "high": "Very much", "most": 5}
OFTEN = {"low": "Rarely", "high": "Nearly always", "most": 5}
SURE = {"low": "Not at all sure", "high": "Completely sure", "most": 5}


@dataclass(frozen=True)
class Standard:
    """A questionnaire that every organization has."""

    code: str
    title: str
    introduction: str
    source: str
    questions: list[dict]
    translations: dict = field(default_factory=dict)
    about_a_person: bool = False


def scale(key: str, label: str, **more) -> dict:
    """Agreement from 1 to 5, unless other words are given."""
    return {"key": key, "type": "scale", "label": label, **AGREE, **more}


def text(key: str, label: str, **more) -> dict:
    """Something in words, which may be left out."""
    return {"key": key, "type": "text", "label": label, **more}


def yes_no(key: str, label: str, **more) -> dict:
    """Yes or no."""
    return {"key": key, "type": "yes_no", "label": label, **more}


def section(key: str, label: str, **more) -> dict:
    """A heading for the questions below it."""
    return {"key": key, "type": "section", "label": label, **more}


def translated(title: str, introduction: str, ends: tuple[str, str], labels: dict, **more: dict) -> dict:
    """A translation in which all scales have the same ends.

    Args:
        ends: what the lowest and the highest point are called.
        labels: key to the question's words.
        more: key to other words of that question, as its `help`.
    """
    low, high = ends
    questions = {key: {"label": label, "low": low, "high": high, **more.get(key, {})} for key, label in labels.items()}
    return {"title": title, "introduction": introduction, "questions": questions}
