"""What the roles of an engagement mean for its sessions."""

from programs.engagements.models import Participation

VISITING_ROLES = frozenset({Participation.Role.SPONSOR})  # they see dates, and take no part in sessions
YIELDING_ROLES = frozenset({Participation.Role.LEARNER})  # a course does not wait for one of them who is busy then
