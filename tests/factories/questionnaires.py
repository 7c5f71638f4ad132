"""Questionnaires of an organization's own, made through actions, and random ones for properties."""

from hypothesis import strategies as st

from programs.evaluations.actions import create_questionnaire, publish_questionnaire, save_question
from programs.evaluations.models import Questionnaire

QUESTIONS = [
    {"key": "first", "type": "section", "label": "How it went", "help": "All of it counts."},
    {"key": "again", "type": "yes_no", "label": "Would you come again?"},
    {"key": "why", "type": "text", "label": "Why not?", "when": {"key": "again", "is": ["no"]}, "required": True},
    {"key": "worth", "type": "scale", "label": "Was it worth it?", "least": 0, "most": 10, "low": "No", "high": "Yes"},
    {"key": "hours", "type": "number", "label": "How long did it take?", "minimum": 0, "maximum": 40, "unit": "hours"},
    {
        "key": "place",
        "type": "choice",
        "label": "Where?",
        "options": [{"value": "room", "label": "In a room"}, {"value": "call", "label": "By video, from home"}],
    },
    {"key": "more", "type": "section", "label": "By video", "when": {"key": "place", "is": ["call"]}},
    {
        "key": "trouble",
        "type": "choices",
        "label": "What was hard?",
        "most": 2,
        "options": [
            {"value": "sound", "label": "Sound"},
            {"value": "picture", "label": "Picture"},
            {"value": "focus", "label": "Staying with it"},
        ],
    },
]
ANSWERS = {"again": "yes", "worth": 10, "hours": 3, "place": "room"}


def make_draft(cast, title: str = "Our own", questions: list[dict] | None = None, **kwargs) -> Questionnaire:
    """A draft of Olga's."""
    draft = create_questionnaire(title=title, by=cast.administrator, **kwargs)
    for question in QUESTIONS if questions is None else questions:
        draft = save_question(questionnaire=draft, question=question, by=cast.administrator)
    return draft


def make_own(cast, title: str = "Our own", **kwargs) -> Questionnaire:
    """The same, published."""
    return publish_questionnaire(questionnaire=make_draft(cast, title, **kwargs), by=cast.administrator)


def _question(draw, key: str) -> dict:
    kind = draw(st.sampled_from(["scale", "number", "choice", "choices", "yes_no", "text"]))
    found = {"key": key, "type": kind, "label": f"About {key}", "required": draw(st.booleans())}
    if kind == "scale":
        least = draw(st.sampled_from([0, 1]))
        found |= {"least": least, "most": least + draw(st.integers(1, 10)), "low": "Low", "high": "High"}
    if kind == "number":
        minimum = draw(st.integers(-50, 50))
        found |= {"minimum": minimum, "maximum": minimum + draw(st.integers(1, 100))}
    if kind in ("choice", "choices"):
        count = draw(st.integers(2, 5))
        found["options"] = [{"value": f"{key}-{n}", "label": f"Option {n}"} for n in range(count)]
        if kind == "choices":
            found["most"] = draw(st.integers(1, count))
    return found


def good_answer(draw, question: dict):
    """A valid answer to a question."""
    kind = question["type"]
    if kind == "scale":
        return draw(st.integers(question["least"], question["most"]))
    if kind == "number":
        return draw(st.integers(question["minimum"], question["maximum"]))
    if kind == "yes_no":
        return draw(st.sampled_from(["yes", "no"]))
    if kind == "text":
        return draw(st.text("abc ", min_size=1, max_size=9).filter(str.strip)).strip()
    values = [option["value"] for option in question["options"]]
    if kind == "choice":
        return draw(st.sampled_from(values))
    chosen = draw(st.sets(st.sampled_from(values), min_size=1, max_size=question["most"]))
    return [value for value in values if value in chosen]


def bad_answers(question: dict) -> list:
    """Answers that are not possible, and a missing one where it is needed."""
    kind = question["type"]
    found: list = {
        "scale": lambda: [question["least"] - 1, question["most"] + 1, "many", 1.5, True, "²"],
        "number": lambda: [question["minimum"] - 1, question["maximum"] + 1, "1,5", "x", ["1"]],
        "choice": lambda: ["elsewhere", ["elsewhere"]],
        "choices": lambda: [["elsewhere"], "elsewhere", [option["value"] for option in question["options"]] + ["x"]],
        "yes_no": lambda: ["maybe", "YES"],
        "text": lambda: ["x" * 10_001],
    }[kind]()
    return [*found, None, "", []] if question["required"] else found


@st.composite
def questionnaires_with_answers(draw) -> tuple[list[dict], dict]:
    """Valid questions, some of them under sections and on conditions, with valid answers to all of them."""
    questions: list[dict] = []
    answers: dict = {}
    for number in range(draw(st.integers(1, 7))):
        if draw(st.integers(0, 4)) == 0:
            questions.append({"key": f"s{number}", "type": "section", "label": f"Part {number}"})
        question = _question(draw, f"q{number}")
        asked = [one for one in questions if one["type"] not in ("section", "text")]
        if asked and draw(st.booleans()):
            on = draw(st.sampled_from(asked))
            wanted = good_answer(draw, on)
            question["when"] = {"key": on["key"], "is": wanted if isinstance(wanted, list) else [wanted]}
        questions.append(question)
        answers[question["key"]] = good_answer(draw, question)
    return questions, answers
