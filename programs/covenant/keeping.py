"""Until when the text of an engagement is kept: so many months after its end, as its covenant says.

Thirty days before, everybody who took part is told the day (`Deletion`); nothing is deleted that was not told.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from programs.covenant.models import Covenant, Deletion, ProgramTerms
from programs.covenant.queries import terms_of
from programs.covenant.terms import DEFAULT_MONTHS
from programs.engagements.models import Engagement

NOTICE = timedelta(days=30)


@dataclass(frozen=True)
class Keeping:
    """What becomes of the text of an engagement.

    Args:
        months: after the end.
        until: the day on which it is deleted; None before the end.
        deleted_at: when it was.
    """

    months: int
    until: date | None = None
    deleted_at: datetime | None = None


def day_of_deletion(ended_at: datetime, months: int) -> date:
    """The same day of the month so many months later, or the last one of a month that is shorter."""
    ended_on = timezone.localdate(ended_at)
    year, month = divmod(ended_on.year * 12 + ended_on.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(ended_on.day, last))


def keeping_of(engagement: Engagement) -> Keeping:
    """Until when the text of this engagement is kept, in three queries at the most."""
    deletion = Deletion.objects.filter(engagement=engagement).first() if engagement.ended_at else None
    months = terms_of(engagement).months
    if deletion:
        return Keeping(months, deletion.due_on, deletion.done_at)
    if engagement.ended_at is None:
        return Keeping(months)
    soonest = timezone.localdate() + NOTICE
    return Keeping(months, max(day_of_deletion(engagement.ended_at, months), soonest))


def is_text_deleted(engagement: Engagement) -> bool:
    """Whether the day has come and the text is gone."""
    if engagement.ended_at is None:
        return False
    return Deletion.objects.filter(engagement=engagement, done_at__isnull=False).exists()


def deletions_to_tell(today: date) -> dict[UUID, date]:
    """Ended engagements whose people have to be told by now, with the day on which the text will be deleted."""
    agreed = Covenant.objects.filter(engagement=OuterRef("pk"), in_force_at__isnull=False, replaced_at__isnull=True)
    declared = ProgramTerms.objects.filter(program=OuterRef("program"))
    rows = Engagement.objects.filter(ended_at__isnull=False, deletion__isnull=True).annotate(
        agreed=Subquery(agreed.values("terms__months")[:1]), declared=Subquery(declared.values("terms__months")[:1])
    )
    found = {}
    for pk, ended_at, *months in rows.values_list("pk", "ended_at", "agreed", "declared"):
        due_on = day_of_deletion(ended_at, next((number for number in months if number), DEFAULT_MONTHS))
        if due_on <= today + NOTICE:
            found[pk] = max(due_on, today + NOTICE)
    return found


def deletions_due(today: date) -> list[UUID]:
    """Engagements whose text is deleted now: the day that was told has come."""
    rows = Deletion.objects.filter(done_at__isnull=True, due_on__lte=today).order_by("due_on", "pk")
    return list(rows.values_list("engagement_id", flat=True))
