"""A questionnaire of Harbour's own, in two languages and asked in a circle, and a draft of another."""

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from programs.evaluations.actions import (
    create_questionnaire,
    ensure_library,
    plan_round,
    publish_questionnaire,
    save_question,
    translate_questionnaire,
)

WARDS = [
    {"key": "work", "type": "section", "label": "At work", "help": "Think of the last four weeks."},
    {
        "key": "hours",
        "type": "number",
        "label": "How long did you prepare for the last session?",
        "minimum": 0,
        "maximum": 600,
        "unit": "minutes",
    },
    {
        "key": "shift",
        "type": "choice",
        "label": "When do you mostly work?",
        "options": [
            {"value": "day", "label": "By day"},
            {"value": "night", "label": "At night"},
            {"value": "both", "label": "Both, in turns"},
        ],
    },
    {
        "key": "rest",
        "type": "scale",
        "label": "How rested do you come to the sessions?",
        "least": 1,
        "most": 4,
        "low": "Worn out",
        "high": "Fresh",
        "points": {"1": "Worn out", "2": "Rather tired", "3": "Rather rested", "4": "Fresh"},
        "when": {"key": "shift", "is": ["night", "both"]},
    },
    {"key": "circle", "type": "section", "label": "In the circle"},
    {
        "key": "recommend",
        "type": "scale",
        "label": "Would you tell a colleague to join one?",
        "least": 0,
        "most": 10,
        "low": "Never",
        "high": "At once",
    },
    {
        "key": "takes",
        "type": "choices",
        "label": "What do you take from it?",
        "most": 2,
        "options": [
            {"value": "ideas", "label": "Ideas to try"},
            {"value": "people", "label": "People I can ask"},
            {"value": "calm", "label": "An hour to think"},
        ],
    },
    {"key": "go-on", "type": "yes_no", "label": "Is the time of day right?"},
    {
        "key": "better",
        "type": "text",
        "label": "Which time would be better?",
        "required": True,
        "when": {"key": "go-on", "is": ["no"]},
    },
]
GERMAN = {
    "title": "Wie es dem Kreis geht",
    "introduction": "Höchstens sieben Fragen, drei Minuten.",
    "questions": {
        "work": {"label": "Bei der Arbeit", "help": "Denken Sie an die letzten vier Wochen."},
        "hours": {"label": "Wie lange haben Sie sich auf die letzte Sitzung vorbereitet?", "unit": "Minuten"},
        "shift": {
            "label": "Wann arbeiten Sie meistens?",
            "options": {"day": "Am Tag", "night": "In der Nacht", "both": "Beides im Wechsel"},
        },
        "rest": {
            "label": "Wie ausgeruht kommen Sie in die Sitzungen?",
            "low": "Erschöpft",
            "high": "Frisch",
            "points": {"1": "Erschöpft", "2": "Eher müde", "3": "Eher ausgeruht", "4": "Frisch"},
        },
        "circle": {"label": "Im Kreis"},
        "recommend": {"label": "Würden Sie anderen dazu raten?", "low": "Niemals", "high": "Sofort"},
        "takes": {
            "label": "Was nehmen Sie mit?",
            "options": {"ideas": "Ideen zum Ausprobieren", "people": "Leute zum Fragen", "calm": "Zeit zum Nachdenken"},
        },
        "go-on": {"label": "Passt die Uhrzeit?"},
        "better": {"label": "Welche Zeit wäre besser?"},
    },
}


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Olga writes one in spring, asks it two days ago, and begins another."""
    timeline.at(timeline.exactly(-120, 9), lambda: people.organization, lambda: _write(people))
    timeline.at(timeline.exactly(-2, 9), lambda: people.organization, lambda: _ask(people, programs))
    timeline.at(timeline.exactly(-1, 9), lambda: people.organization, lambda: _begin(people))


def _write(people: People) -> None:
    ensure_library(by=people.olga)
    row = create_questionnaire(
        title="How the circle is doing",
        introduction="At most seven questions, three minutes.",
        source="Written with the wards of Harbour Health",
        by=people.olga,
    )
    for question in WARDS:
        save_question(questionnaire=row, question=question, by=people.olga)
    translate_questionnaire(questionnaire=row, language="de", words=GERMAN, by=people.olga)
    publish_questionnaire(questionnaire=row, by=people.olga)


def _ask(people: People, programs: dict) -> None:
    circles = Engagement.objects.filter(program=programs["leads"], state=State.ACTIVE)
    circle = circles.filter(participations__membership=people.amara).first()
    if circle:
        plan_round(engagement=circle, code="how-the-circle-is-doing", stage="middle", by=None, anonymous=True)


def _begin(people: People) -> None:
    row = create_questionnaire(title="Half a year after the course", by=people.olga)
    for label in ("I still use what I learned.", "I taught some of it to others."):
        question = {"type": "scale", "label": label, "low": "Not at all", "high": "Very much"}
        save_question(questionnaire=row, question=question, by=people.olga)
