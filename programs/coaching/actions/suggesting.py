"""Suggesting people for a 360; the client takes or leaves each."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.models import Contract, RaterSuggestion
from programs.coaching.permissions import can_suggest_raters
from programs.coaching.queries import clients_of, coach_of, feedback_rounds, next_feedback_stage, parties_of
from programs.coaching.queries.suggesting import open_feedback, open_suggestions, planned_feedback
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of
from programs.evaluations.queries import rounds_of

Named = tuple[Membership, str]
Guest = tuple[str, str, str]


@transaction.atomic
def suggest_raters(
    *,
    contract: Contract,
    by: Membership,
    people: Sequence[Named] = (),
    guests: Sequence[Guest] = (),
    client: Participation | None = None,
) -> int:
    """Name people whom the client could ask. Who is suggested already stays as they are, and nobody learns of it.

    Args:
        people: members and as what: peer, report or manager.
        guests: people outside, by name, address and group.
        client: about whom; the only client where there is one.

    Returns:
        How many were named.

    Raises:
        NotAllowed: `by` is neither coach nor sponsor.
        DomainError: nobody or the wrong people are named, or the questions have gone out.
    """
    lock_contract(contract)
    place, parties = participation_of(by, contract.engagement), parties_of(contract)
    if not can_suggest_raters(place, contract):
        raise NotAllowed("People for a 360 are suggested by coach or sponsor, while the contract runs.")
    clients = clients_of(parties)
    client = client or clients[0]
    if client.pk not in {row.pk for row in clients}:
        raise DomainError("A 360 is about a client of this contract.")
    check_named(people, guests, client, coach_of(parties))
    if not people and not guests:
        raise DomainError("Name at least one person.")
    feedback = feedback_rounds(rounds_of(contract.engagement), client)
    if open_feedback(feedback) or planned_feedback(client):
        raise DomainError("The questions have gone out, so nobody is added now.")
    if not next_feedback_stage(feedback):
        raise DomainError("The 360s before and at the end have both been asked.")
    for person, group in people:
        _suggest(client, place, group, name=person.name, membership=person)
    for name, email, group in guests:
        _suggest(client, place, group, name=name, email=email.strip().lower())
    record("suggested raters", contract, by=by, people=len(people) + len(guests))
    return len(people) + len(guests)


def _suggest(client: Participation, place: Participation, group: str, *, name: str, membership=None, email="") -> None:
    """One row for each person; for the 360 at the end, somebody can be suggested once more."""
    fresh = {"name": name, "group": group, "suggested_at": timezone.now(), "suggested_by": place}
    keys = {"client": client, "membership": membership, "email": email}
    row = RaterSuggestion.objects.filter(**keys).first()
    if row is None:
        RaterSuggestion.objects.create(**keys, **fresh)
    elif row.answered_at:
        again = {"answered_at": None, "answered_by": None, "taken": False}
        RaterSuggestion.objects.filter(pk=row.pk).update(**fresh, **again)


def answer_suggestions(
    *, client: Participation, taken: Sequence[UUID], by: Membership
) -> tuple[list[Named], list[Guest]]:
    """Settle what was suggested, as the client sends the questions: those ticked are asked, the others are not.

    Returns:
        The people and guests who are taken.

    Raises:
        DomainError: one of those ticked is not suggested any more.
    """
    waiting = {row.pk: row for row in open_suggestions(client)}
    if not set(taken) <= set(waiting):
        raise DomainError("One of those suggested is not there any more. Look at the list again.")
    chosen = [waiting[pk] for pk in dict.fromkeys(taken)]
    rows = RaterSuggestion.objects.filter(client=client, answered_at__isnull=True)
    rows.filter(pk__in=[row.pk for row in chosen]).update(taken=True, answered_at=timezone.now(), answered_by=by)
    rows.update(answered_at=timezone.now(), answered_by=by)
    people = [(row.membership, row.group) for row in chosen if row.membership]
    return people, [(row.name, row.email, row.group) for row in chosen if not row.membership]


def check_named(people: Sequence[Named], guests: Sequence[Guest], client: Participation, coach: Participation) -> None:
    """Refuse the client and the coach, and somebody who is named twice.

    Raises:
        DomainError: as it says.
    """
    ids = [person.pk for person, _ in people]
    addresses = [email.strip().lower() for _, email, _ in guests]
    if client.membership_id in ids:
        raise DomainError(f"{client.name} is asked anyway, about themselves. Take that name out.")
    if coach.membership_id in ids:
        raise DomainError(f"{coach.name} reads the results as the coach, and is not asked. Take that name out.")
    if len(set(ids)) < len(ids) or len(set(addresses)) < len(addresses):
        raise DomainError("Somebody stands in two groups. Name each person once.")
