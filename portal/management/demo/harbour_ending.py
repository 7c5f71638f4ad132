"""How contracts of Harbour Health end: one closed with what shows its outcomes, and one that got another coach."""

from functools import partial

from portal.management.demo.coaching import ContractStory
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned
from portal.management.demo.timeline import Timeline
from programs.coaching.actions import choose_next_step, close_contract, replace_coach, say_outcomes
from programs.engagements.models import Program
from programs.goals.models import Objective


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Both in the coaching program that runs."""
    contract = partial(ContractStory, timeline, people, lambda: Program.objects.get(pk=programs["coaching"]))
    _closed(timeline, contract(client="priya", coach="ana", sponsor="lucia", budget=4))
    _another_coach(timeline, contract(client="sara", coach="rafael", budget=6))


def _closed(timeline: Timeline, story: ContractStory) -> None:
    """Priya says what became of her objectives, her coach closes, and she goes on with a mentor."""
    story.draft(-230, lasts=150).design(
        -226,
        purpose="Priya leads people who were her colleagues until spring.",
        focus="Asking instead of telling\nHard talks in the week they are due",
        arrangement="Every three weeks by video. Priya sends one line on the day before.",
        objectives=[
            {
                "title": "Hold hard talks in the week they are due",
                "indicator": "Talks held within a week, of ten, from my own list",
                "unit": "talks",
                "baseline": 3,
                "target": 8,
                "due": -90,
            },
            {
                "title": "Let others speak first",
                "indicator": "Meetings of ten in which I speak last, counted by Beatriz",
                "unit": "meetings",
                "baseline": 1,
                "target": 7,
                "due": -90,
            },
        ],
    ).send(-222).sign(priya=-221, ana=-220, lucia=-219)
    for number in range(4):
        planned = timeline.day(-210 + 21 * number, 9)
        story.meet(Planned(planned, "ana", 60, f"Talk {number + 1}", note="Priya tried the sentence aloud first."))
    story.measure("Hold hard talks in the week they are due", [(-190, 4), (-150, 8)])
    story.measure("Let others speak first", [(-185, 2), (-145, 5)])
    story.evaluate(-110)
    story.at(timeline.exactly(-103, 12), partial(_say, story))
    story.at(timeline.exactly(-101, 17), partial(_close, story))
    story.at(timeline.exactly(-100, 9), partial(_go_on, story))


def _objectives(story: ContractStory) -> list[Objective]:
    return list(Objective.objects.filter(owner__engagement=story.id).order_by("position", "id"))


def _say(story: ContractStory) -> None:
    first, _ = _objectives(story)
    proof = "Eight of the last ten, and nobody heard it from somebody else before."
    say_outcomes(
        contract=story.contract(),
        outcomes={first.pk: "reached"},
        proofs={first.pk: proof},
        by=story.people[story.client],
    )


def _close(story: ContractStory) -> None:
    _, second = _objectives(story)
    proof = "Beatriz counted five of ten. In the board it is still hard."
    close_contract(
        contract=story.contract(),
        outcomes={second.pk: "partly"},
        proofs={second.pk: proof},
        by=story.people[story.coach],
    )


def _go_on(story: ContractStory) -> None:
    note = "Somebody who has sat on a board, for the part that is left."
    choose_next_step(contract=story.contract(), way="mentoring", note=note, by=story.people[story.client])


def _another_coach(timeline: Timeline, story: ContractStory) -> None:
    """Rafael hands over to Ana; everybody has signed again but Sara."""
    story.draft(-75, lasts=180).design(
        -72,
        purpose="Sara builds a team for nights out of people who never met.",
        focus="Handing over\nTrust without seeing each other",
        arrangement="Every two weeks, in the hour after the night.",
        objectives=[
            {
                "title": "A handover that nobody has to ask about",
                "indicator": "Calls back to the night team in a week",
                "unit": "calls",
                "baseline": 14,
                "target": 3,
                "due": 80,
            }
        ],
    ).send(-70).sign(sara=-69, rafael=-68)
    story.meet(Planned(timeline.day(-58, 8), "rafael", 60, "First hour", note="Sara drew who calls whom at six."))
    story.measure("A handover that nobody has to ask about", [(-40, 11)])
    story.at(timeline.exactly(-8, 10), partial(_replace, story))
    story.sign(ana=-7)


def _replace(story: ContractStory) -> None:
    replace_coach(contract=story.contract(), membership=story.people["ana"], by=story.people["olga"])
