"""Tell people: the notice in the portal and the mail are one row."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from portal.outbox.wake import wake_after_commit
from portal.tenancy.context import current
from programs.notifications.models import Notification
from programs.notifications.queries import channels_of
from programs.notifications.rhythm import Channel

MAIL_TASK = "programs.notifications.tasks.send_due_mail"
# All rows in one value: with a parameter for each column Django takes longer than PostgreSQL needs to write them.
WRITE = """
    INSERT INTO notifications_notification
           (id, organization_id, membership_id, kind, key, subject_id, facts,
            created_at, read_at, mail, mail_due_at, mail_attempts, last_error, returned)
    SELECT id, %(organization)s, membership_id, kind, key, subject_id, facts,
           created_at, read_at, mail, mail_due_at, 0, '', ''
      FROM jsonb_to_recordset(%(rows)s) AS told
           (id uuid, membership_id uuid, kind text, key text, subject_id uuid, facts jsonb,
            created_at timestamptz, read_at timestamptz, mail text, mail_due_at timestamptz)
        ON CONFLICT DO NOTHING"""


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
    if not rows:
        return
    values = {"rows": json.dumps(rows, cls=DjangoJSONEncoder), "organization": current().organization_id}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
    if any(row["mail"] == Notification.Mail.DUE for row in rows):
        wake_after_commit(MAIL_TASK)


def _rows(kind: str, tellings: list[Telling], now: datetime) -> Iterator[dict]:
    channels = channels_of(kind, {telling.membership_id for telling in tellings})
    for telling in tellings:
        if channel := channels.get(telling.membership_id):
            yield _row(telling, channel, now)


def _row(telling: Telling, channel: Channel, now: datetime) -> dict:
    mail, mail_due_at = channel.plan(telling.kind, telling.facts, now)
    is_news = channel.counts and not telling.read and not telling.missed
    return {
        "id": str(uuid7()),
        "membership_id": str(telling.membership_id),
        "kind": telling.kind,
        "key": f"{telling.kind}:{telling.key}",
        "subject_id": str(telling.subject_id),
        "facts": dict(telling.facts),
        "created_at": now.isoformat(),
        "read_at": None if is_news else now.isoformat(),
        "mail": Notification.Mail.MISSED if telling.missed else mail,
        "mail_due_at": now.isoformat() if telling.missed else mail_due_at.isoformat(),
    }
