"""Who will see what of somebody's answers, said before anything is chosen."""

from programs.covenant.items import ORGANIZATION, Access, Item
from programs.covenant.policy import reading_as, who_reads
from programs.covenant.queries import terms_of
from programs.covenant.terms import Terms
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.evaluations.models import Request
from programs.evaluations.queries.rounds import is_about_a_person

IN_WORDS = "What you write in words is shown as you write it, in no order and without a name."


def answer_readers(request: Request) -> tuple[str, str]:
    """A heading and its explanation; who they are, the covenant says that holds now."""
    round = request.round
    people, terms = people_of(round.engagement), terms_of(round.engagement)
    if is_about_a_person(round):
        return _feedback_readers(request, people, terms)
    overseen = terms.level(Item.EVALUATIONS, ORGANIZATION) == Access.ALL
    seen = _who_sees(people, terms)
    if round.anonymous:
        return (
            "Kept without your name",
            f"Nobody can tell which answers are yours. {seen} averages once this is closed and five or more have "
            f"answered. {IN_WORDS} {_run('averages only' if overseen else 'nothing of it')}",
        )
    return (
        "Kept with your name, for you alone",
        f"You can read your answers again. {seen} averages once this is closed and five or more have answered. "
        f"{IN_WORDS} {_run('averages over many people only' if overseen else 'nothing of it')}",
    )


def _who_sees(people: list[Participation], terms: Terms) -> str:
    readers = [person for person in people if reading_as(terms, person).access(Item.EVALUATIONS) == Access.ALL]
    if len(readers) == len(people):
        return "Those who take part see"
    roles = dict.fromkeys(person.get_role_display().lower() for person in readers)
    return f"Of those who take part only each {' and '.join(roles)} sees" if readers else "Nobody here sees"


def _run(what: str) -> str:
    return f"Those who run the program see {what}."


def _feedback_readers(request: Request, people: list[Participation], terms: Terms) -> tuple[str, str]:
    subject = request.round.subject
    readers = who_reads(terms, people, Item.FEEDBACK, owner_id=subject.pk)
    others = [person.name for person in readers if person.pk != subject.pk]
    if request.group == Request.Group.SELF:
        return (
            f"Read by {' and '.join(['you', *others])}",
            "Your own scores stand beside the average of the others. Nobody else sees them, not even administrators.",
        )
    names = [subject.name, *others]
    return (
        f"{' and '.join(names)} {'see' if others else 'sees'} averages, never your answers",
        "Averages need four or more people. What you write in words is shown to them as you write it, in no order and "
        "without a name. Administrators see nothing of it.",
    )
