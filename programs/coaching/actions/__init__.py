"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.charging import charge_again, charge_late_cancelling, waive_charge
from programs.coaching.actions.closing import close_contract, evaluate_contract
from programs.coaching.actions.design import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    save_design,
    start_design,
)
from programs.coaching.actions.feedback import start_feedback
from programs.coaching.actions.hours import allow_name_in_hours, export_hours
from programs.coaching.actions.running import (
    activate_contract,
    check_bookable,
    pause_contract,
    resume_contract,
)
from programs.coaching.actions.setup import cancel_contract, create_contract
from programs.coaching.actions.signing import OutdatedVersion, send_for_signing, sign_contract

__all__ = [
    "OutdatedVersion",
    "activate_contract",
    "add_contract_objective",
    "allow_name_in_hours",
    "cancel_contract",
    "change_amendment",
    "change_contract_objective",
    "charge_again",
    "charge_late_cancelling",
    "check_bookable",
    "close_contract",
    "create_contract",
    "drop_amendment",
    "evaluate_contract",
    "export_hours",
    "pause_contract",
    "propose_amendment",
    "remove_contract_objective",
    "resume_contract",
    "save_design",
    "send_for_signing",
    "settle_amendment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "waive_charge",
]
