"""The coaching contracts of Harbour Health."""

from datetime import datetime, timedelta
from functools import partial

from portal.management.demo import objectives, proving
from portal.management.demo.amending import change_amara, extend_sara
from portal.management.demo.coaching import ContractStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Program

CALL = "https://meet.coaches.example/rafael"
DECIDE, SPEAK, LEAVE = (
    "Let the team make the decisions that are theirs",
    "Speak early in board meetings",
    "Leave work by six, four days a week",
)
RATERS = [
    ("lucia", "manager"),
    *[(key, "peer") for key in ("tiago", "priya", "sara", "dario", "jonas")],
    *[(key, "report") for key in ("tomas", "beatriz", "elsa", "pedro", "yara")],
]
SELF = {"delegating": 3.8, "listening": 3.2, "feedback": 3.0, "direction": 3.4, "deciding": 4.2, "calm": 2.6}
OTHERS = {"delegating": 2.4, "listening": 4.3, "feedback": 3.3, "direction": 3.1, "deciding": 3.6, "calm": 4.1}
PROFILE = {"self": SELF, "manager": OTHERS, "peer": OTHERS, "report": OTHERS}


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Contracts from draft to closed."""
    contract = partial(ContractStory, timeline, people, lambda: Program.objects.get(pk=programs["coaching"]))
    _amara(timeline, contract(client="amara", coach="rafael", sponsor="lucia"))
    _closed(timeline, contract(client="ola", coach="ana", budget=6))
    _evaluating(timeline, contract(client="kim", coach="rafael", sponsor="olga", budget=5))
    contract(client="joao", coach="ana", sponsor="lucia", budget=6).draft(-30).design(
        -24,
        purpose="João runs a ward of forty after years in a ward of twelve. He wants to sleep again.",
        focus="Delegating\nMeetings that end on time",
        arrangement="One hour every two weeks, in Ana’s office. Moving a session needs a day’s notice.",
        objectives=[
            {
                "title": "Hand over the roster for good",
                "indicator": "Hours a week that I spend on the roster, from my own log",
                "unit": "hours",
                "baseline": 9,
                "target": 2,
                "due": 120,
            }
        ],
    ).send(-17).sign(joao=-16, ana=-15)
    contract(client="mei", coach="rafael", sponsor="olga").draft(-12).design(
        -5,
        purpose="Mei takes over the pharmacy of three sites.",
        focus="Leading from afar",
        arrangement="",
        objectives=[],
    )
    contract(client="duarte", coach="ana", budget=4).draft(-2)
    extend_sara(contract(client="sara", coach="ana", sponsor="olga", budget=6))
    _paused(timeline, contract(client="rita", coach="ana", budget=6))
    on_request = partial(ContractStory, timeline, people, lambda: Program.objects.get(pk=programs["request"]))
    _tiago(timeline, on_request(client="tiago", coach="rafael", budget=4))


def _soon(now: datetime) -> datetime:
    """Within the hour, on a round five minutes: the reminder an hour before is due as soon as the portal runs."""
    soon = now + timedelta(minutes=58)
    return soon - timedelta(minutes=soon.minute % 5, seconds=soon.second, microseconds=soon.microsecond)


def _amara(timeline: Timeline, story: ContractStory) -> None:
    story.draft(-80, lasts=200).design(
        -74,
        purpose="Amara’s team has doubled. She wants to lead it without being in every room.",
        focus="Decisions that belong to the team\nBeing heard in the board\nWork that ends in the evening",
        arrangement="One hour every two weeks by video. Amara brings the topics. Moving a session needs 24 hours.",
        objectives=[
            {
                "title": DECIDE,
                "indicator": "Team survey, average score out of 5, every month",
                "unit": "points",
                "baseline": 2.1,
                "target": 4,
                "due": 70,
            },
            {
                "title": SPEAK,
                "indicator": "Times I speak in the first half hour. I count them",
                "unit": "times",
                "baseline": 1,
                "target": 5,
                "due": 70,
            },
            {
                "title": LEAVE,
                "indicator": "Days a week, from my own log",
                "unit": "days",
                "baseline": 1,
                "target": 4,
                "due": 90,
            },
        ],
    ).send(-69).sign(amara=-68, rafael=-67, lucia=-66)
    story.ask_360(-64, RATERS, PROFILE)
    story.meet(
        Planned(
            timeline.day(-60, 14, 30),
            "rafael",
            60,
            "Where the time goes",
            join_url=CALL,
            topics=[("amara", "I am in eleven recurring rounds a week", [])],
            note="Amara listed every decision of last week. Nine of fourteen were not hers.",
            private="She apologises before each opinion. Watch for it; do not name it yet.",
            actions=[("amara", "Write down three decisions I took alone last week", 7, "done")],
        )
    ).meet(
        Planned(
            timeline.day(-44, 14, 30),
            "rafael",
            60,
            "The first handover",
            join_url=CALL,
            topics=[("amara", "Who gets the rota, and how do I not take it back?", [])],
            note="Amara will hand over the rota with the mistakes in it. The team gets to make them.",
            others_notes=[("amara", "I felt relief, and then guilt about the relief.")],
        )
    ).meet(
        Planned(
            timeline.day(-15, 14, 30),
            "rafael",
            60,
            "Numbers and nerves",
            join_url=CALL,
            topics=[("amara", "The budget round is coming and I want to hide in it", [])],
            note="The wish to step in comes when the numbers are late, not when they are wrong.",
            actions=[
                ("amara", "Let Tomás run Tuesday’s stand-up, and stay out of it", 19),
                ("rafael", "Send the list of questions for the board paper", 20),
            ],
        )
    ).meet(
        Planned(
            _soon(timeline.now),
            "rafael",
            60,
            join_url=CALL,
            ahead=14,
            reminded_by_worker=True,
            topics=[
                ("amara", "How the budget round went without me stepping in", []),
                ("rafael", "Handing the rota to Tomás: what would you need to see to let go of it?", []),
            ],
        )
    ).meet(Planned(timeline.day(16, 14, 30), "rafael", 60, join_url=CALL, ahead=17))
    proving.tell_amara(story)
    story.measure(DECIDE, [(-58, 2.4), (-37, 3.0), (-9, 3.4)], "Team survey")
    story.measure(SPEAK, [(-50, 3), (-33, 2), (-11, 3)])
    change_amara(story)
    objectives.tell(story, DECIDE, SPEAK)


def _closed(timeline: Timeline, story: ContractStory) -> None:
    story.draft(-300, lasts=190).design(
        -292,
        purpose="Ola leads her first project across three departments.",
        focus="Saying what I need\nEnding things",
        arrangement="Every three weeks, walking.",
        objectives=[
            {
                "title": "Close work that is done",
                "indicator": "Open threads on my board",
                "unit": "threads",
                "baseline": 31,
                "target": 10,
                "due": -120,
            },
            {
                "title": "Ask for people by name",
                "indicator": "Requests granted in the first round",
                "unit": "%",
                "baseline": 20,
                "target": 60,
                "due": -120,
            },
        ],
    ).send(-287).sign(ola=-286, ana=-285)
    for number in range(6):
        story.meet(
            Planned(
                timeline.day(-276 + 24 * number, 13),
                "ana",
                60,
                f"Walk {number + 1}",
                note="We walked the long way round. Ola did most of the talking.",
            )
        )
    story.measure("Close work that is done", [(-250, 26), (-210, 19), (-160, 9)])
    story.measure("Ask for people by name", [(-240, 30), (-190, 45), (-150, 50)])
    story.evaluate(-140).close(-118, ["reached", "partly"])


def _evaluating(timeline: Timeline, story: ContractStory) -> None:
    story.draft(-190, lasts=170).design(
        -184,
        purpose="Kim’s department moves to one desk for all admissions.",
        focus="Keeping people through a change they did not choose",
        arrangement="Every three weeks by video, Kim writes one page before.",
        objectives=[
            {
                "title": "Keep the team through the move",
                "indicator": "People who say they will stay, of 18",
                "unit": "people",
                "baseline": 11,
                "target": 17,
                "due": -20,
            },
        ],
    ).send(-180).sign(kim=-179, rafael=-178, olga=-177)
    for number in range(5):
        story.meet(
            Planned(
                timeline.day(-168 + 28 * number, 17, 30),
                "rafael",
                60,
                f"Session {number + 1}",
                join_url=CALL,
                note="Kim named what the move costs, before the others did.",
            )
        )
    story.measure("Keep the team through the move", [(-140, 12), (-90, 14), (-30, 17)])
    proving.tell_twice(story)
    story.evaluate(-10, leave=1)


def _paused(timeline: Timeline, story: ContractStory) -> None:
    story.draft(-130, lasts=200).design(
        -126,
        purpose="Rita wants to be calm in theatre again.",
        focus="The first ten minutes",
        arrangement="Every two weeks, half an hour, by phone.",
        objectives=[
            {
                "title": "Start on time",
                "indicator": "Starts within five minutes of plan, of ten",
                "unit": "starts",
                "baseline": 4,
                "target": 9,
                "due": 60,
            },
        ],
    ).send(-122).sign(rita=-121, ana=-120)
    story.meet(Planned(timeline.day(-110, 8), "ana", 30, "First call", note="Ten minutes earlier changes everything."))
    story.measure("Start on time", [(-100, 5)]).pause(-70)


def _tiago(timeline: Timeline, story: ContractStory) -> None:
    """The client books, whenever he wants one."""
    story.draft(-54, lasts=200).design(
        -52,
        purpose="Tiago leads radiology through its first year with one person less.",
        focus="Saying what cannot be done\nAsking early",
        arrangement="Tiago books when he wants to talk. Moving a session needs two days.",
        objectives=[
            {
                "title": "Say no in time",
                "indicator": "Extra lists that I took on against my own plan, a month",
                "unit": "lists",
                "baseline": 6,
                "target": 1,
                "due": 80,
            }
        ],
    ).send(-50).sign(tiago=-49, rafael=-48)
    story.meet(
        Planned(
            timeline.day(-41, 16),
            "rafael",
            60,
            booker="tiago",
            topics=[("tiago", "How do I say no to somebody who is right?", [])],
            note="No to the list, yes to the person. Tiago wrote three sentences that he can say tomorrow.",
        )
    ).log(timeline.day(-23, 18), "rafael", minutes=40, place="By telephone").meet(
        Planned(timeline.day(11, 16), "rafael", 60, booker="tiago", ahead=18)
    )
    story.measure("Say no in time", [(-30, 4), (-5, 3)])
    story.ask_360(-3, [(key, "peer") for key in ("amara", "priya", "sara", "jonas")], {})
