"""Harbour Health: a year of mentoring, coaching and training."""

from accounts.actions import change_calls
from portal.management.demo import (
    covenant,
    designing,
    evaluating,
    filing,
    focusing,
    harbour_coaches,
    harbour_coaching,
    harbour_ending,
    harbour_mentoring,
    harbour_training,
    hearing,
    hours,
    keeping,
    mails,
    openings,
    practising,
    preparing,
    questionnaires,
    writing,
)
from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.engagements.actions import (
    create_program,
    give_program,
    move_program,
    set_own_reminders,
    set_program_reminders,
)
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Program

# key: kind, name, purpose, first day, last day (from today), the states it has gone through
PROGRAMS = {
    "leads": (
        "mentoring",
        "First-year leads",
        "Nobody should have to learn to lead alone. People in their first year of leading others meet somebody who "
        "remembers how hard that was.",
        -330,
        120,
        ["open", "running"],
    ),
    "pairs": ("mentoring", "Cross-site pairs", "Learn how another site does it.", -200, 160, ["open", "running"]),
    "return": (
        "mentoring",
        "Coming back",
        "Find your feet after a long leave.",
        -340,
        -60,
        ["open", "running", "closed"],
    ),
    "newcomers": (
        "mentoring",
        "A mentor for newcomers",
        "The first hundred days with somebody at your side.",
        30,
        300,
        [],
    ),
    "coaching": (
        "coaching",
        "Leading bigger teams",
        "For people whose team has grown faster than their habits.",
        -340,
        150,
        ["open", "running"],
    ),
    "request": (
        "coaching",
        "Coaching on request",
        "You say what it is about, and when. The coach makes room for it.",
        -60,
        240,
        ["open", "running"],
    ),
    "board": ("coaching", "Coaching for the board", "What got us here will not get us there.", 20, 380, ["design"]),
    "courses": ("training", "Courses for leads", "Short, practical, in small groups.", -340, 200, ["open", "running"]),
    "safety": (
        "training",
        "Safety 2025",
        "Everybody hands over safely.",
        -350,
        -120,
        ["open", "running", "closed", "archived"],
    ),
}
SESSIONS = {  # what programs say about theirs, where it is not the usual
    "leads": {"session_minutes": 75},
    "return": {"session_place": "Meeting room 2, second floor"},
    "request": {"booked_by": "led", "late_hours": 48, "reminder_minutes": [24 * 60, 15]},
}
REMINDERS = {  # when their people are reminded of what, where it is not the usual
    "leads": {"prepare": [72, 24], "action": [3, 0], "overdue": [3, 7]},
    "request": {"prepare": [], "notes": [24]},
}
AMARAS = {"session": [24 * 60, 30], "prepare": [48], "action": [2, 1, 0]}
CALLS = "https://meet.harbour.example/{session}"
PAUL_RUNS = ("leads", "pairs", "return")


def tell(timeline: Timeline, people: People) -> None:
    """Put everything that happens at Harbour Health on the timeline."""
    programs: dict = {}
    timeline.at(
        timeline.exactly(-360, 9),
        lambda: people.organization,
        lambda: change_calls(organization=people.organization, call_template=CALLS, by=people.olga),
    )
    for key, plan in PROGRAMS.items():
        _program(timeline, people, programs, key, plan)
    covenant.tell(timeline, people, programs)
    evaluating.plan_questions(timeline, people, programs)
    harbour_mentoring.tell(timeline, people, programs)
    harbour_coaching.tell(timeline, people, programs)
    designing.tell(timeline, people, programs)
    harbour_coaches.tell(timeline, people, programs)
    harbour_ending.tell(timeline, people, programs)
    harbour_training.tell(timeline, people, programs)
    hours.tell(timeline, people)
    filing.tell(timeline, people)
    timeline.at(
        timeline.exactly(-30, 9),
        lambda: people.organization,
        lambda: set_own_reminders(leads=AMARAS, by=people["amara"]),
    )
    keeping.tell(timeline, people, programs)
    mails.tell(timeline, people)
    hearing.tell(timeline, people)
    preparing.tell(timeline, people)
    focusing.tell(timeline, people)
    practising.tell(timeline, people)
    openings.tell(timeline, people)
    questionnaires.tell(timeline, people, programs)
    writing.tell(timeline, people)
    _finish(timeline, people, programs)


def _program(timeline: Timeline, people: People, programs: dict, key: str, plan: tuple) -> None:
    kind, name, purpose, first, last, states = plan

    def create():
        programs[key] = create_program(
            kind=kind,
            name=name,
            purpose=purpose,
            starts_on=timeline.day(first).date(),
            ends_on=timeline.day(last).date(),
            by=people.olga,
            **SESSIONS.get(key, {}),
        ).pk
        program = Program.objects.get(pk=programs[key])
        set_program_reminders(program=program, leads=REMINDERS.get(key, {}), by=people.olga)
        for state in states[:2]:
            move_program(program=Program.objects.get(pk=programs[key]), to=ProgramState(state), by=people.olga)
        if key in PAUL_RUNS:
            give_program(program=Program.objects.get(pk=programs[key]), managers=[people.paul], by=people.olga)

    timeline.at(timeline.day(min(first, -3) - 5, 8), lambda: people.organization, create)


def _finish(timeline: Timeline, people: People, programs: dict) -> None:
    """Programs whose time is over are closed, after what ran in them."""
    for key, plan in PROGRAMS.items():
        for number, state in enumerate(plan[5][2:]):

            def act(key=key, state=state):
                move_program(program=Program.objects.get(pk=programs[key]), to=ProgramState(state), by=people.olga)

            timeline.at(timeline.day(plan[4] + 10 * number, 18), lambda: people.organization, act)
