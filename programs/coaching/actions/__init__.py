"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.closing import close_contract, evaluate_contract
from programs.coaching.actions.design import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    save_design,
    start_design,
)
from programs.coaching.actions.feedback import start_feedback
from programs.coaching.actions.reporting import release_report, save_report, take_back_report
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
    "cancel_contract",
    "change_amendment",
    "change_contract_objective",
    "check_bookable",
    "close_contract",
    "create_contract",
    "drop_amendment",
    "evaluate_contract",
    "pause_contract",
    "propose_amendment",
    "release_report",
    "remove_contract_objective",
    "resume_contract",
    "save_design",
    "save_report",
    "send_for_signing",
    "settle_amendment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "take_back_report",
]
