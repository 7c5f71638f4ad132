"""Writes on contracts. Each one locks the contract first, so that nothing is decided on an old state."""

from programs.coaching.actions.amending import change_amendment, drop_amendment, propose_amendment, settle_amendment
from programs.coaching.actions.asking import ask_for_coach, offer_coaches
from programs.coaching.actions.charging import charge_again, charge_late_cancelling, waive_charge
from programs.coaching.actions.chemistry import set_free
from programs.coaching.actions.choosing import (
    ask_for_others,
    choose_coach,
    decline_proposal,
    meet_coach,
    withdraw_choice,
)
from programs.coaching.actions.clauses import (
    change_contract_clause,
    move_contract_clause,
    remove_contract_clause,
    take_clause,
    write_clause,
)
from programs.coaching.actions.closing import (
    choose_next_step,
    close_contract,
    end_early,
    evaluate_contract,
    say_outcomes,
)
from programs.coaching.actions.comments import add_comment, reopen_comment, settle_comment
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
from programs.coaching.actions.profiles import save_profile
from programs.coaching.actions.replacing import remove_client, replace_coach, replace_sponsor, tell_of_gone_party
from programs.coaching.actions.reporting import release_report, save_report, take_back_report
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
    "add_credential",
    "adopt_built_in",
    "allow_name_in_hours",
    "answer_credential",
    "ask_for_coach",
    "ask_for_others",
    "cancel_contract",
    "change_amendment",
    "change_clause",
    "change_contract_clause",
    "change_contract_objective",
    "change_credential",
    "charge_again",
    "charge_late_cancelling",
    "check_bookable",
    "choose_coach",
    "choose_next_step",
    "close_contract",
    "create_clause",
    "create_contract",
    "decline_proposal",
    "drop_amendment",
    "end_clause",
    "end_early",
    "evaluate_contract",
    "export_hours",
    "extend_contract",
    "hand_over",
    "meet_coach",
    "move_contract_clause",
    "offer_clause_again",
    "offer_coaches",
    "pause_contract",
    "propose_amendment",
    "release_report",
    "remove_client",
    "remove_contract_clause",
    "remove_contract_objective",
    "remove_credential",
    "reopen_comment",
    "replace_coach",
    "replace_sponsor",
    "resume_contract",
    "save_design",
    "save_profile",
    "save_report",
    "save_words",
    "say_outcomes",
    "send_for_signing",
    "set_free",
    "settle_amendment",
    "settle_comment",
    "sign_contract",
    "start_design",
    "start_feedback",
    "take_back_report",
    "take_clause",
    "tell_of_gone_party",
    "waive_charge",
    "withdraw_choice",
    "write_clause",
    "write_portrait",
]
