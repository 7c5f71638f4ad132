"""A 360 about the client."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.models import Contract
from programs.coaching.permissions import ASKING, talks
from programs.coaching.queries import clients_of, feedback_rounds, next_feedback_stage, parties_of
from programs.coaching.queries.feedback import FEEDBACK, RATER_GROUPS
from programs.covenant.items import Item
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of
from programs.evaluations.actions import invite_guests, plan_round
from programs.evaluations.models import Request, Round
from programs.evaluations.queries import rounds_of

FEWEST_RATERS = 4  # fewer answers are never shown
OTHERS = {group for _, group in RATER_GROUPS}


@transaction.atomic
def start_feedback(
    *,
    contract: Contract,
    raters: Sequence[tuple[Membership, str]],
    by: Membership,
    guests: Sequence[tuple[str, str, str]] = (),
    client: Participation | None = None,
) -> Round:
    """Ask people who work with the client how they see them; the client is asked the same.

    Args:
        raters: who is asked and as what: peer, report or manager.
        by: the client or the coach.
        client: about whom; who asks as a client asks about themselves.
        guests: people outside, by name, address and group; each gets a link by mail.

    Raises:
        NotAllowed: `by` is neither client nor coach, or does not read the 360.
        DomainError: too few people, somebody twice or somebody who can't be asked, or both 360s have been asked.
    """
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if place is None or not talks(place):
        raise NotAllowed("A 360 is started by the client or the coach.")
    if contract.engagement.state not in ASKING:
        raise DomainError("A 360 can be asked between the signing of the agreement and the end of the contract.")
    client = _about(parties_of(contract), place, client)
    if not reading_of(place).allows(Item.FEEDBACK, owner_id=client.pk):
        raise NotAllowed(f"The 360 is {client.name}’s alone, who also starts it.")
    _check_raters(raters, client.membership, [*raters, *guests])
    stage = next_feedback_stage(feedback_rounds(rounds_of(contract.engagement), client))
    if not stage:
        raise DomainError("The 360s before and at the end have both been asked.")
    record("asked for 360", contract, by=by, stage=stage, people=len(raters) + len(guests))
    round = plan_round(
        engagement=contract.engagement,
        code=FEEDBACK,
        stage=stage,
        by=None,  # rounds are for those who lead; that the client may ask here too was decided above
        subject=client,
        anonymous=True,
        respondents=[(client.membership, Request.Group.SELF), *raters],
    )
    if guests:
        invite_guests(round=round, guests=guests, by=by)
    return round


def _about(parties: Sequence[Participation], place: Participation, client: Participation | None) -> Participation:
    clients = clients_of(parties)
    if client is not None and client.pk not in {row.pk for row in clients}:
        raise DomainError("A 360 is about a client of this contract.")
    return client or next((row for row in clients if row.pk == place.pk), clients[0])


def _check_raters(raters: Sequence[tuple[Membership, str]], client: Membership, everybody: Sequence[tuple]) -> None:
    people = [membership.pk for membership, _ in raters]
    if client.pk in people:
        raise DomainError(f"{client.name} is asked anyway, about themselves. Take that name out.")
    if len(set(people)) < len(people):
        raise DomainError("Somebody stands in two groups. Name each person once.")
    if any(group not in OTHERS for *_, group in everybody):
        raise DomainError("Each person is asked as a peer, a report or a manager.")
    if len(everybody) < FEWEST_RATERS:
        raise DomainError(f"Name at least {FEWEST_RATERS} people: results of fewer are never shown.")
