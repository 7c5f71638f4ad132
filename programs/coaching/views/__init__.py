"""Pages of the room."""

from programs.coaching.views.contracts import contract_create, contract_detail, contract_list
from programs.coaching.views.design import (
    contract_design,
    contract_objective_change,
    contract_objective_create,
    contract_objective_remove,
    contract_start_design,
)
from programs.coaching.views.ending import (
    contract_close,
    contract_closing,
    contract_end_early,
    contract_next_step,
    contract_outcomes,
)
from programs.coaching.views.overseeing import (
    contract_oversee,
    contract_people,
    contract_remove_client,
    contract_replace_coach,
    contract_replace_sponsor,
)
from programs.coaching.views.running import feedback_start
from programs.coaching.views.signing import contract_agreement, contract_send
from programs.coaching.views.steering import (
    contract_cancel,
    contract_evaluate,
    contract_pause,
    contract_resume,
)

__all__ = [
    "contract_agreement",
    "contract_cancel",
    "contract_close",
    "contract_closing",
    "contract_create",
    "contract_design",
    "contract_detail",
    "contract_end_early",
    "contract_evaluate",
    "contract_list",
    "contract_next_step",
    "contract_objective_change",
    "contract_objective_create",
    "contract_objective_remove",
    "contract_outcomes",
    "contract_oversee",
    "contract_pause",
    "contract_people",
    "contract_remove_client",
    "contract_replace_coach",
    "contract_replace_sponsor",
    "contract_resume",
    "contract_send",
    "contract_start_design",
    "feedback_start",
]
