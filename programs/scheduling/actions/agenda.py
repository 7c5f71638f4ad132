"""Looking at an agenda: in coaching it is ready when both have looked at it as it stands."""

from django.db import transaction
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.scheduling.actions.locks import lock_engagement
from programs.scheduling.models import AgendaLook, Session, Topic
from programs.scheduling.permissions import can_look_at_agenda, looks_at_agendas


@transaction.atomic
def look_at_agenda(*, session: Session, by: Participation) -> None:
    """Say that you have looked at the agenda as it stands. Doing it twice changes nothing.

    Raises:
        NotAllowed: `by` does not sit in this coaching session.
        DomainError: the session has begun, is over or cancelled.
    """
    if not looks_at_agendas(by, session.engagement):
        raise NotAllowed("Coach and client look at the agenda.")
    lock_engagement(session.engagement)
    session.refresh_from_db(fields=["state", "starts_at", "ends_at"])
    if not can_look_at_agenda(by, session):
        raise DomainError("This session has begun, or is not planned any more. Its agenda stays as it is.")
    look = AgendaLook(session=session, participation=by, looked_at=timezone.now())
    AgendaLook.objects.bulk_create([look], ignore_conflicts=True)


def take_looks_back(topic: Topic, by: Participation) -> None:
    """The others have not seen the agenda as `by` has just made it; of what they do not read they hear nothing."""
    if topic.session_id and not (topic.life and by.leads):
        AgendaLook.objects.filter(session=topic.session_id).exclude(participation=by).delete()
