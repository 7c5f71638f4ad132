"""Going on for longer: an amendment of the term and the number of sessions, written in one step."""

from datetime import date

from django.db import transaction

from accounts.models import Membership
from portal.errors import DomainError
from programs.coaching.actions.amending import change_amendment, propose_amendment
from programs.coaching.actions.signing import send_for_signing
from programs.coaching.draft import from_json
from programs.coaching.models import Amendment, Contract
from programs.coaching.permissions import can_send_for_signing
from programs.engagements.queries import participation_of

LONG = 12  # months in all, after which it is to be said that so long is meant


@transaction.atomic
def extend_contract(
    *,
    contract: Contract,
    ends_on: date,
    more_sessions: int,
    reason: str,
    by: Membership,
    over_a_year: bool = False,
) -> Amendment:
    """Propose a later end, more sessions, or both. If the coach does it, it is out for signing at once.

    Args:
        reason: every party reads it.
        over_a_year: it is meant to last longer than a year in all.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: nothing would be longer, it would last over a year and nobody said so, or what
            `propose_amendment` and `change_amendment` refuse.
    """
    amendment = propose_amendment(contract=contract, reason=reason, by=by)
    draft = from_json(amendment.draft)
    if ends_on < draft.ends_on:
        day = f"{draft.ends_on.day} {draft.ends_on:%B %Y}"
        raise DomainError(f"The contract ends on {day}. Choose that day or a later one.", field="ends_on")
    if ends_on == draft.ends_on and not more_sessions:
        raise DomainError("Choose a later end, more sessions, or both.", field="ends_on")
    if ends_on > _after_a_year(draft.starts_on) and not over_a_year:
        raise DomainError(f"It would last longer than {LONG} months. Tick that this is meant.", field="over_a_year")
    if draft.session_budget + more_sessions > 100:
        raise DomainError(f"Choose {100 - draft.session_budget} or less: 100 in all.", field="more_sessions")
    change_amendment(
        amendment=amendment,
        purpose=draft.purpose,
        focus_areas=draft.focus_areas,
        working_arrangement=draft.working_arrangement,
        ends_on=ends_on,
        session_budget=draft.session_budget + more_sessions,
        by=by,
    )
    if can_send_for_signing(participation_of(by, contract.engagement)):
        send_for_signing(contract=contract, by=by)
    return amendment


def _after_a_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)
