"""Pages of the room."""

from programs.coaching.views.amending import (
    contract_amend,
    contract_amendment,
    contract_amendment_drop,
    contract_extend,
)
from programs.coaching.views.charging import charge_waive
from programs.coaching.views.contracts import contract_create, contract_detail, contract_list
from programs.coaching.views.design import (
    contract_design,
    contract_objective_change,
    contract_objective_create,
    contract_objective_remove,
    contract_start_design,
)
from programs.coaching.views.hours import hours, hours_consent, hours_export
from programs.coaching.views.library import clause_adopt, clause_change, clause_create, clause_end, clause_list
from programs.coaching.views.running import feedback_start
from programs.coaching.views.signing import contract_agreement, contract_send
from programs.coaching.views.steering import (
    contract_cancel,
    contract_close,
    contract_evaluate,
    contract_oversee,
    contract_pause,
    contract_resume,
)
from programs.coaching.views.versions import contract_document, contract_version

__all__ = [
    "charge_waive",
    "clause_adopt",
    "clause_change",
    "clause_create",
    "clause_end",
    "clause_list",
    "contract_agreement",
    "contract_amend",
    "contract_amendment",
    "contract_amendment_drop",
    "contract_cancel",
    "contract_close",
    "contract_create",
    "contract_design",
    "contract_detail",
    "contract_document",
    "contract_evaluate",
    "contract_extend",
    "contract_list",
    "contract_objective_change",
    "contract_objective_create",
    "contract_objective_remove",
    "contract_oversee",
    "contract_pause",
    "contract_resume",
    "contract_send",
    "contract_start_design",
    "contract_version",
    "feedback_start",
    "hours",
    "hours_consent",
    "hours_export",
]
