"""What client and coach say to the parts of a design, until it is settled."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.words import open_design
from programs.coaching.events import DesignCommented
from programs.coaching.models import Comment, Contract, ContractClause
from programs.coaching.queries.comments import SHARED_PARTS
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.goals.models import Objective
from programs.goals.reading import reads_objective

LONGEST = 2000
GONE = "This part is not in the design any more."
Role = Participation.Role


@transaction.atomic
def add_comment(
    *,
    contract: Contract,
    part: str,
    text: str,
    by: Membership,
    client: Participation | None = None,
    quiet: bool = False,
) -> Comment:
    """Say something about a part of the design.

    Args:
        part: a shared part, "portrait", "objective:<id>" or "clause:<id>".
        client: of whose own part it speaks: then it stays between that client and the coach.
        quiet: nobody is told of it by itself, as when it goes with something that is told.

    Raises:
        NotAllowed: `by` is neither client nor coach, or the part is another client's.
        DomainError: the design is not open, nothing or too much was written, or there is no such part.
    """
    place = open_design(contract, by)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise DomainError("Write what you want to say.", field="text")
    if len(text) > LONGEST:
        raise DomainError(f"Make it shorter: at most {LONGEST} characters; this has {len(text)}.", field="text")
    if client and place.role == Role.CLIENT and client.pk != place.pk:
        raise NotAllowed("This part belongs to another client.")
    _check_part(contract, place, part, client)
    comment = Comment.objects.create(
        contract=contract, part=part, client=client, text=text, written_at=timezone.now(), written_by=place
    )
    record("commented design", comment, by=by)
    if not quiet:
        publish(DesignCommented(subject_id=contract.pk, comment_id=comment.pk))
    return comment


@transaction.atomic
def settle_comment(*, contract: Contract, comment: Comment, by: Membership) -> None:
    """Say that nothing is left to do about it. Whoever reads it may.

    Raises:
        NotAllowed: `by` may not read it.
        DomainError: the design is not open.
    """
    _may_settle(contract, comment, by)
    comment.settled_at, comment.settled_by = timezone.now(), by
    comment.save(update_fields=["settled_at", "settled_by"])
    record("settled comment", comment, by=by)


@transaction.atomic
def reopen_comment(*, contract: Contract, comment: Comment, by: Membership) -> None:
    """Take that back; the errors are those of settling."""
    _may_settle(contract, comment, by)
    comment.settled_at, comment.settled_by = None, None
    comment.save(update_fields=["settled_at", "settled_by"])
    record("reopened comment", comment, by=by)


def _may_settle(contract: Contract, comment: Comment, by: Membership) -> None:
    place = open_design(contract, by)
    if comment.client_id and place.role != Role.COACH and comment.client_id != place.pk:
        raise NotAllowed("This part belongs to another client.")
    comment.refresh_from_db(fields=["settled_at", "settled_by"])


def _check_part(contract: Contract, place: Participation, part: str, client: Participation | None) -> None:
    """There is such a part, its writer reads it, and it is marked as one client's where it is."""
    if client and (client.engagement_id != contract.pk or client.role != Role.CLIENT):
        raise DomainError(GONE)
    kind, _, pk = part.partition(":")
    if part == "portrait":
        if client is None:
            raise DomainError("Say whose strengths and development areas you mean.")
    elif kind == "clause":
        clause = ContractClause.objects.filter(contract=contract, pk=_uuid(pk)).first()
        if clause is None or (clause.private and client is None):
            raise DomainError(GONE)
    elif kind == "objective":
        objective = Objective.objects.filter(owner__engagement=contract.pk, pk=_uuid(pk)).first()
        if objective is None or not reads_objective(reading_of(place), objective):
            raise DomainError(GONE)
        if client is None or client.pk != objective.owner_id:
            raise DomainError("What is said about an objective stays between its client and the coach.")
    elif part not in SHARED_PARTS:
        raise DomainError(GONE)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DomainError(GONE) from None
