"""The standard questionnaires, as data. Wording is the portal's own; `source` says whose idea stands behind it."""

from dataclasses import dataclass

from programs.engagements.kinds import Kind

AGREE = {"low": "Not at all", "high": "Very much", "most": 5}
OFTEN = {"low": "Rarely", "high": "Nearly always", "most": 5}


@dataclass(frozen=True)
class Standard:
    """A questionnaire that every organization has."""

    code: str
    title: str
    introduction: str
    source: str
    questions: list[dict]


@dataclass(frozen=True)
class Ending:
    """What a kind of engagement asks at its end, and whether answers are kept apart from their people."""

    code: str
    anonymous: bool


def _scale(key: str, label: str, *, only: str = "", **words) -> dict:
    question = {"key": key, "type": "scale", "label": label, **(words or AGREE)}
    return {**question, "only": only} if only else question


def _text(key: str, label: str) -> dict:
    return {"key": key, "type": "text", "label": label}


def _yes_no(key: str, label: str) -> dict:
    return {"key": key, "type": "yes_no", "label": label}


PULSE = Standard(
    "session-pulse",
    "After the session",
    "Three questions, one minute.",
    "After the Session Rating Scale: Duncan, Miller, Sparks, Claud, Reynolds, Brown and Johnson (2003)",
    [
        _scale("heard", "I was heard."),
        _scale("topic", "We worked on what matters to me."),
        _scale("next", "I know what I will do next."),
    ],
)

MENTORING_END = Standard(
    "mentoring-end",
    "Looking back on the circle",
    "What the circle changed for you, and what the next one should know.",
    "Progress and benefit after Berk et al. (2005), Academic Medicine 80(1); confidence after Bandura (1997)",
    [
        _scale("progress", "I made progress with what I came for."),
        _scale("confidence", "I am surer of what I can do than when we began."),
        _scale("alone", "I can find my way through the next difficulty by myself."),
        _scale("gave", "As mentor, I took something from this for myself.", only="mentor"),
        _yes_no("again", "Would you join a circle again?"),
        _text("helped", "What helped you most?"),
        _text("change", "What should the next circle do differently?"),
    ],
)

COACHING_END = Standard(
    "coaching-end",
    "Looking back on the coaching",
    "What was reached, what can be seen of it, and how you worked together.",
    "Bond, tasks, goals after Bordin (1979), Psychotherapy 16(3), and the Working Alliance Inventory (1989)",
    [
        _scale("reached", "The objectives were reached."),
        _scale("seen", "The change can be seen at work."),
        _scale("bond", "There was trust between coach and client."),
        _scale("tasks", "The time was spent on the right things."),
        _scale("goals", "Everybody agreed on what the coaching was for."),
        _text("said", "What made the difference, or was missing?"),
    ],
)

TRAINING_REACTION = Standard(
    "training-reaction",
    "About the course",
    "What was of use to you, and what you will do with it.",
    "Level 1, reaction: Kirkpatrick and Kirkpatrick (2006), Evaluating Training Programs, 3rd edition",
    [
        _scale("relevant", "What I learned fits the work I do."),
        _scale("recommend", "I would recommend the course to a colleague."),
        _scale("use", "I will use what I learned within a month."),
        _text("better", "What would make the course better?"),
    ],
)

FEEDBACK_360 = Standard(
    "feedback-360",
    "How others see this person’s work",
    "Think of the last three months. Say what you have seen, not what you have heard.",
    "Competencies chosen after Yukl (2012), Effective leadership behavior, Academy of Management Perspectives 26(4)",
    [
        _scale("delegating", "Delegating", **OFTEN),
        _scale("listening", "Listening", **OFTEN),
        _scale("feedback", "Giving feedback", **OFTEN),
        _scale("direction", "Setting direction", **OFTEN),
        _scale("deciding", "Deciding", **OFTEN),
        _scale("calm", "Staying calm", **OFTEN),
        _text("comment", "One thing to keep doing, and one to try"),
    ],
)

STANDARDS = {
    standard.code: standard for standard in (PULSE, MENTORING_END, COACHING_END, TRAINING_REACTION, FEEDBACK_360)
}
# A contract has two or three people: nobody could be anonymous among them, so each sees their own answers again.
ENDINGS = {
    Kind.MENTORING: Ending("mentoring-end", anonymous=True),
    Kind.COACHING: Ending("coaching-end", anonymous=False),
    Kind.TRAINING: Ending("training-reaction", anonymous=True),
}
ABOUT_A_PERSON = frozenset({FEEDBACK_360.code})
