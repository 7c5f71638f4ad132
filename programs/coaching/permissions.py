"""Who may do what with contracts. Pure questions; actions ask them again."""

from collections.abc import Sequence

from accounts.models import Membership
from programs.coaching.lifecycle import BOOKABLE, CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.queries.choices import meeting_proposal
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation, Program
from programs.engagements.permissions import can_run_engagement, can_run_program
from programs.scheduling.booking import who_books
from programs.scheduling.permissions import can_log_session, can_propose_times, can_schedule_session

Role = Participation.Role
PARTIES = frozenset({Role.CLIENT, Role.COACH, Role.SPONSOR})
TALKING = frozenset({Role.CLIENT, Role.COACH})  # the two who sit in the sessions
ASKING = frozenset({State.AGREED, State.ACTIVE, State.PAUSED, State.EVALUATING})


def can_create_contract(membership: Membership, program: Program) -> bool:
    """Those who run the program."""
    return can_run_program(membership, program)


def talks(place: Participation | None) -> bool:
    """Client and coach, who sit in the sessions. What anybody reads, the covenant says."""
    return place is not None and place.role in TALKING


def can_design(place: Participation | None) -> bool:
    """Client and coach write the design together."""
    return talks(place)


def can_send_for_signing(place: Participation | None) -> bool:
    """The coach sends it."""
    return place is not None and place.role == Role.COACH


def can_sign(place: Participation | None, contract: Contract) -> bool:
    """Every party of this contract."""
    return place is not None and place.engagement_id == contract.pk and place.left_at is None and place.role in PARTIES


def can_book(place: Participation | None, contract: Contract) -> bool:
    """Client or coach, as the program says, once everybody has signed; before that to get to know each other."""
    if not can_schedule_session(place, contract.engagement):
        return False
    return contract.engagement.state in BOOKABLE or (
        contract.engagement.state == State.DRAFT and meeting_proposal(contract) is not None
    )


def can_ask(place: Participation | None, contract: Contract, parties: Sequence[Participation]) -> bool:
    """Propose times where the other one books: the same states."""
    talking = [party for party in parties if talks(party)]
    return (
        bool(who_books(place, contract.engagement))
        and contract.engagement.state in BOOKABLE
        and can_propose_times(place, contract.engagement, talking)
    )


def can_log(place: Participation | None, contract: Contract) -> bool:
    """Write down a session that took place: the same states; always the coach, and the client if they book."""
    return can_log_session(place, contract.engagement) and contract.engagement.state in BOOKABLE


def can_steer(membership: Membership, contract: Contract) -> bool:
    """Pause, resume, begin the evaluation: the coach and those who run the program."""
    return can_run_engagement(membership, contract.engagement)


def can_evaluate(contract: Contract) -> bool:
    """Whether its evaluation can begin now."""
    return State.EVALUATING in CONTRACT_TABLE.get(contract.engagement.state, ())


def can_cancel(contract: Contract) -> bool:
    """Whether it has not begun, so that it can still be cancelled."""
    return State.CANCELLED in CONTRACT_TABLE.get(contract.engagement.state, ())


def can_close(place: Participation | None) -> bool:
    """The coach, since closing says what became of each objective."""
    return place is not None and place.role == Role.COACH


def can_start_feedback(place: Participation | None, contract: Contract) -> bool:
    """Client and coach, while an agreed contract runs."""
    return talks(place) and contract.engagement.state in ASKING


def can_report(place: Participation | None) -> bool:
    """Each client, for themselves."""
    return place is not None and place.role == Role.CLIENT and place.left_at is None


def can_suggest_raters(place: Participation | None, contract: Contract) -> bool:
    """Coach and sponsor, while a 360 can be asked; the client decides."""
    return place is not None and place.role in {Role.COACH, Role.SPONSOR} and contract.engagement.state in ASKING
