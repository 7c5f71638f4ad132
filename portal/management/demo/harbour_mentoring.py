"""The circles and pairs of Harbour Health."""

from datetime import timedelta
from functools import partial

from portal.management.demo import harbour_pairs, passing_on
from portal.management.demo.mentoring import CircleStory
from portal.management.demo.people import People
from portal.management.demo.polls import Asked
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Program

CALL = "https://meet.harbour.example/"


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Circles that form, run, pause, go quiet, are evaluated and are closed."""

    def program(key: str):
        return lambda: Program.objects.get(pk=programs[key])

    circle = partial(CircleStory, timeline, people)
    _first_time_leads(
        timeline,
        circle(
            program("leads"),
            title="First-time team leads",
            purpose="A place to talk honestly about the first year of leading people, with someone who remembers how "
            "hard hers was.",
            mentor="helen",
            members=["amara", "tiago", "jonas", "priya", "sara", "dario"],
            meets="Every four weeks, 75 minutes",
        ),
    )
    _quiet(
        timeline,
        circle(
            program("leads"),
            title="Clinic managers",
            purpose="Running a clinic is lonely work. Here it is not.",
            mentor="duarte",
            members=["maja", "sofia", "erik"],
            meets="Every three weeks",
        ),
    )
    circle(
        program("leads"),
        title="Night shift",
        purpose="Leading when everybody else sleeps.",
        mentor="carla",
        members=["lena", "filipe", "marco"],
        meets="Once a month",
    ).form(-9, lasts=240, by="paul").ask(
        Asked(
            timeline.exactly(-8, 10),
            timeline.exactly(-4, 23, 59),
            "carla",
            {"carla": "yyn", "lena": "yin", "filipe": "yyy", "marco": "nyn"},
            minutes=60,
            quorum=3,
            since=timeline.exactly(5),
            decided=timeline.exactly(-4, 8),
        )
    )
    circle(
        program("leads"),
        title="Theatre leads",
        purpose="Calm in the room, clear outside of it.",
        mentor="helen",
        members=["rita", "bruno", "nuno"],
        meets="Every four weeks",
    ).form(-150, lasts=330, by="paul").start(-146).meet(
        Planned(
            timeline.day(-130, 16), "helen", 75, note="We drew the hour before the first incision, minute by minute."
        )
    ).pause(-60)
    _sisters(
        timeline,
        circle(
            program("return"),
            title="Back after leave",
            purpose="Coming back is a beginning, not a return.",
            mentor="carla",
            members=["elsa", "yara", "vera", "beatriz", "pedro"],
            meets="Every three weeks",
        ),
    )
    _evaluating(
        timeline,
        circle(
            program("leads"),
            title="Ward sisters",
            purpose="From good nurse to good lead.",
            mentor="helen",
            members=["hugo", "joao", "tomas", "leo", "marco"],
            meets="Every four weeks",
        ),
    )
    _handing_over(
        timeline,
        circle(
            program("leads"),
            title="Handing over",
            purpose="What one shift has to tell the next, and what it can leave out.",
            mentor="helen",
            members=["dario", "tomas", "ines"],
            meets="Every two weeks, 45 minutes",
        ),
    )
    harbour_pairs.tell(timeline, people, program("pairs"))


def _first_time_leads(timeline: Timeline, story: CircleStory) -> None:
    story.form(-128, lasts=350, by="paul").start(-124)
    passing_on.tell(story)
    story.meet(
        Planned(
            timeline.day(-120, 12),
            "helen",
            75,
            "What we want from this circle",
            join_url=CALL + "first-time-leads",
            topics=[("amara", "How do I stop doing my old job?", ["tiago", "priya"])],
            note="Each of us named one thing we want to be different in a year. Helen told how she hid in "
            "paperwork in hers.",
        )
    ).meet(
        Planned(
            timeline.day(-92, 12),
            "helen",
            75,
            "The first hard conversation",
            join_url=CALL + "first-time-leads",
            topics=[
                ("jonas", "How long do you wait before you say something?", ["amara", "sara", "dario"]),
                ("priya", "What if they cry?", ["tiago"]),
            ],
            note="Say it within a week, in private, about one act. Waiting made every story here worse.",
            actions=[("tiago", "Talk to Rui about the late reports, this week", 7, "done")],
        )
    ).meet(
        Planned(
            timeline.day(-64, 12),
            "helen",
            75,
            "When your peers become your team",
            join_url=CALL + "first-time-leads",
            missing=["dario"],
            topics=[("sara", "My best friend is now in my team", ["amara", "jonas"])],
            note="Sara told her story. The friendship survived because she said first what would change.",
        )
    ).meet(
        Planned(
            timeline.day(-36, 12),
            "helen",
            75,
            "Praise that people believe",
            join_url=CALL + "first-time-leads",
            missing=["jonas"],
            said=[("jonas", "jonas", "excused"), ("jonas", "helen", "present")],
            topics=[("tiago", "Praise sounds false when I say it", ["amara", "priya", "sara"])],
            note="We talked about praise that people believe. Name the act, name what it changed, then stop. "
            "Helen’s rule: if you would not say it in front of the person’s manager, rethink it.\n\n"
            "To try before we meet again: one piece of specific praise a week, in person.",
            private="Jonas has been quiet since August. Ask him alone, not in the round.",
            others_notes=[
                (
                    "amara",
                    "I avoid praising Tomás because I worry it sounds false after the rota argument. "
                    "Say it about the handover sheet, that one was really good.",
                )
            ],
            actions=[("amara", "Ask Priya how she plans her one-to-ones", 38)],
        )
    ).log(timeline.day(-50, 17), "helen", minutes=45, place="On the way back from the Sintra clinic").meet(
        Planned(
            timeline.day(2, 12),
            "helen",
            75,
            "Feedback to somebody who used to be your peer",
            join_url=CALL + "first-time-leads",
            ahead=30,
            topics=[
                (
                    "tiago",
                    "How do you give feedback to someone who used to be your peer?",
                    ["amara", "priya", "sara", "dario"],
                ),
                (
                    "amara",
                    "Saying no to your own manager without it becoming a thing",
                    ["tiago", "jonas", "sara", "priya"],
                ),
                ("jonas", "What Helen wishes she had stopped doing sooner", ["dario", "sara"]),
            ],
            life=[("tiago", "My father is ill. Can I lead a team and be with him every other week?")],
        )
    ).meet(
        Planned(
            timeline.day(30, 12), "helen", 75, "Holding a bad quarter", join_url=CALL + "first-time-leads", ahead=35
        )
    ).ask(
        Asked(
            timeline.exactly(-2, 9),
            timeline.exactly(4, 23, 59),
            "helen",
            {"helen": "yyyy", "tiago": "yyin", "priya": "nyyy", "sara": "iyn-"},
            minutes=75,
            quorum=5,
            since=timeline.exactly(8),
            join_url=CALL + "first-time-leads",
        )
    )


def _quiet(timeline: Timeline, story: CircleStory) -> None:
    story.form(-170, lasts=300, by="paul").start(-166).meet(
        Planned(
            timeline.day(-150, 15),
            "duarte",
            title="Where the hours go",
            note="Everybody brought last week’s calendar. A third of it could be somebody else’s.",
        )
    ).meet(
        Planned(
            timeline.day(-75, 15),
            "duarte",
            title="Budget without fear",
            missing=["erik"],
            topics=[("maja", "How do I defend a number I don’t believe in?", ["sofia"])],
            note="A budget is a story with numbers. Tell the story first.",
        )
    )


def _sisters(timeline: Timeline, story: CircleStory) -> None:
    story.form(-300, lasts=200, by="paul").start(-296)
    for number, title in enumerate(["Arriving", "What has changed here", "Asking for what I need", "Looking ahead"]):
        story.meet(
            Planned(
                timeline.day(-285 + 42 * number, 11),
                "carla",
                title=title,
                missing=["vera"] if number == 2 else [],
                note=f"{title}: each of us spoke for five minutes without being interrupted. That was the whole trick.",
            )
        )
    story.end(-120, seed=11).close(-95)


def _evaluating(timeline: Timeline, story: CircleStory) -> None:
    story.form(-250, lasts=240, by="paul").start(-245)
    for number in range(5):
        story.meet(
            Planned(
                timeline.day(-232 + 42 * number, 9),
                "helen",
                title=f"Session {number + 1}",
                topics=[("hugo", "How do I roster fairly?", ["joao"])] if number == 1 else [],
                note="What we said stays with us; what we learned is on the board in the staff room.",
            )
        )
    story.end(-12, leave=2, seed=12)


def _handing_over(timeline: Timeline, story: CircleStory) -> None:
    """A series: every two weeks at the same hour, the next one an hour and a half later than the others."""
    story.form(-44, lasts=220, by="paul").start(-40).meet_in_series(
        first=timeline.day(-33, 15),
        every=2,
        number=12,
        minutes=45,
        notes=[
            "Three things belong on the sheet: what changed, what is open, who decides.",
            "We read each other’s last handover aloud. Half of it was about us, not about the patient.",
        ],
        later=timedelta(minutes=90),
        reason="The ward round ends later that day.",
    ).meet(
        Planned(
            timeline.exactly(-1, 18),
            "helen",
            45,
            "One sheet for two wards",
            held=False,  # she has begun to write it up: demo/writing.py
            topics=[("dario", "Who keeps the sheet when the ward is split?", ["ines"])],
        )
    )
