"""The cross-site pairs of Harbour Health: circles of two, which meet often and briefly."""

from portal.management.demo.mentoring import CircleStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline

# mentor, member, purpose, first day, hour, days between sessions, what the mentor kept for both
PAIRS = [
    (
        "carla",
        "beatriz",
        "From the day clinic to a ward, and whether to.",
        -100,
        8,
        14,
        "Two shifts to shadow, then decide.",
    ),
    (
        "sofia",
        "pedro",
        "Opening a second treatment room.",
        -84,
        13,
        14,
        "Ask the patients first. Three questions are enough.",
    ),
    (
        "hugo",
        "yara",
        "Reading a room before reading an image.",
        -77,
        15,
        21,
        "Arrive five minutes early and say nothing.",
    ),
    (
        "rita",
        "elsa",
        "Staying calm when it is not your emergency.",
        -63,
        17,
        14,
        "Breathe out first. It sounds silly. It works.",
    ),
    (
        "kim",
        "vera",
        "How admissions and social work stop meeting in the corridor.",
        -56,
        12,
        14,
        "A weekly list of five names.",
    ),
    ("maja", "leo", "From the bench to the clinic.", -49, 18, 21, "Explain one result to somebody who fears it."),
]


def tell(timeline: Timeline, people: People, program) -> None:
    """Pairs at work, and one that is about to begin."""
    for mentor, member, purpose, first, hour, every, note in PAIRS:
        story = CircleStory(
            timeline,
            people,
            program,
            title=f"{people[mentor].user.first_name} and {people[member].user.first_name}",
            purpose=purpose,
            mentor=mentor,
            members=[member],
            meets=f"Every {every // 7} weeks, 45 minutes",
        )
        story.form(first - 8, by="paul").start(first - 7)
        for days in range(first, 15, every):
            story.meet(Planned(timeline.day(days, hour), mentor, 45, note=note if days == first else "", ahead=6))
    _ola(timeline, people, program)
    _ines(timeline, people, program)


def _ola(timeline: Timeline, people: People, program) -> None:
    story = CircleStory(
        timeline,
        people,
        program,
        title="Duarte and Ola",
        purpose="How Lisbon keeps a project on its budget, for somebody who never had to.",
        mentor="duarte",
        members=["ola"],
        meets="Every second Wednesday",
    )
    story.form(-90, by="paul").start(-88)
    notes = {
        -70: "Three lines are enough for a monthly forecast.",
        -45: "A number that nobody can explain is not a number.",
        -20: "The risk list is now half a page, and somebody reads it.",
    }
    for days, note in notes.items():
        story.meet(Planned(timeline.day(days, 9), "duarte", 45, note=note))
    story.meet(Planned(timeline.day(8, 9), "duarte", 45, ahead=12))


def _ines(timeline: Timeline, people: People, program) -> None:
    CircleStory(
        timeline,
        people,
        program,
        title="Helen and Ines",
        purpose="A controller learns what the wards need, and the other way round.",
        mentor="helen",
        members=["ines"],
        meets="Once a month",
    ).form(-16, by="paul").start(-14, agreeing=["helen"]).meet(Planned(timeline.day(5, 17), "helen", 60, ahead=10))
