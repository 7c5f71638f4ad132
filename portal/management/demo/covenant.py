"""Who sees what in the demo: declared, signed at people's own dates, missing, and about to change."""

from collections.abc import Sequence

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.covenant.actions import declare_terms, propose_covenant, sign_covenant
from programs.covenant.items import ORGANIZATION, Access, Item, Role
from programs.covenant.queries import declared_terms, is_asked_to_sign, standing_of, terms_of
from programs.covenant.sentences import with_cells
from programs.engagements.models import Engagement, Participation, Program

OVERSIGHT = "Safeguarding, if somebody may come to harm"
WHY = "Lucía would like to see that we meet. What we say stays between us, as it is."


def sign(place: Participation) -> None:
    """This person signs what is asked of them."""
    if is_asked_to_sign(place):
        sign_covenant(engagement=place.engagement, digest=standing_of(place.engagement).to_sign.digest, by=place)


def sign_for_all(engagement: Engagement) -> None:
    """Before something is shared, everybody who has not signed does so: who joined later, or leads a run."""
    standing = standing_of(engagement)
    for person in standing.waiting:
        sign_covenant(engagement=engagement, digest=standing.to_sign.digest, by=person)


def reserve(program: Program, by) -> None:
    """A program whose notes may have to be opened says so before anybody joins."""
    cells = {(Item.NOTES.value, ORGANIZATION): Access.REASON}
    declare_terms(program=program, terms=with_cells(declared_terms(program), cells, oversight=OVERSIGHT), by=by)


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """What is declared before circles are formed, and a change that waits for signatures."""

    def organization():
        return people.organization

    declared = timeline.exactly(-202, 12)
    timeline.at(declared, organization, lambda: reserve(Program.objects.get(pk=programs["pairs"]), people.olga))
    change = timeline.exactly(-1, 9)
    timeline.at(change, organization, lambda: _propose(people, ("amara", "rafael", "lucia"), by="rafael"))


def _propose(people: People, parties: Sequence[str], by: str) -> None:
    """The coach proposes that the sponsor sees attendance, and that text is kept for a year only."""
    places = Participation.objects.filter(membership=people[by], role=Role.COACH, left_at__isnull=True)
    clients = Participation.objects.filter(membership=people[parties[0]], role=Role.CLIENT, left_at__isnull=True)
    place = places.select_related("engagement__program", "membership__user").get(
        engagement__in=clients.values("engagement")
    )
    cells = {(Item.ATTENDANCE.value, Role.SPONSOR.value): Access.ALL}
    terms = with_cells(terms_of(place.engagement), cells, months=12)
    propose_covenant(engagement=place.engagement, terms=terms, why=WHY, by=place)
