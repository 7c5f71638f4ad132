"""A 360 that was asked twice, people whom a sponsor suggests, and reports to the sponsor."""

from portal.management.demo.coaching import ContractStory
from portal.management.demo.sessions import place
from programs.coaching.actions import release_report, save_report
from programs.coaching.actions.suggesting import suggest_raters
from programs.coaching.queries import parties_of
from programs.coaching.queries.reporting import digest_of_report, figures_to_release, sponsor_in

HALFWAY = (
    "The rota is Tomás’s now, with his mistakes in it. I sit in seven recurring rounds a week instead of eleven. In "
    "the board I still wait until somebody asks me.",
    "Ask Tomás about the rota, not me. If he asks back what I would do, send him home with the question.",
)
BEFORE_SUMMER = (
    "The team decided about the holidays without me, and told me afterwards. I left by six on three days of last week. "
    "What is hard: when the numbers are late I want to make them myself.",
    "A fixed place on the agenda of the board in its first half hour, until I take it without one.",
)
PEOPLE = [(key, "peer") for key in ("tiago", "priya", "sara", "dario")] + [
    (key, "report") for key in ("tomas", "beatriz", "elsa", "pedro")
]
FIRST = {"delegating": 2.4, "listening": 3.6, "feedback": 2.7, "direction": 3.3, "deciding": 3.4, "calm": 3.1}
SECOND = {"delegating": 3.9, "listening": 4.0, "feedback": 3.2, "direction": 3.4, "deciding": 3.6, "calm": 4.4}
OWN_FIRST = {"delegating": 3.6, "listening": 3.1, "feedback": 3.0, "direction": 3.5, "deciding": 4.0, "calm": 2.6}
OWN_SECOND = {"delegating": 3.6, "listening": 4.0, "feedback": 3.0, "direction": 4.0, "deciding": 3.8, "calm": 4.0}


def tell_amara(story: ContractStory) -> None:
    """Two reports, and whom Lucía would ask at the end."""
    _report(story, -40, *HALFWAY)
    _report(story, -8, *BEFORE_SUMMER)

    def suggest():
        people = [(story.people["kim"], "peer"), (story.people["mei"], "peer"), (story.people["joao"], "report")]
        guests = [("Rui Costa", "rui@partner.example", "peer")]
        suggest_raters(contract=story.contract(), people=people, guests=guests, by=story.people[story.sponsor])

    story.at(story.timeline.exactly(-6, 10), suggest)


def tell_twice(story: ContractStory) -> None:
    """The same questions before and at the end, for a contract that looks back."""
    for days, others, own, seed in ((-172, FIRST, OWN_FIRST, 11), (-26, SECOND, OWN_SECOND, 12)):
        profile = {"self": own, "peer": others, "report": others}
        story.ask_360(days, PEOPLE, profile, seed=seed)


def _report(story: ContractStory, days: int, progress: str, support: str) -> None:
    def act():
        by = place(story.people, story.client, story.id).membership
        words = {"progress": progress, "support": support, "with_objectives": True, "with_attendance": True}
        report = save_report(contract=story.contract(), by=by, **words)
        figures = figures_to_release(report, story.contract(), sponsor_in(parties_of(story.contract())))
        release_report(report=report, digest=digest_of_report(report, figures), by=by)

    story.at(story.timeline.exactly(days, 18), act)
