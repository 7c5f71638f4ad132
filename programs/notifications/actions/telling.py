"""Tell people: the notice in the portal and the mail are one row."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.outbox.wake import wake_after_commit
from programs.notifications.models import Notification
from programs.notifications.queries import channels_of

MAIL_TASK = "programs.notifications.tasks.send_due_mail"


@transaction.atomic
def tell(
    *,
    kind: str,
    key: str,
    subject_id: UUID,
    people: Iterable[UUID],
    facts: Mapping,
    but: Collection[UUID] = (),
    read: bool = False,
) -> None:
    """Write one notification for each of `people`; who has it already gets no second one. Its mail goes out when and as
    each of them chose.

    Args:
        kind: a kind of the catalogue.
        key: what makes it the same message: subject, and its version or lead time.
        people: membership ids.
        facts: ids and plain facts for the words; never what a person wrote.
        but: membership ids that need not be told, as of the one who did it.
        read: they know it, as from the page on which they did it: the notice is no news, and the mail goes out.
    """
    readers = [person for person in dict.fromkeys(people) if person not in but]
    if not readers:
        return
    now = timezone.now()
    channels = channels_of(kind, readers)
    told = Notification.objects.bulk_create(
        [
            Notification(
                membership_id=membership_id,
                kind=kind,
                key=f"{kind}:{key}",
                subject_id=subject_id,
                facts=dict(facts),
                created_at=now,
                read_at=None if channel.counts and not read else now,
                mail=plan.mail,
                mail_due_at=plan.due_at,
            )
            for membership_id in readers
            if (channel := channels.get(membership_id))
            for plan in [channel.plan(kind, facts, now)]
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    if told:
        wake_after_commit(MAIL_TASK)
