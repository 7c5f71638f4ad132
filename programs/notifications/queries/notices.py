"""A person's own notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Membership
from portal.languages import ENGLISH
from portal.ui import clock
from programs.notifications.catalogue import CATALOGUE
from programs.notifications.models import Notification
from programs.notifications.wording import Told, put_into_words


@dataclass(frozen=True)
class Notice:
    """One row of the list: the notification, its words, and the reader's day it belongs to."""

    notification: Notification
    told: Told
    day: date

    @property
    def kind(self) -> str:
        """The kind of engagement, or nothing."""
        return self.notification.facts.get("kind", "")


def notices_for(membership: Membership) -> QuerySet[Notification]:
    """This person's notices, newest first; not those that this version has no words for."""
    return Notification.objects.filter(membership=membership, kind__in=CATALOGUE).order_by("-created_at", "-id")


def get_notice_for(membership: Membership, notification_id: UUID) -> Notification:
    """One of this person's notices, or 404: others' do not exist for them."""
    try:
        return notices_for(membership).get(pk=notification_id)
    except Notification.DoesNotExist:
        raise Http404 from None


def unread_count(membership: Membership) -> int:
    """How many notices this person has not opened; one look at a partial index."""
    return Notification.objects.filter(membership=membership, read_at__isnull=True, kind__in=CATALOGUE).count()


def news_since(membership: Membership, notice_id: str) -> int:
    """How many notices that count as new came after the newest that somebody sees; none when there is no such notice of
    theirs."""
    notices = notices_for(membership)
    unread = notices.filter(read_at__isnull=True)
    if not notice_id:
        return unread.count()
    try:
        seen = notices.filter(pk=UUID(notice_id)).first()
    except ValueError:
        return 0
    return unread.filter(created_at__gt=seen.created_at).count() if seen else 0


def with_words(
    rows: Iterable[Notification], *, slug: str, zone: tzinfo, now: datetime, language: str = ENGLISH
) -> list[Notice]:
    """The notifications in words, with one query for all names."""
    rows = list(rows)
    names = names_in(rows)
    return [
        Notice(
            row,
            put_into_words(
                kind=row.kind, facts=row.facts, slug=slug, zone=zone, names=names, now=now, language=language
            ),
            clock.local_date(row.created_at, zone),
        )
        for row in rows
    ]


def names_in(rows: Iterable[Notification]) -> dict[str, str]:
    """Today's names of the people that the facts speak of, by membership id."""
    ids = {row.facts["by"] for row in rows if "by" in row.facts}
    if not ids:
        return {}
    return {str(pk): name for pk, name in Membership.objects.filter(pk__in=ids).values_list("pk", "user__name")}
