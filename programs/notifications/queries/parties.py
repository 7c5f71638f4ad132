"""Who runs a program, and whether a party of a contract is still gone right before the mail."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import Membership
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Engagement, Participation
from programs.notifications.models import Notification


def who_runs(engagement: Engagement) -> list[UUID]:
    """The administrators, and the managers to whom the program is given."""
    given = Q(role=Membership.Role.MANAGER, managements__program=engagement.program_id)
    rows = Membership.objects.filter(Q(role=Membership.Role.ADMINISTRATOR) | given, is_active=True)
    return list(rows.values_list("pk", flat=True).distinct())


def _party_is_gone(row: Notification, now: datetime) -> bool:
    return Participation.objects.filter(
        engagement=row.subject_id,
        engagement__state__in=CURRENT,
        membership=row.facts["by"],
        membership__is_active=False,
        left_at__isnull=True,
    ).exists()


CHECKS = {"contract-party-gone": _party_is_gone}
