"""Writes on covenants."""

from programs.covenant.actions.declaring import declare_terms
from programs.covenant.actions.keeping import check_kept, delete_due_texts, tell_deletions
from programs.covenant.actions.proposing import drop_proposal, propose_covenant
from programs.covenant.actions.signing import check_covenant, settle_covenant, sign_covenant

__all__ = [
    "check_covenant",
    "check_kept",
    "declare_terms",
    "delete_due_texts",
    "drop_proposal",
    "propose_covenant",
    "settle_covenant",
    "sign_covenant",
    "tell_deletions",
]
