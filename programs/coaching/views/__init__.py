"""Pages of the room."""

from programs.coaching.views.amending import (
    contract_amend,
    contract_amendment,
    contract_amendment_drop,
    contract_extend,
)
from programs.coaching.views.charging import charge_waive
from programs.coaching.views.choosing import (
    choice_create,
    choice_detail,
    choice_list,
    choice_manage,
    choice_others,
    choice_withdraw,
    coach_choose,
    coach_meet,
    proposal_decline,
    proposal_list,
)
from programs.coaching.views.coaches import (
    coach_change,
    coach_create,
    coach_detail,
    coach_list,
    credential_answer,
    credential_change,
    credential_create,
    credential_list,
    credential_remove,
)
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
from programs.coaching.views.hours import hours, hours_consent, hours_export
from programs.coaching.views.library import clause_adopt, clause_change, clause_create, clause_end, clause_list
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
from programs.coaching.views.versions import contract_document, contract_version

__all__ = [
    "charge_waive",
    "choice_create",
    "choice_detail",
    "choice_list",
    "choice_manage",
    "choice_others",
    "choice_withdraw",
    "clause_adopt",
    "clause_change",
    "clause_create",
    "clause_end",
    "clause_list",
    "coach_change",
    "coach_choose",
    "coach_create",
    "coach_detail",
    "coach_list",
    "coach_meet",
    "contract_agreement",
    "contract_amend",
    "contract_amendment",
    "contract_amendment_drop",
    "contract_cancel",
    "contract_close",
    "contract_closing",
    "contract_create",
    "contract_design",
    "contract_detail",
    "contract_document",
    "contract_end_early",
    "contract_evaluate",
    "contract_extend",
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
    "contract_version",
    "credential_answer",
    "credential_change",
    "credential_create",
    "credential_list",
    "credential_remove",
    "feedback_start",
    "hours",
    "hours_consent",
    "hours_export",
    "proposal_decline",
    "proposal_list",
]
