"""Changing a signed agreement: a draft beside it, signed like the first one. Until then what was signed holds."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.locks import lock_contract
from programs.coaching.draft import ClauseText, Draft, draft_of, from_json, to_json
from programs.coaching.events import AmendmentDropped, AmendmentProposed
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.models import Amendment, Contract, ContractClause
from programs.coaching.permissions import can_design
from programs.coaching.queries import open_amendment, sessions_used
from programs.engagements.queries import participation_of


@transaction.atomic
def propose_amendment(*, contract: Contract, reason: str, by: Membership) -> Amendment:
    """Open the signed agreement for a change.

    Args:
        reason: why; every party reads it.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: there is no reason, nothing is signed yet, it is over, or a change is open already.
    """
    _lock(contract, by)
    if contract.engagement.state not in AMENDABLE:
        raise DomainError("An agreement is amended between its last signature and the evaluation.")
    if not reason.strip():
        raise DomainError("Say why it shall change: everybody who signs it reads that.", field="reason")
    if open_amendment(contract):
        raise DomainError("A change is open already. Go on with that one, or drop it first.")
    return write_amendment(contract, reason, by)


def write_amendment(contract: Contract, reason: str, by: Membership) -> Amendment:
    """Open a change that says what holds; called under the lock of the contract, where none is open."""
    clauses = ContractClause.objects.filter(contract=contract).order_by("position", "id")
    last = Amendment.objects.filter(contract=contract).aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment.objects.create(
        contract=contract,
        number=last + 1,
        reason=reason.strip(),
        draft=to_json(draft_of(contract, clauses)),
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    record("proposed amendment", contract, by=by, number=amendment.number)
    publish(AmendmentProposed(subject_id=contract.pk, amendment_id=amendment.pk))
    return amendment


@transaction.atomic
def change_amendment(
    *,
    amendment: Amendment,
    purpose: str,
    focus_areas: str,
    working_arrangement: str,
    ends_on: date,
    session_budget: int,
    by: Membership,
    late_counts: bool | None = None,
    clauses: tuple[ClauseText, ...] | None = None,
) -> Amendment:
    """Save what the agreement shall say; a version that is out can't be signed any more if this changes it.

    Args:
        late_counts, clauses: None leaves them as they are.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the amendment is closed, the end is past, more sessions are used than there would be, or a
            clause has no words or the title of another one.
    """
    contract = amendment.contract
    _lock(contract, by)
    _open(amendment)
    draft: Draft = from_json(amendment.draft)
    if ends_on <= draft.starts_on or ends_on < timezone.localdate():
        raise DomainError("The new end has passed or is before the start. Choose a later day.", field="ends_on")
    used = sessions_used(contract)
    if not max(used, 1) <= session_budget <= 100:
        raise DomainError(
            f"{used} sessions are held or planned. Choose that number or more, up to 100.", field="session_budget"
        )
    if clauses is not None:
        _check_clauses(clauses)
    draft = replace(
        draft,
        purpose=purpose.strip(),
        focus_areas="\n".join(line.strip() for line in focus_areas.splitlines() if line.strip()),
        working_arrangement=working_arrangement.strip(),
        ends_on=ends_on,
        session_budget=session_budget,
        late_counts=draft.late_counts if late_counts is None else late_counts,
        clauses=draft.clauses if clauses is None else clauses,
    )
    amendment.draft = to_json(draft)
    amendment.save(update_fields=["draft"])
    record("changed amendment", contract, by=by, number=amendment.number)
    return amendment


@transaction.atomic
def drop_amendment(*, amendment: Amendment, by: Membership) -> None:
    """What was signed goes on to hold.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: it is closed already.
    """
    _lock(amendment.contract, by)
    _open(amendment)
    amendment.dropped_at, amendment.dropped_by = timezone.now(), by
    amendment.save(update_fields=["dropped_at", "dropped_by"])
    record("dropped amendment", amendment.contract, by=by, number=amendment.number)
    publish(AmendmentDropped(subject_id=amendment.contract_id, amendment_id=amendment.pk))


def settle_amendment(*, amendment: Amendment, by: Membership) -> None:
    """Everybody has signed: from now on the agreement says what the amendment says.

    Called by the last signature, under the lock of the contract.

    Raises:
        DomainError: more sessions were booked since than the amendment has.
    """
    contract, draft = amendment.contract, from_json(amendment.draft)
    if sessions_used(contract) > draft.session_budget:
        raise DomainError("More sessions are planned by now than this change allows. Cancel one, or change it first.")
    contract.purpose, contract.focus_areas = draft.purpose, draft.focus_areas
    contract.working_arrangement = draft.working_arrangement
    contract.session_budget, contract.late_counts = draft.session_budget, draft.late_counts
    contract.save()
    if contract.engagement.ends_on != draft.ends_on:
        contract.engagement.ends_on = draft.ends_on
        contract.engagement.save(update_fields=["ends_on"])
    _write_clauses(contract, draft.clauses)
    amendment.agreed_at, amendment.agreed_by = timezone.now(), by
    amendment.save(update_fields=["agreed_at", "agreed_by"])
    record("amended", contract, by=by, number=amendment.number)


def _write_clauses(contract: Contract, clauses: tuple[ClauseText, ...]) -> None:
    """A clause that keeps its title stays tied to that of the library from which it came."""
    old = ContractClause.objects.filter(contract=contract)
    came_from = dict(old.values_list("title", "clause_id"))
    old.delete()
    for position, clause in enumerate(clauses):
        ContractClause.objects.create(
            contract=contract,
            clause_id=came_from.get(clause.title),
            topic=clause.topic,
            title=clause.title,
            text=clause.text,
            private=clause.private,
            position=position,
        )


def _check_clauses(clauses: tuple[ClauseText, ...]) -> None:
    titles = [clause.title.strip().casefold() for clause in clauses]
    if not all(titles) or not all(clause.text.strip() for clause in clauses):
        raise DomainError("A clause needs a title and words. Write both, or take it out.")
    if twice := [clause.title for clause in clauses if titles.count(clause.title.strip().casefold()) > 1]:
        raise DomainError(f"Two clauses are called “{twice[0]}”. Give one of them another title.")


def _lock(contract: Contract, by: Membership) -> None:
    lock_contract(contract)
    if not can_design(participation_of(by, contract.engagement)):
        raise NotAllowed("An agreement is changed by its client and coach.")


def _open(amendment: Amendment) -> None:
    amendment.refresh_from_db(fields=["agreed_at", "dropped_at"])
    if amendment.agreed_at or amendment.dropped_at:
        raise DomainError("This change is closed. Open a new one.")
    if amendment.contract.engagement.state not in AMENDABLE:
        raise DomainError("The sessions are over, so nothing can be amended any more.")
