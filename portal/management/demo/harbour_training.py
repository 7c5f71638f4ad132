"""The courses of Harbour Health."""

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from portal.management.demo.training import CohortStory, CourseStory
from programs.engagements.models import Program

DIFFICULT = ["Why we wait too long", "Opening well", "When it gets heated", "Saying no", "Your own case"]
CHANGE = ["The change and its cost", "Listening for the loss", "Resistance is information", "Pick one thing to stop"]


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Runs that are planned, full, half empty, under way, completed and cancelled."""
    program = lambda: Program.objects.get(pk=programs["courses"])  # noqa: E731 - read when it is needed
    talks = CourseStory(
        timeline,
        people,
        program,
        days=-330,
        title="Difficult conversations",
        summary="Practise the talks most people put off: poor work, a broken promise, a no. Small group, real "
        "cases, one trainer in the room.",
        outcomes="Open a hard talk in two sentences, without softening the point away\n"
        "Stay in it when the other person gets angry or goes silent\n"
        "End with something both of you will do, and by when",
        length="5 mornings, 2 hours each",
    )
    _spring(timeline, talks)
    _autumn(timeline, talks)
    change = CourseStory(
        timeline,
        people,
        program,
        days=-60,
        title="Leading change in a small team",
        summary="How to bring people along when you did not choose the change yourself.",
        outcomes="Name the change, and what it costs whom\nListen for the loss behind the resistance\n"
        "Pick one thing to stop",
        length="4 sessions, 90 minutes each",
    )
    _full(timeline, change)
    _open(timeline, change)
    _drafts(timeline, people, program)


def _spring(timeline: Timeline, course: CourseStory) -> None:
    learners = ["tiago", "jonas", "sara", "maja", "sofia", "hugo", "rita", "bruno", "carla"]
    times = [(title, timeline.day(-250 + 14 * number, 9, 30)) for number, title in enumerate(DIFFICULT)]
    CohortStory(
        course, name="Spring run", seats=12, trainer="marta", place="Room 4, Lisbon", needed=4, times=times
    ).plan(-300).enrol(-290, learners).start(-252).ask(-251, "baseline", mean=2.7).attend(
        {2: ["sara", "bruno"], 4: ["bruno"], 5: ["rita"]}
    ).complete(-190, leave=1).ask(-186, "end", leave=1, mean=3.9).close(-160)


def _autumn(timeline: Timeline, course: CourseStory) -> None:
    """The run that the demo's participant is in: full, three wait, two of five sessions are over."""
    learners = [
        "amara", "priya", "dario", "nuno", "ines", "tomas", "beatriz", "lena", "filipe", "elsa", "pedro", "yara", "leo",
        "vera", "marco", "kim",
    ]  # fmt: skip
    times = [(title, timeline.day(-27 + 14 * number, 9, 30)) for number, title in enumerate(DIFFICULT)]
    CohortStory(
        course, name="Autumn run", seats=16, trainer="marta", place="Room 4, Lisbon, or online", needed=4, times=times
    ).plan(-75).enrol(-70, learners).enrol(-60, ["joao", "mei", "ola"]).start(-30).ask(
        -29, "baseline", leave=2, seed=6, mean=2.9
    ).attend({2: ["lena", "leo"]}).ask(-14, "middle", leave=14, seed=8)  # three answer: too few to be shown


def _full(timeline: Timeline, course: CourseStory) -> None:
    times = [(title, timeline.day(24 + 7 * number, 16)) for number, title in enumerate(CHANGE)]
    keys = ["tiago", "jonas", "sara", "maja", "sofia", "erik", "hugo", "carla", "rita", "bruno"]
    CohortStory(
        course, name="Winter run", seats=8, trainer="owen", place="Online", needed=3, times=times, minutes=90
    ).plan(-50).enrol(-40, keys).leave(-20, "erik")


def _open(timeline: Timeline, course: CourseStory) -> None:
    times = [(title, timeline.day(80 + 7 * number, 14)) for number, title in enumerate(CHANGE)]
    CohortStory(
        course, name="Spring run", seats=16, trainer="owen", place="Room 2, Lisbon", needed=3, times=times, minutes=90
    ).plan(-30).enrol(-25, ["mei", "joao", "yara", "vera", "pedro"])


def _drafts(timeline: Timeline, people: People, program) -> None:
    handover = CourseStory(
        timeline,
        people,
        program,
        days=-40,
        title="Safe handover",
        summary="One page, two minutes, nothing lost between shifts.",
        outcomes="Hand over a patient in two minutes\nHear what is not said",
        length="One afternoon",
    )
    afternoon = [("Handing over", timeline.day(18, 14))]
    CohortStory(
        handover, name="December afternoon", seats=20, trainer="marta", place="Auditorium", needed=1, times=afternoon
    ).plan(-14).enrol(-12, ["leo", "lena"]).cancel(-6, "The auditorium is being repaired.")
    CohortStory(
        handover,
        name="January afternoon",
        seats=20,
        trainer="marta",
        place="Auditorium",
        needed=1,
        times=[("Handing over", timeline.day(53, 14))],
    ).plan(-5, enrolling=False)
