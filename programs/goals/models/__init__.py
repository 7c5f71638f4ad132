"""What changes for people. Objectives and actions belong to a participation: the mentee or client owns them."""

from programs.goals.models.asking import Focus, Question
from programs.goals.models.doing import Action, Assignment, CheckIn, Exercise
from programs.goals.models.objectives import Competency, Measurement, Milestone, Objective
from programs.goals.models.revising import Revision, RevisionConsent
from programs.goals.models.support import Pulse, Supporter

__all__ = [
    "Action",
    "Assignment",
    "CheckIn",
    "Competency",
    "Exercise",
    "Focus",
    "Measurement",
    "Milestone",
    "Objective",
    "Pulse",
    "Question",
    "Revision",
    "RevisionConsent",
    "Supporter",
]
