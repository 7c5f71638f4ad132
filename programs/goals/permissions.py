"""Who may do what with objectives, measurements and actions. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.lifecycle import PREPARING, State
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.goals.models import Action, Measurement, Objective, Question, Revision
from programs.goals.queries import OWNING_ROLES, finishes, sits_in
from programs.goals.queries_questions import ASKING_ROLES
from programs.scheduling.permissions import can_propose_topic

WRITING = PREPARING - {State.AGREED}  # what everybody has signed stays as it is
MEASURING = {State.ACTIVE, State.PAUSED, State.EVALUATING}
REVISING = MEASURING | {State.AGREED}  # what was agreed is changed with everybody's yes


def _owns_or_leads(place: Participation | None, owner: Participation) -> bool:
    if place is None or place.left_at is not None or place.engagement_id != owner.engagement_id:
        return False
    return place.pk == owner.pk or place.leads


def owns_or_leads(membership: Membership, owner: Participation) -> bool:
    """The mentee or client, and the mentor or coach of their engagement."""
    return _owns_or_leads(participation_of(membership, owner.engagement), owner)


def can_write_objectives(place: Participation | None, owner: Participation) -> bool:
    """The owner and the lead, while the engagement is prepared; afterwards everybody holds on to what was agreed."""
    return (
        owner.role in OWNING_ROLES
        and owner.left_at is None
        and owner.engagement.state in WRITING
        and _owns_or_leads(place, owner)
    )


def can_measure(place: Participation | None, objective: Objective) -> bool:
    """The owner and the lead, from the start until the end."""
    return (
        objective.state == "open"
        and objective.owner.engagement.state in MEASURING
        and _owns_or_leads(place, objective.owner)
    )


def can_correct_measurement(place: Participation | None, measurement: Measurement) -> bool:
    """Whoever wrote it down, as long as there can be new ones."""
    return can_measure(place, measurement.objective) and place.membership_id == measurement.recorded_by_id


def can_plan_milestones(place: Participation | None, objective: Objective) -> bool:
    """The owner and the lead, until the objective is closed."""
    return (
        objective.state == "open"
        and objective.owner.left_at is None
        and objective.owner.engagement.is_current
        and _owns_or_leads(place, objective.owner)
    )


def can_revise(place: Participation | None, objective: Objective) -> bool:
    """The owner and the lead, from the agreement until the end."""
    return may_be_revised(objective) and _owns_or_leads(place, objective.owner)


def may_be_revised(objective: Objective) -> bool:
    """Whether it is a time for revisions."""
    return (
        objective.state == "open" and objective.owner.left_at is None and objective.owner.engagement.state in REVISING
    )


def can_drop_revision(place: Participation | None, revision: Revision, parties: list[Participation]) -> bool:
    """Who proposed it takes it back; everybody whose yes it needs can say no."""
    if place is None or place.left_at is not None or revision.settled_at or revision.dropped_at:
        return False
    return place.pk == revision.proposed_by_id or any(place.pk == party.pk for party in parties)


def can_close_objective(place: Participation | None, objective: Objective) -> bool:
    """The owner and the lead, when the engagement looks back."""
    return objective.owner.engagement.state == State.EVALUATING and _owns_or_leads(place, objective.owner)


def can_agree_action(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions."""
    return sits_in(place) and place.engagement_id == engagement.pk and engagement.is_current


def can_finish_action(place: Participation | None, action: Action) -> bool:
    """Its owner, and the lead."""
    return sits_in(place) and finishes(place, action)


def can_ask_question(place: Participation | None, engagement: Engagement) -> bool:
    """Those who are led, as long as people meet."""
    return (
        sits_in(place)
        and place.engagement_id == engagement.pk
        and place.role in ASKING_ROLES
        and engagement.still_meets
    )


def can_change_question(place: Participation | None, question: Question) -> bool:
    """Whoever asked it, while it is open."""
    return can_answer_question(place, question) and place.pk == question.asked_by_id and question.answered_at is None


def can_answer_question(place: Participation | None, question: Question) -> bool:
    """Whoever asked it, and who leads, until the end."""
    return (
        sits_in(place)
        and place.engagement_id == question.engagement_id
        and (place.leads or place.pk == question.asked_by_id)
        and question.engagement.is_current
    )


def can_bring_question(place: Participation | None, question: Question) -> bool:
    """Whoever asked it, while it is open and topics are proposed."""
    return can_change_question(place, question) and can_propose_topic(place, question.engagement)


def can_write_competencies(membership: Membership) -> bool:
    """Administrators, and managers of programs."""
    return membership.is_active and membership.runs_programs
