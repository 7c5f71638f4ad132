"""What people at Harbour Health have begun to write and not saved: a write-up, and a note after a session."""

from datetime import timedelta

from django.utils import timezone

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Participation
from programs.notes.actions import save_note_draft
from programs.scheduling.models import Session

WRITE_UP = {
    "held": ["yes"],
    "shared": ["One sheet for two wards works if one name stands on top. Ines tries it for a week, with hers."],
    "own": ["I filled the silences again. Count to five the next time."],
    "actions-rows": ["2"],
    "actions-0-text": ["Put one name on top of the sheet, for a week"],
    "actions-1-text": [""],
}
NOTE = {
    "audience": ["private"],
    "text": ["The wish to step in comes when the numbers are late. What if I asked for them a day earlier"],
}


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""

    def organization():
        return people.organization

    timeline.at(timeline.now - timedelta(minutes=40), organization, _write_up)
    timeline.at(timeline.now - timedelta(minutes=30), organization, lambda: _note(people))


def _write_up() -> None:
    """Of the latest session that its lead has not written up."""
    waiting = Session.objects.filter(state="confirmed", ends_at__lt=timezone.now()).order_by("-ends_at")
    for session in waiting.select_related("engagement__program"):
        lead = _place(session, role__in=Participation.LEADS)
        came = [str(pk) for pk in session.places.values_list("participation", flat=True)]
        save_note_draft(form="write-up", typed={**WRITE_UP, "came": came}, by=lead, session=session)
        return


def _note(people: People) -> None:
    """Of Amara, after her last session with Rafael."""
    held = Session.objects.filter(state="completed", places__participation__membership=people.amara)
    session = held.filter(engagement__program__kind="coaching").select_related("engagement__program").latest("ends_at")
    save_note_draft(form="note", typed=NOTE, by=_place(session, membership=people.amara), session=session)


def _place(session: Session, **which) -> Participation:
    places = Participation.objects.select_related("membership__user", "engagement__program")
    return places.filter(engagement=session.engagement, left_at__isnull=True, **which).first()
