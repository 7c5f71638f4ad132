"""A 360 about the client."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.locks import lock_contract
from programs.coaching.actions.suggesting import answer_suggestions, check_named
from programs.coaching.models import Contract
from programs.coaching.permissions import ASKING, talks
from programs.coaching.queries import clients_of, coach_of, feedback_rounds, next_feedback_stage, parties_of
from programs.coaching.queries.feedback import FEEDBACK, RATER_GROUPS
from programs.coaching.queries.suggesting import open_feedback, planned_feedback
from programs.coaching.reporting_events import FeedbackPlanned
from programs.covenant.items import Item
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of
from programs.evaluations.actions import cancel_round, invite_guests, open_round, plan_round, remind_now
from programs.evaluations.models import Request, Round
from programs.evaluations.queries import rounds_of

FEWEST_RATERS = 4  # fewer answers are never shown
OTHERS = {group for _, group in RATER_GROUPS}
TO_LOOK = timedelta(days=1)  # that a client has to look at whom their coach named, before anybody is asked


@transaction.atomic
def start_feedback(
    *,
    contract: Contract,
    raters: Sequence[tuple[Membership, str]],
    by: Membership,
    guests: Sequence[tuple[str, str, str]] = (),
    client: Participation | None = None,
    taken: Sequence[UUID] = (),
) -> Round:
    """Ask people who work with the client how they see them; the client is asked the same.

    What the client sends goes out at once, and settles what others suggested. What the coach sends waits for a day:
    the client is told, sees who is named, and may stop it.

    Args:
        raters: who is asked and as what: peer, report or manager.
        by: the client or the coach.
        client: about whom; who asks as a client asks about themselves.
        guests: people outside, by name, address and group; each gets a link by mail.
        taken: the suggestions that the client takes; the others are answered with no.

    Raises:
        NotAllowed: `by` is neither client nor coach, or does not read the 360.
        DomainError: too few people, somebody twice or somebody who can't be asked, or both 360s have been asked.
    """
    client, mine = _about(contract, client, by)
    raters, guests = list(raters), list(guests)
    if mine:
        people, outside = answer_suggestions(client=client, taken=taken, by=by)
        raters += [one for one in people if one not in raters]
        guests += [one for one in outside if one not in guests]
    _check_raters(raters, guests, client, contract)
    feedback = feedback_rounds(rounds_of(contract.engagement), client)
    stage = next_feedback_stage(feedback)
    if planned_feedback(client):
        raise DomainError("People are named already, and asked soon. Look at that list first.")
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
        opens_at=None if mine else timezone.now() + TO_LOOK,
        respondents=[(client.membership, Request.Group.SELF), *raters],
    )
    if guests:
        invite_guests(round=round, guests=guests, by=by)
    if not mine:
        publish(FeedbackPlanned(subject_id=contract.pk, round_id=round.pk))
    return round


@transaction.atomic
def send_feedback_now(*, contract: Contract, by: Membership) -> None:
    """What the coach has named is fine with the client: it goes out.

    Raises:
        NotAllowed: `by` is not the client.
        DomainError: nothing waits.
    """
    round = _waiting(contract, by)
    Round.objects.filter(pk=round.pk).update(opens_at=timezone.now())
    record("agreed to 360", contract, by=by)
    open_round(round=round)


@transaction.atomic
def stop_feedback(*, contract: Contract, by: Membership) -> None:
    """The client does not want it like this: nobody is asked, and nobody outside has heard of it.

    Raises:
        NotAllowed: `by` is not the client.
        DomainError: nothing waits.
    """
    round = _waiting(contract, by)
    record("stopped 360", contract, by=by)
    cancel_round(round=round, by=None)


def _waiting(contract: Contract, by: Membership) -> Round:
    client, mine = _about(contract, None, by)
    if not mine:
        raise NotAllowed("Whether it goes out like this, the client says.")
    round = planned_feedback(client)
    if round is None:
        raise DomainError("Nothing waits any more: it has gone out, or was stopped.")
    return round


@transaction.atomic
def remind_raters(*, contract: Contract, by: Membership, client: Participation | None = None) -> None:
    """Remind those who have not answered, once a day at the most; who they are is told to nobody.

    Raises:
        NotAllowed: `by` is neither client nor coach, or does not read the 360.
        DomainError: nobody is asked now, or they were reminded within a day.
    """
    client, _ = _about(contract, client, by)
    round = open_feedback(feedback_rounds(rounds_of(contract.engagement), client))
    if round is None:
        raise DomainError("Nobody is asked now, so there is nobody to remind.")
    record("reminded raters", contract, by=by)
    remind_now(round=round, by=None)


def _about(contract: Contract, client: Participation | None, by: Membership) -> tuple[Participation, bool]:
    """Whom a 360 is about, and whether it is who acts."""
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if place is None or not talks(place):
        raise NotAllowed("A 360 is started by the client or the coach.")
    if contract.engagement.state not in ASKING:
        raise DomainError("A 360 can be asked between the signing of the agreement and the end of the contract.")
    clients = clients_of(parties_of(contract))
    if client is not None and client.pk not in {row.pk for row in clients}:
        raise DomainError("A 360 is about a client of this contract.")
    client = client or next((row for row in clients if row.pk == place.pk), clients[0])
    if not reading_of(place).allows(Item.FEEDBACK, owner_id=client.pk):
        raise NotAllowed(f"The 360 is {client.name}’s alone, who also starts it.")
    return client, client.pk == place.pk


def _check_raters(raters: list, guests: list, client: Participation, contract: Contract) -> None:
    check_named(raters, guests, client, coach_of(parties_of(contract)))
    everybody = [*raters, *guests]
    if any(group not in OTHERS for *_, group in everybody):
        raise DomainError("Each person is asked as a peer, a report or a manager.")
    if len(everybody) < FEWEST_RATERS:
        raise DomainError(f"Name at least {FEWEST_RATERS} people: results of fewer are never shown.")
