"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.charging import charge_again, charge_late_cancelling, waive_charge
from programs.coaching.actions.clauses import (
    change_contract_clause,
    move_contract_clause,
    remove_contract_clause,
    take_clause,
    write_clause,
)
from programs.coaching.actions.closing import close_contract, evaluate_contract
from programs.coaching.actions.comments import add_comment, reopen_comment, settle_comment
from programs.coaching.actions.design import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    save_design,
    start_design,
)
from programs.coaching.actions.extending import extend_contract
from programs.coaching.actions.feedback import start_feedback
from programs.coaching.actions.hours import allow_name_in_hours, export_hours
from programs.coaching.actions.library import (
    adopt_built_in,
    change_clause,
    create_clause,
    end_clause,
    offer_clause_again,
)
from programs.coaching.actions.portrait import write_portrait
from programs.coaching.actions.running import (
    activate_contract,
    check_bookable,
    pause_contract,
    resume_contract,
)
from programs.coaching.actions.setup import cancel_contract, create_contract
from programs.coaching.actions.signing import OutdatedVersion, send_for_signing, sign_contract
from programs.coaching.actions.turns import hand_over
from programs.coaching.actions.words import PartChanged, save_words

__all__ = [
    "OutdatedVersion",
    "PartChanged",
    "activate_contract",
    "add_comment",
    "add_contract_objective",
    "adopt_built_in",
    "allow_name_in_hours",
    "cancel_contract",
    "change_amendment",
    "change_clause",
    "change_contract_clause",
    "change_contract_objective",
    "charge_again",
    "charge_late_cancelling",
    "check_bookable",
    "close_contract",
    "create_clause",
    "create_contract",
    "drop_amendment",
    "end_clause",
    "evaluate_contract",
    "export_hours",
    "extend_contract",
    "hand_over",
    "move_contract_clause",
    "offer_clause_again",
    "pause_contract",
    "propose_amendment",
    "remove_contract_clause",
    "remove_contract_objective",
    "reopen_comment",
    "resume_contract",
    "save_design",
    "save_words",
    "send_for_signing",
    "settle_amendment",
    "settle_comment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "take_clause",
    "waive_charge",
    "write_clause",
    "write_portrait",
]
