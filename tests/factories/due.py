"""Many sessions with many people, whose reminders are due or will be; written in bulk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Membership, User
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session, SessionPlace
from tests.factories.engagements import engagement_with

LENGTH = timedelta(minutes=30)
DAY = timedelta(days=1)


def make_crowd(number: int) -> list[Membership]:
    """So many members of the current organization."""
    users = User.objects.bulk_create(
        User(email=f"guest{n}@crowd.example", name=f"Guest{n} Crowd", time_zone=ZoneInfo("UTC")) for n in range(number)
    )
    return Membership.objects.bulk_create(Membership(user=user, joined_at=timezone.now()) for user in users)


def make_due_sessions(by: Membership, *, people: int, sessions: int, due_at: datetime | None = None) -> Engagement:
    """An engagement whose sessions remind all its people a day before, each at `due_at` or a little earlier.

    Args:
        due_at: of the last reminder; now if left out, and then all of them are due.
    """
    engagement, _ = engagement_with(by, {}, state=State.ACTIVE)
    now = timezone.now()
    places = Participation.objects.bulk_create(
        Participation(engagement=engagement, membership=member, role="mentee", joined_at=now)
        for member in make_crowd(people)
    )
    last = (due_at or now) + DAY
    starts = [last - n * LENGTH if due_at is None else last for n in range(sessions)]
    made = Session.objects.bulk_create(
        Session(
            engagement=engagement,
            starts_at=start,
            ends_at=start + LENGTH,
            time_zone=ZoneInfo("UTC"),
            wall_time=start.strftime("%Y-%m-%dT%H:%M"),
            remind_at=start - DAY,
            created_at=now - 2 * DAY,
            created_by=by,
        )
        for start in starts
    )
    SessionPlace.objects.bulk_create(
        SessionPlace(
            session=session,
            participation=place,
            user_id=place.membership.user_id,
            period=(session.starts_at, session.ends_at),
        )
        for session in made
        for place in places
    )
    return engagement
