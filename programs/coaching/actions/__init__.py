"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.closing import (
    choose_next_step,
    close_contract,
    end_early,
    evaluate_contract,
    say_outcomes,
)
from programs.coaching.actions.design import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    save_design,
    start_design,
)
from programs.coaching.actions.feedback import start_feedback
from programs.coaching.actions.replacing import remove_client, replace_coach, replace_sponsor, tell_of_gone_party
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
    "choose_next_step",
    "close_contract",
    "create_contract",
    "drop_amendment",
    "end_early",
    "evaluate_contract",
    "pause_contract",
    "propose_amendment",
    "remove_client",
    "remove_contract_objective",
    "replace_coach",
    "replace_sponsor",
    "resume_contract",
    "save_design",
    "say_outcomes",
    "send_for_signing",
    "settle_amendment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "tell_of_gone_party",
]
