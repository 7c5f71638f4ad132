"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.asking import ask_for_coach, offer_coaches
from programs.coaching.actions.chemistry import set_free
from programs.coaching.actions.choosing import (
    ask_for_others,
    choose_coach,
    decline_proposal,
    meet_coach,
    withdraw_choice,
)
from programs.coaching.actions.closing import close_contract, evaluate_contract
from programs.coaching.actions.credentials import (
    add_credential,
    answer_credential,
    change_credential,
    remove_credential,
)
from programs.coaching.actions.design import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    save_design,
    start_design,
)
from programs.coaching.actions.feedback import start_feedback
from programs.coaching.actions.profiles import save_profile
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
    "add_credential",
    "answer_credential",
    "ask_for_coach",
    "ask_for_others",
    "cancel_contract",
    "change_amendment",
    "change_contract_objective",
    "change_credential",
    "check_bookable",
    "choose_coach",
    "close_contract",
    "create_contract",
    "decline_proposal",
    "drop_amendment",
    "evaluate_contract",
    "meet_coach",
    "offer_coaches",
    "pause_contract",
    "propose_amendment",
    "remove_contract_objective",
    "remove_credential",
    "resume_contract",
    "save_design",
    "save_profile",
    "send_for_signing",
    "set_free",
    "settle_amendment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "withdraw_choice",
]
