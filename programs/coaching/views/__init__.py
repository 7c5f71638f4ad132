"""Pages of the room."""

from programs.coaching.views.charging import charge_waive, contract_budget
from programs.coaching.views.contracts import contract_create, contract_detail, contract_list
from programs.coaching.views.design import (
    contract_design,
    contract_objective_change,
    contract_objective_create,
    contract_objective_remove,
    contract_start_design,
)
from programs.coaching.views.hours import hours, hours_consent, hours_export
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

__all__ = [
    "charge_waive",
    "contract_agreement",
    "contract_budget",
    "contract_cancel",
    "contract_close",
    "contract_create",
    "contract_design",
    "contract_detail",
    "contract_evaluate",
    "contract_list",
    "contract_objective_change",
    "contract_objective_create",
    "contract_objective_remove",
    "contract_oversee",
    "contract_pause",
    "contract_resume",
    "contract_send",
    "contract_start_design",
    "feedback_start",
    "hours",
    "hours_consent",
    "hours_export",
]
