"""The words of the world's design, each a canary: they are written before it is sent, so that they are signed too."""

from programs.coaching.actions import add_comment, adopt_built_in, hand_over, write_clause, write_portrait
from programs.coaching.models import Clause
from programs.engagements.models import Participation

WORDS = {
    "purpose": "canary-purpose",
    "focus_areas": "canary-focus",
    "working_arrangement": "canary-arrangement",
}


def plant_design(cast, world, contract) -> None:
    """A portrait, clauses for all and for two, comments, and a turn."""
    client = Participation.objects.get(engagement=contract.pk, membership=cast.participant)
    words = {"strengths": "canary-strengths", "development": "canary-development"}
    write_portrait(contract=contract, client=client, by=cast.participant, **words)
    adopt_built_in(program=contract.engagement.program, by=cast.administrator)
    shared = {"topic": "fees", "title": "Fees", "text": "canary-clause", "private": False}
    hidden = {"topic": "roles", "title": "Ours", "text": "canary-private-clause", "private": True}
    write_clause(contract=contract, by=cast.coach, **shared)
    write_clause(contract=contract, by=cast.coach, **hidden)
    add_comment(contract=contract, part="purpose", text="canary-comment", by=cast.coach)
    add_comment(contract=contract, part="portrait", client=client, text="canary-own-comment", by=cast.participant)
    hand_over(contract=contract, comment="canary-turn-comment", by=cast.coach)
    world.ids["clause_id"] = Clause.objects.filter(program=contract.engagement.program).first().pk
    parties, two = {"participant", "coach", "sponsor"}, {"participant", "coach"}
    world.canaries |= dict.fromkeys([*WORDS.values(), "canary-clause"], parties)
    world.canaries |= dict.fromkeys([*words.values(), "canary-private-clause"], two)
    world.canaries |= dict.fromkeys(["canary-comment", "canary-own-comment", "canary-turn-comment"], two)
