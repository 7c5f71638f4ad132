"""Reads over who came."""

from django.db.models import QuerySet

from programs.scheduling.models import AttendanceMark, Session


def said_of(session: Session) -> QuerySet[AttendanceMark]:
    """What people who do not lead it said about who came, with their names."""
    return (
        AttendanceMark.objects.filter(place__session=session)
        .select_related("said_by__membership__user")
        .order_by("said_by__membership__user__name", "said_by_id", "id")
    )
