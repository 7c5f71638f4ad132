"""Signed agreements that changed: one that everybody signed, and one that waits for the sponsor."""

from datetime import timedelta
from functools import partial

from portal.management.demo.coaching import ContractStory
from portal.management.demo.sessions import Planned
from programs.coaching.actions import change_amendment, extend_contract, propose_amendment, send_for_signing
from programs.coaching.draft import ClauseText, from_json


def amend(story: ContractStory, days: int, *, reason: str, clauses: tuple[ClauseText, ...] = (), **changes):
    """Client and coach write a change, and the coach sends it; sign it with `story.sign`.

    Args:
        clauses: added to those that the agreement has.
        changes: fields of the draft that become other ones.
    """

    def act():
        coach, client = story.people[story.coach], story.people[story.client]
        amendment = propose_amendment(contract=story.contract(), reason=reason, by=client)
        draft = from_json(amendment.draft)
        values = {name: getattr(draft, name) for name in WRITTEN} | changes
        change_amendment(amendment=amendment, clauses=(*draft.clauses, *clauses), by=coach, **values)
        send_for_signing(contract=story.contract(), by=coach)

    return story.at(story.timeline.exactly(days, 15), act)


def extend(story: ContractStory, days: int, *, reason: str, longer: int, more_sessions: int):
    """The coach proposes an extension by so many days; it is out for signing at once."""
    return story.at(
        story.timeline.exactly(days, 15), partial(_extend, story, reason=reason, longer=longer, more=more_sessions)
    )


def _extend(story: ContractStory, *, reason: str, longer: int, more: int) -> None:
    contract = story.contract()
    extend_contract(
        contract=contract,
        ends_on=contract.engagement.ends_on + timedelta(days=longer),
        more_sessions=more,
        reason=reason,
        by=story.people[story.coach],
    )


WRITTEN = ("purpose", "focus_areas", "working_arrangement", "ends_on", "session_budget")


def change_amara(story: ContractStory) -> None:
    """A change that everybody signed."""
    amend(
        story,
        -40,
        reason="Two weeks between sessions are too short to try things out at work.",
        working_arrangement="One hour every three weeks by video. Amara brings the topics. Moving one needs 24 hours.",
        clauses=(
            ClauseText(
                "scheduling", "When a session falls out", "We find another day within ten days, or write to each other."
            ),
        ),
    ).sign(amara=-39, rafael=-39, lucia=-38)


def extend_sara(story: ContractStory) -> None:
    """An extension that waits for the sponsor."""
    story.draft(-90, lasts=150).design(
        -86,
        purpose="Sara leads the night shifts, and wants mornings in which nothing is left to be settled.",
        focus="Handing over\nTrust at three in the morning",
        arrangement="One hour every three weeks, before the day shift. Moving a session needs a day’s notice.",
        objectives=[
            {
                "title": "Hand over in ten minutes",
                "indicator": "Handovers within ten minutes, of twenty",
                "unit": "handovers",
                "baseline": 6,
                "target": 16,
                "due": 50,
            }
        ],
    ).send(-84).sign(sara=-83, ana=-82, olga=-81)
    story.meet(Planned(story.timeline.day(-71, 7, 15), "ana", 45, "What the night knows", note="Sara drew the night."))
    story.measure("Hand over in ten minutes", [(-60, 7), (-20, 10)])
    extend(
        story,
        -6,
        reason="Ten of twenty is half of the way, and the new roster begins in the spring.",
        longer=60,
        more_sessions=2,
    ).sign(sara=-5, ana=-5)
