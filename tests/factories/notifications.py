"""Sessions that people are told about, and notifications as the handlers write them."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.outbox.relay import relay
from programs.notifications.actions import remind_of_sessions
from programs.notifications.models import Notification
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import Session
from tests.factories.engagements import engagement_with


def circle_of(cast, title: str = "Leads", kind: str = "mentoring"):
    """A running engagement of Helen (leads), Amara and Rafael, whose joining has been told.

    Returns:
        The engagement, and the places by role.
    """
    people = {"mentor": cast.mentor, "mentee": cast.participant, "client": cast.coach}
    made = engagement_with(cast.administrator, people, title=title, kind=kind)
    relay()
    Notification.objects.all().delete()
    return made


def book(engagement, by, starts_at: datetime | None = None, **fields) -> Session:
    """A session, the day after tomorrow unless said otherwise; nobody has been told yet."""
    starts_at = starts_at or timezone.now() + timedelta(days=2)
    return schedule_session(engagement=engagement, starts_at=starts_at, minutes=60, by=by, **fields)


def remind(session: Session, ahead: timedelta = timedelta(minutes=59)) -> None:
    """Let the session's reminder be due, with `ahead` left until it begins, and write the notifications."""
    now = timezone.now()
    session.starts_at, session.ends_at = now + ahead, now + ahead + timedelta(hours=1)
    session.remind_at = session.starts_at - timedelta(hours=1)
    session.save()
    session.places.update(period=(session.starts_at, session.ends_at))
    remind_of_sessions()
    relay()


def told(kind: str | None = None) -> set[str]:
    """Names of the people who have a notification (of one kind)."""
    rows = Notification.objects.filter(**({"kind": kind} if kind else {}))
    return set(rows.values_list("membership__user__name", flat=True))
