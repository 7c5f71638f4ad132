"""Text near its end: people who came back from leave agreed to keep theirs for four months, and the day is near."""

from dataclasses import replace

from portal.management.demo.mentoring import CircleStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline
from programs.covenant.actions import declare_terms, delete_due_texts, tell_deletions
from programs.covenant.queries import declared_terms
from programs.engagements.models import Program

MONTHS = 4
ASKED = "What do I say when the roster is full and I am asked again?"


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Put it on the timeline."""

    def program() -> Program:
        return Program.objects.get(pk=programs["return"])

    def declare() -> None:
        terms = replace(declared_terms(program()), months=MONTHS)
        declare_terms(program=program(), terms=terms, by=people.olga)

    def look() -> None:
        tell_deletions()
        delete_due_texts()

    timeline.at(timeline.exactly(-330, 9), lambda: people.organization, declare)
    story = CircleStory(
        timeline,
        people,
        program,
        title="First weeks back",
        purpose="Finding the way in again, one shift at a time.",
        mentor="helen",
        members=["amara", "bruno"],
        meets="Every two weeks",
    )
    story.form(-215, lasts=90, by="paul").start(-213)
    for number, title in enumerate(["The first day", "Saying no to nights", "Looking ahead"]):
        story.meet(
            Planned(
                timeline.day(-205 + 21 * number, 8),
                "helen",
                title=title,
                topics=[("amara", ASKED, ["bruno"])] * (number == 1),
                note=f"{title}: we wrote down one sentence that each of us will say this week.",
                others_notes=[("amara", "It was easier to say than I had thought.")] * (number == 1),
            )
        )
    story.end(-115, seed=21).close(-98)
    timeline.at(timeline.exactly(-1, 3), lambda: people.organization, look)
