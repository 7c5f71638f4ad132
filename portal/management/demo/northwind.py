"""Northwind Academy: a smaller organization on the same install."""

from functools import partial

from portal.management.demo.coaching import ContractStory
from portal.management.demo.mentoring import CircleStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline
from portal.management.demo.training import CohortStory, CourseStory
from programs.engagements.actions import create_program, move_program
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Program

PROGRAMS = {
    "teaching": ("mentoring", "Teaching well", "Lecturers learn from lecturers."),
    "deans": ("coaching", "Coaching for deans", "A new chair, a new view."),
    "skills": ("training", "Skills for teaching", "Short courses, used the next morning."),
}


def tell(timeline: Timeline, people: People) -> None:
    """Put everything that happens at Northwind Academy on the timeline."""
    programs: dict = {}

    def create():
        for key, (kind, name, purpose) in PROGRAMS.items():
            program = create_program(kind=kind, name=name, purpose=purpose, by=people.greta)
            move_program(program=program, to=ProgramState.OPEN, by=people.greta)
            programs[key] = program.pk

    timeline.at(timeline.day(-150, 8), lambda: people.organization, create)

    def program(key: str):
        return lambda: Program.objects.get(pk=programs[key])

    _circle(
        timeline,
        CircleStory(
            timeline,
            people,
            program("teaching"),
            title="The first semester",
            purpose="Standing in front of two hundred people for the first time.",
            mentor="ida",
            members=["mikkel", "emil", "clara", "oskar"],
            meets="Every three weeks",
        ),
    )
    _contract(
        timeline,
        ContractStory(timeline, people, program("deans"), client="signe", coach="rafael", sponsor="greta", budget=6),
    )
    course = partial(CourseStory, timeline, people, program("skills"), by="greta")
    _course(
        timeline,
        course(
            days=-100,
            title="Questions that open a room",
            summary="How to ask so that students answer, and to wait until they do.",
            outcomes="Ask one question and wait ten seconds\nTurn a wrong answer into a good one",
            length="2 afternoons",
        ),
    )


def _circle(timeline: Timeline, story: CircleStory) -> None:
    story.form(-110, lasts=250, by="greta").start(-106)
    story.meet(
        Planned(
            timeline.day(-98, 15),
            "ida",
            title="The first lecture",
            topics=[("emil", "I lose the back rows after ten minutes", ["clara"])],
            note="Move. Walk to the back row, and the back row wakes up.",
        )
    ).meet(
        Planned(
            timeline.day(-28, 15),
            "ida",
            title="Marking without mercy or malice",
            missing=["oskar"],
            note="Mark one question across all papers, then the next.",
        )
    ).meet(Planned(timeline.day(7, 15), "ida", title="The exam that teaches", ahead=20))


def _contract(timeline: Timeline, story: ContractStory) -> None:
    story.draft(-70, lasts=200, by="greta").design(
        -64,
        purpose="Signe became dean of people who used to be her colleagues.",
        focus="Deciding in the open",
        arrangement="Every three weeks by video, 45 minutes.",
        objectives=[
            {
                "title": "Decide in the open",
                "indicator": "Decisions with written reasons, of the last ten",
                "unit": "decisions",
                "baseline": 2,
                "target": 8,
                "due": 90,
            },
        ],
    ).send(-60).sign(signe=-59, rafael=-58, greta=-57)
    story.meet(
        Planned(
            timeline.day(-50, 12),
            "rafael",
            45,
            "A new chair",
            note="Signe wrote down what she will never decide alone.",
        )
    ).meet(Planned(timeline.day(9, 12), "rafael", 45, "Reasons in writing", ahead=12))
    story.measure("Decide in the open", [(-40, 3), (-12, 5)])


def _course(timeline: Timeline, course: CourseStory) -> None:
    past = [("Asking", timeline.day(-60, 14)), ("Waiting", timeline.day(-53, 14))]
    CohortStory(course, name="October", seats=6, trainer="freja", place="Hall 2", needed=2, times=past).plan(
        -90, by="greta"
    ).enrol(-80, ["mikkel", "clara", "nora", "aksel", "oskar"]).start(-61).attend({2: ["oskar"]}).complete(-50)
    CohortStory(
        course,
        name="January",
        seats=6,
        trainer="freja",
        place="Hall 2",
        needed=2,
        times=[("Asking", timeline.day(60, 14)), ("Waiting", timeline.day(67, 14))],
    ).plan(-20, by="greta").enrol(-15, ["emil", "nora"])
