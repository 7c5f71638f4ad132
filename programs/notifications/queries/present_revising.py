"""Revisions of objectives: whom they concern, and whether they still wait right before a mail. No words are read."""

from datetime import datetime
from uuid import UUID

from programs.goals.models import Revision
from programs.goals.permissions import may_be_revised
from programs.goals.revising import parties_to
from programs.notifications.models import Notification


def find_revision(revision_id: UUID) -> Revision | None:
    """A revision with its objective, engagement and program, without its words."""
    rows = Revision.objects.select_related("objective__owner__engagement__program", "proposed_by")
    return rows.defer("reason", "before", "after", "objective__title").filter(pk=revision_id).first()


def parties_of_revision(revision: Revision) -> list[UUID]:
    """The memberships whose yes it needs."""
    return [place.membership_id for place in parties_to(revision.objective)]


def revision_waits(row: Notification, now: datetime) -> bool:
    """It is open, and the reader's yes is missing."""
    revision = find_revision(row.subject_id)
    if revision is None or revision.settled_at or revision.dropped_at or not may_be_revised(revision.objective):
        return False
    agreed = revision.consents.filter(participation__membership=row.membership_id).exists()
    return not agreed and row.membership_id in parties_of_revision(revision)


def revision_holds(row: Notification, now: datetime) -> bool:
    """It took effect, and the reader still reads the objective."""
    revision = find_revision(row.subject_id)
    return bool(revision and revision.settled_at and row.membership_id in parties_of_revision(revision))


CHECKS = {
    "revision-proposed": revision_waits,
    "revision-settled": revision_holds,
}
