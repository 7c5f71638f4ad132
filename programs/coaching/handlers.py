"""What contracts do when something happens elsewhere."""

from accounts.events import MembershipEnded
from portal.outbox.registry import handles
from programs.coaching import handlers_coaches  # noqa: F401 - they register on import
from programs.coaching.actions import activate_contract, charge_late_cancelling, check_bookable, tell_of_gone_party
from programs.coaching.queries import contract_of_session, contracts_with, note_on_booking, note_on_cancelling
from programs.scheduling.events import SessionCompleted
from programs.scheduling.rules import booking_note, booking_rule, cancelling_note, cancelling_rule

booking_rule(check_bookable)
booking_note(note_on_booking)
cancelling_rule(charge_late_cancelling)
cancelling_note(note_on_cancelling)


@handles(SessionCompleted)
def begin_with_first_session(event: SessionCompleted) -> None:
    """An agreed contract becomes active with its first completed session."""
    if found := contract_of_session(event.subject_id):
        contract, session = found
        activate_contract(contract=contract, session=session)


@handles(MembershipEnded)
def look_after_their_contracts(event: MembershipEnded) -> None:
    """Nobody waits for somebody who has gone: each contract of theirs is handed to those who run its program."""
    for contract, place in contracts_with(event.subject_id):
        tell_of_gone_party(contract=contract, place=place)
