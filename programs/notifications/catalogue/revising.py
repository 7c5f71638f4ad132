"""Objectives that are revised. That one is, is told; neither what it says nor why."""

from programs.notifications.catalogue.message import Message

OBJECTIVE = {"link": "goals:objective-detail", "fact": "objective_id"}

REVISING: dict[str, Message] = {
    "revision-proposed": Message(
        topic="waiting",
        name="A revision of an objective waits for a yes",
        who="agreed to this objective",
        sentence="{by} proposes to revise an objective of {title}.",
        subject="An objective to revise: {title}",
        more="It changes when everybody agrees who agreed to it. Until then it stays as it is.",
        button="Read the revision",
        **OBJECTIVE,
    ),
    "revision-settled": Message(
        topic="waiting",
        name="An objective was revised",
        who="agreed to this objective",
        sentence="Everybody agreed: an objective of {title} is revised.",
        subject="An objective is revised: {title}",
        more="What was measured stays; what it said before is in its history.",
        button="See the objective",
        **OBJECTIVE,
    ),
}
