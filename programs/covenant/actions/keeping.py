"""Delete the text of engagements, as everybody signed; and tell it before."""

import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError
from portal.outbox.publish import publish
from programs.covenant.erasing import ERASERS
from programs.covenant.events import DeletionTold
from programs.covenant.keeping import deletions_due, deletions_to_tell, is_text_deleted
from programs.covenant.models import Deletion
from programs.engagements.models import Engagement

log = logging.getLogger(__name__)


def tell_deletions() -> int:
    """Fix the day of each deletion that is thirty days away or less, and have everybody told, once.

    Returns:
        How many were new.
    """
    return sum(
        _tell(engagement_id, due_on) for engagement_id, due_on in deletions_to_tell(timezone.localdate()).items()
    )


@transaction.atomic
def _tell(engagement_id: UUID, due_on) -> bool:
    values = {"due_on": due_on, "told_at": timezone.now()}
    deletion, fresh = Deletion.objects.get_or_create(engagement_id=engagement_id, defaults=values)
    if fresh:
        record("deletion told", deletion.engagement, by=None, due_on=due_on)
        publish(DeletionTold(subject_id=engagement_id))
    return fresh


def delete_due_texts() -> int:
    """Delete the text of the engagements whose day has come, each in a transaction of its own.

    A worker that is killed leaves what it did not finish for the next call. One engagement that fails is logged and
    tried again then; the others go on.

    Returns:
        How many engagements were done.
    """
    return sum(_delete_or_log(engagement_id) for engagement_id in deletions_due(timezone.localdate()))


def _delete_or_log(engagement_id: UUID) -> bool:
    try:
        return _delete_text(engagement_id)
    except Exception as error:  # whatever it is, others were promised that their text goes today
        log.exception("Deleting the text of %s failed (%s)", engagement_id, type(error).__name__)
        return False


@transaction.atomic
def _delete_text(engagement_id: UUID) -> bool:
    waiting = Deletion.objects.select_for_update(skip_locked=True, no_key=True).filter(done_at__isnull=True)
    deletion = waiting.filter(engagement=engagement_id).first()
    if deletion is None:
        return False
    now = timezone.now()
    gone = {eraser.what: eraser.of_engagement(engagement_id, now) for eraser in ERASERS.values()}
    deletion.done_at = now
    deletion.save(update_fields=["done_at"])
    record("text deleted", deletion.engagement, by=None, **gone)
    return True


def check_kept(*, engagement: Engagement) -> None:
    """Refuse new text where all of it was deleted.

    Raises:
        DomainError: the day has passed.
    """
    if is_text_deleted(engagement):
        raise DomainError("The text here was deleted as agreed, so nothing new is kept here any more.")
