"""Whose turn it is to write the design."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from portal.outbox.publish import publish
from programs.coaching.actions.comments import add_comment
from programs.coaching.actions.words import open_design
from programs.coaching.events import DesignHandedOver
from programs.coaching.models import Contract
from programs.coaching.queries import coach_of, parties_of
from programs.coaching.queries.comments import GENERAL
from programs.engagements.models import Participation

Turn = Contract.Turn
Role = Participation.Role


@transaction.atomic
def hand_over(*, contract: Contract, by: Membership, comment: str = "") -> None:
    """Say that the other side writes next; in a group “the client” means all clients.

    Args:
        comment: what the other side shall know, kept with the comments on the whole design.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open, or it is the others' turn already.
    """
    place = open_design(contract, by)
    turn = Turn.CLIENT if place.role == Role.COACH else Turn.COACH
    if contract.turn == turn:
        raise DomainError(f"It is {_whose(contract, turn)} turn already.")
    if comment.strip():
        add_comment(contract=contract, part=GENERAL, text=comment, by=by, quiet=True)
    contract.turn, contract.turn_at, contract.turn_by = turn, timezone.now(), by
    contract.save(update_fields=["turn", "turn_at", "turn_by"])
    record("handed over design", contract, by=by, turn=turn)
    publish(DesignHandedOver(subject_id=contract.pk, turn=turn))


def _whose(contract: Contract, turn: str) -> str:
    return f"{coach_of(parties_of(contract)).name}’s" if turn == Turn.COACH else "the client’s"
