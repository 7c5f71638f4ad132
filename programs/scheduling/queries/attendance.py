"""Reads over who came, as far as the covenant lets a person read it."""

from django.db.models import Case, CharField, F, QuerySet, When

from programs.covenant.items import Access, Item
from programs.covenant.policy import Reading
from programs.scheduling.models import AttendanceMark, Session, SessionPlace


def said_of(session: Session, reading: Reading) -> QuerySet[AttendanceMark]:
    """What people who do not lead it said about who came, with their names; about those of whom it may be read."""
    return (
        AttendanceMark.objects.filter(
            reading.rows(Item.ATTENDANCE, owner="place__participation"), place__session=session
        )
        .select_related("said_by__membership__user")
        .order_by("said_by__membership__user__name", "said_by_id", "id")
    )


def readable_places(reading: Reading) -> QuerySet[SessionPlace]:
    """The places of which this person reads whether their people came; of their engagement if the caller says so."""
    return SessionPlace.objects.filter(reading.rows(Item.ATTENDANCE, owner="participation"))


def shown_places(reading: Reading | None) -> QuerySet[SessionPlace]:
    """Every place, with `.shown`: its mark where this person reads it; None where they don't, or without a reading.

    Who has a place and what they answered is no secret in an engagement: one comes or not, for everybody to plan with.
    """
    if reading is None:
        return SessionPlace.objects.all()
    read = When(reading.rows(Item.ATTENDANCE, owner="participation"), then=F("attendance"))
    return SessionPlace.objects.annotate(shown=Case(read, default=None, output_field=CharField()))


def reads_attendance(reading: Reading, place: SessionPlace) -> bool:
    """The same for one."""
    return reading.allows(Item.ATTENDANCE, owner_id=place.participation_id)


def reads_all_attendance(reading: Reading) -> bool:
    """Whether this person reads who came of everybody: who does not, neither logs sessions nor sees how many came."""
    return reading.access(Item.ATTENDANCE) == Access.ALL
