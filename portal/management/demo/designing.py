"""How designs come about: a library, portraits, clauses for one contract, comments, and whose turn it is."""

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.coaching.actions import (
    add_comment,
    adopt_built_in,
    hand_over,
    settle_comment,
    take_clause,
    write_clause,
    write_portrait,
)
from programs.coaching.models import Contract
from programs.coaching.queries.clauses import offered_clauses
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation, Program


class DesignStory:
    """What happens to the open design of one client."""

    def __init__(self, timeline: Timeline, people: People, client: str, coach: str):
        self.timeline, self.people, self.client, self.coach = timeline, people, client, coach

    def at(self, days: int, hour: int, act) -> "DesignStory":
        """Do something with the design that is open then."""
        moment = self.timeline.exactly(days, hour)
        self.timeline.at(moment, lambda: self.people.organization, lambda: act(*self._found()))
        return self

    def _found(self) -> tuple[Contract, Participation]:
        place = Participation.objects.select_related("engagement__contract").get(
            membership=self.people[self.client], role=Participation.Role.CLIENT, engagement__state=State.DESIGN
        )
        return Contract.objects.select_related("engagement__program").get(pk=place.engagement_id), place

    def portrait(self, days: int, strengths: str, development: str) -> "DesignStory":
        def act(contract, place):
            words = {"strengths": strengths, "development": development}
            write_portrait(contract=contract, client=place, by=self.people[self.client], **words)

        return self.at(days, 12, act)

    def take(self, days: int, title: str) -> "DesignStory":
        def act(contract, place):
            clause = next(row for row in offered_clauses(contract.engagement.program) if row.title == title)
            take_clause(contract=contract, choice=str(clause.pk), by=self.people[self.coach])

        return self.at(days, 12, act)

    def write(self, days: int, **values) -> "DesignStory":
        return self.at(
            days, 13, lambda contract, place: write_clause(contract=contract, by=self.people[self.coach], **values)
        )

    def say(self, days: int, who: str, part: str, text: str, *, own: bool = False, settled: str = "") -> "DesignStory":
        """A comment; `own` is about the client's own part, `settled` by whom."""

        def act(contract, place):
            said = add_comment(
                contract=contract, part=part, client=place if own else None, text=text, by=self.people[who]
            )
            if settled:
                settle_comment(contract=contract, comment=said, by=self.people[settled])

        return self.at(days, 14, act)

    def hand_over(self, days: int, who: str, comment: str = "") -> "DesignStory":
        return self.at(
            days, 15, lambda contract, place: hand_over(contract=contract, comment=comment, by=self.people[who])
        )


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """The designs of three contracts; one is open now."""
    timeline.at(
        timeline.exactly(-90, 10),
        lambda: people.organization,
        lambda: adopt_built_in(program=Program.objects.get(pk=programs["coaching"]), by=people["olga"]),
    )
    DesignStory(timeline, people, "amara", "rafael").portrait(
        -74,
        "Sees what a night shift needs before anybody says it. People tell her the truth.",
        "Lets go too late. Speaks last in the board, and then too softly.",
    ).take(-74, "The organization pays").take(-74, "What the sponsor gets").say(
        -73, "rafael", "purpose", "Is “without being in every room” yours, or what Lucía would like?", settled="amara"
    ).hand_over(-72, "rafael").hand_over(-70, "amara", "I changed one word. From my side it can go out.")
    DesignStory(timeline, people, "joao", "ana").portrait(
        -23,
        "Calm when it burns. Knows every name on the ward.",
        "Keeps the roster because it is the last thing he can do alone.",
    ).write(
        -22,
        topic="logistics",
        title="Ana’s office",
        text="We meet in Ana’s office on the second floor. The door is closed and the telephones are off.",
        private=False,
    )
    DesignStory(timeline, people, "mei", "rafael").portrait(
        -4, "Brings order into what three sites do in three ways.", "Asks for help only when it is late."
    ).take(-4, "Meetings with the sponsor").write(
        -4,
        topic="roles",
        title="When Mei goes quiet",
        text="If Mei says nothing for a while, Rafael waits. If it takes longer than a minute, he asks what is there.",
        private=True,
    ).say(
        -3, "mei", "focus_areas", "One is not enough for three sites. What about the two who applied for my place?"
    ).say(-3, "rafael", "portrait", "Whose words are these, and what would the sites say?", own=True).say(
        -3, "rafael", "clauses", "Shall we say what happens when you are on call?", settled="mei"
    ).hand_over(-2, "rafael", "How we work together is still empty. Write what suits your weeks at the three sites.")
