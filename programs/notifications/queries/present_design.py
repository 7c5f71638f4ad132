"""Whether a design still waits for its reader right before the mail."""

from datetime import datetime

from programs.coaching.models import Comment, Contract
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.notifications.models import Notification


def _designs(row: Notification) -> bool:
    return Participation.objects.filter(
        engagement=row.facts["engagement_id"],
        engagement__state=State.DESIGN,
        membership=row.membership_id,
        left_at__isnull=True,
    ).exists()


def it_is_their_turn(row: Notification, now: datetime) -> bool:
    moment = datetime.fromisoformat(row.facts["turn_at"])
    return Contract.objects.filter(pk=row.subject_id, turn_at=moment).exists() and _designs(row)


def comment_is_open(row: Notification, now: datetime) -> bool:
    return Comment.objects.filter(pk=row.subject_id, settled_at__isnull=True).exists() and _designs(row)


CHECKS = {"design-turn": it_is_their_turn, "design-comment": comment_is_open}
