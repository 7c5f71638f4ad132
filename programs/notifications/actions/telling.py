"""Tell people: the notice in the portal and the mail are one row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.outbox.wake import wake_after_commit
from programs.notifications.models import Notification
from programs.notifications.queries import channels_of
from programs.notifications.rhythm import Channel

MAIL_TASK = "programs.notifications.tasks.send_due_mail"
BATCH = 1000


@dataclass(frozen=True)
class Telling:
    """One message to one person.

    Args:
        kind: a kind of the catalogue.
        key: what makes it the same message: subject, and its version or lead time.
        membership_id: who is told.
        subject_id: what it is about.
        facts: ids and plain facts for the words; never what a person wrote.
        read: they know it, as from the page on which they did it: the notice is no news, and the mail goes out.
        missed: it came too late to be of use. It is counted; nobody is told.
    """

    kind: str
    key: str
    membership_id: UUID
    subject_id: UUID
    facts: Mapping
    read: bool = False
    missed: bool = False


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
    """Write the same message to each of `people`.

    Args:
        people: membership ids.
        but: membership ids that need not be told, as of the one who did it.
        kind, key, subject_id, facts, read: of a `Telling`.
    """
    readers = [person for person in dict.fromkeys(people) if person not in but]
    tell_each([Telling(kind, key, person, subject_id, facts, read) for person in readers])


@transaction.atomic
def tell_each(tellings: Iterable[Telling]) -> None:
    """Write many messages, with a number of queries that follows the number of kinds alone.

    Who has a message already gets no second one. Each mail goes out when and as its reader chose; who is no member of
    the organization gets nothing.
    """
    now = timezone.now()
    by_kind: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_kind[telling.kind].append(telling)
    rows = [row for kind, those in by_kind.items() for row in _rows(kind, those, now)]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    if any(row.mail == Notification.Mail.DUE for row in rows):
        wake_after_commit(MAIL_TASK)


def _rows(kind: str, tellings: list[Telling], now: datetime) -> Iterator[Notification]:
    channels = channels_of(kind, {telling.membership_id for telling in tellings})
    for telling in tellings:
        if channel := channels.get(telling.membership_id):
            yield _row(telling, channel, now)


def _row(telling: Telling, channel: Channel, now: datetime) -> Notification:
    mail, mail_due_at = channel.plan(telling.kind, telling.facts, now)
    is_news = channel.counts and not telling.read and not telling.missed
    return Notification(
        membership_id=telling.membership_id,
        kind=telling.kind,
        key=f"{telling.kind}:{telling.key}",
        subject_id=telling.subject_id,
        facts=dict(telling.facts),
        created_at=now,
        read_at=None if is_news else now,
        mail=Notification.Mail.MISSED if telling.missed else mail,
        mail_due_at=now if telling.missed else mail_due_at,
    )
