"""Who opened whose notes: people in a circle, and once those who run a program whose covenant reserves it."""

from dataclasses import replace

from portal.management.demo.mentoring import CircleStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned, place
from portal.management.demo.timeline import Timeline
from portal.tenancy.context import organization_context
from programs.covenant.actions import declare_terms
from programs.covenant.items import ORGANIZATION, Access, Item
from programs.covenant.terms import default_terms
from programs.engagements.actions import create_program, move_program
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Engagement, Program
from programs.notes.actions import ask_emergency, open_for_oversight, record_accesses, refuse_emergency
from programs.notes.models import Opening
from programs.notes.queries import notes_of

NAME = "Speaking up"
PURPOSE = "Only to look into a complaint about how somebody is treated."
WHY = "A complaint of 3 people on ward 4 names this circle. I read what was agreed here about the rota, nothing else."
ALARM = "Somebody in this circle has not come to work for two days and can’t be reached."
READERS = {-9: ("amara", "tiago", "sara"), -6: ("jonas", "amara"), -2: ("priya",)}


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""
    timeline.at(timeline.exactly(-120, 8), lambda: people.organization, lambda: _reserve(timeline, people))
    story = CircleStory(
        timeline,
        people,
        lambda: Program.objects.get(name=NAME),
        title="Speaking up on the wards",
        purpose="How to say that something is wrong, and be heard.",
        mentor="hugo",
        members=["tiago", "vera"],
        meets="Every six weeks, 60 minutes",
    )
    story.form(-100, by="olga").start(-98)
    notes = {
        -60: "Say what you saw, then what you fear, then what you ask for.",
        -18: "We talk about the rota first.",
    }
    for days, note in notes.items():
        story.meet(Planned(timeline.day(days, 8), "hugo", note=note, private="Ask Vera how she is."))
    for days, readers in READERS.items():
        for number, key in enumerate(readers):
            _read(timeline, people, timeline.exactly(days, 18 + number, 12), key, "First-time team leads")
    _read(timeline, people, timeline.exactly(-10, 17, 41), "tiago", story.title)
    _oversee(timeline, people, story)
    _alarm(timeline, people, story)


def _reserve(timeline: Timeline, people: People) -> None:
    """A program that reserves both ways in for the organization."""
    program = create_program(
        kind="mentoring",
        name=NAME,
        purpose="People who see a risk learn to say so.",
        starts_on=timeline.day(-110).date(),
        ends_on=timeline.day(240).date(),
        by=people.olga,
    )
    terms = default_terms("mentoring")
    row = {**terms.matrix[Item.NOTES], ORGANIZATION: Access.REASON.value}
    terms = replace(terms, matrix={**terms.matrix, Item.NOTES.value: row}, oversight=PURPOSE, emergency=True)
    declare_terms(program=program, terms=terms, by=people.olga)
    for state in (ProgramState.OPEN, ProgramState.RUNNING):
        move_program(program=Program.objects.get(pk=program.pk), to=state, by=people.olga)


def _read(timeline: Timeline, people: People, moment, key: str, title: str) -> None:
    """Somebody opens the page with the notes."""

    def act():
        engagement, reader = Engagement.objects.select_related("program").get(title=title), people[key]
        with organization_context(people.organization.pk, reader.user_id):
            record_accesses(notes=notes_of(engagement, place(people, key, engagement.pk)), reader=reader)

    timeline.at(moment, lambda: people.organization, act)


def _oversee(timeline: Timeline, people: People, story: CircleStory) -> None:
    def act():
        opening = open_for_oversight(engagement=story.engagement(), reason=WHY, by=people.olga)
        # By the clock of the database this opening was over long ago; a reader of the same notes finds them for it.
        with organization_context(people.organization.pk, people["tiago"].user_id):
            notes = notes_of(story.engagement(), place(people, "tiago", story.id))
            shown = [note for note in notes if note.audience != "private"]
            record_accesses(notes=shown, reader=people.olga, opening=opening)

    timeline.at(timeline.exactly(-12, 10, 41), lambda: people.organization, act)


def _alarm(timeline: Timeline, people: People, story: CircleStory) -> None:
    """An emergency that was none: a colleague had met the person that morning."""
    timeline.at(
        timeline.exactly(-5, 9, 5),
        lambda: people.organization,
        lambda: ask_emergency(engagement=story.engagement(), reason=ALARM, by=people.olga),
    )

    def refuse():
        opening = Opening.objects.select_related("engagement__program").get(kind=Opening.Kind.EMERGENCY)
        refuse_emergency(opening=opening, by=people["elena"])

    timeline.at(timeline.exactly(-5, 9, 20), lambda: people.organization, refuse)
