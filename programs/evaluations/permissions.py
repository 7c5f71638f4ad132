"""Who may ask, and who may answer. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.models import Engagement
from programs.engagements.permissions import can_run_engagement
from programs.evaluations.models import Request, Round
from programs.evaluations.queries import has_left, is_subject


def can_plan_round(by: Membership | None, engagement: Engagement) -> bool:
    """Those who lead the engagement or run its program, and the portal itself."""
    return by is None or can_run_engagement(by, engagement)


def can_invite_guests(by: Membership, round: Round) -> bool:
    """Those who plan rounds, and the person whom the round is about."""
    return by.is_active and (is_subject(by, round) or can_plan_round(by, round.engagement))


def can_answer_request(by: Membership | None, request: Request) -> bool:
    """The person who was asked, as long as they take part; a guest, who has no membership, by their link."""
    if by is None:
        return request.respondent_id is None
    return by.is_active and request.respondent_id == by.pk and not has_left(by, request.round.engagement)


def can_change_questionnaires(by: Membership) -> bool:
    """Administrators; what they publish is asked everywhere in the organization."""
    return by.is_active and by.is_administrator
