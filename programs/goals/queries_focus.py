"""Reads over what a session is for and what people take away, as far as the covenant lets the viewer read topics."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from programs.covenant.items import LED, Item
from programs.covenant.policy import Reading
from programs.engagements.models import Participation
from programs.goals.models import Focus
from programs.goals.queries import sits_in
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session

AIM, TAKEAWAYS = "aim", "takeaways"


def with_owner() -> QuerySet[Focus]:
    """All of them with `.owner`, the id of the place of whoever began it: whose it is, as a topic is somebody's."""
    places = Participation.objects.filter(engagement=OuterRef("session__engagement"), membership=OuterRef("written_by"))
    return Focus.objects.annotate(owner=Subquery(places.order_by("pk").values("pk")[:1]))


def readable_focuses(reading: Reading) -> QuerySet[Focus]:
    """What the covenant lets this person read; of their engagement only if the caller says so."""
    return with_owner().filter(reading.rows(Item.TOPICS, owner="owner", life="life")).select_related("written_by__user")


def reads_focus(reading: Reading, focus: Focus) -> bool:
    """The same for one, from `with_owner`."""
    return focus.owner is not None and reading.allows(Item.TOPICS, owner_id=focus.owner, life=focus.life)


def focus_of(session: Session, reading: Reading) -> Focus | None:
    """What the session is for, if somebody wrote it and the viewer reads it."""
    return readable_focuses(reading).filter(session=session).first()


def focus_to_write(session: Session) -> Focus | None:
    """The session's row, whoever reads it; to decide, not to show."""
    return with_owner().filter(session=session).first()


@dataclass(frozen=True)
class Focuses:
    """The focus of a session, and that of the last one before it that has any."""

    this: Focus | None
    before: Focus | None


def focuses_around(session: Session, reading: Reading) -> Focuses:
    """Both in one query, as far as the viewer reads them."""
    rows = (
        readable_focuses(reading)
        .filter(session__engagement=session.engagement_id, session__starts_at__lte=session.starts_at)
        .exclude(session__state=SessionState.CANCELLED)
        .select_related("session")
        .order_by("-session__starts_at", "-session_id")[:2]
    )
    found = list(rows)
    this = next((focus for focus in found if focus.session_id == session.pk), None)
    return Focuses(this, next((focus for focus in found if focus.session_id != session.pk), None))


def can_write_aim(place: Participation | None, session: Session) -> bool:
    """Everybody in the sessions, until it is over."""
    return _writes(place, session) and session.is_planned and not session.is_over


def can_write_takeaways(place: Participation | None, session: Session) -> bool:
    """Everybody in the sessions, from its start until the engagement ends."""
    return _writes(place, session) and session.may_have_been_held


def _writes(place: Participation | None, session: Session) -> bool:
    return sits_in(place) and place.engagement_id == session.engagement_id and session.engagement.is_current


def may_mark_life(place: Participation, focus: Focus | None) -> bool:
    """A life question is marked by those who are led; once it is, by the one whose it is."""
    return place.role in LED and (focus is None or not focus.life or _owned_by(focus, place.membership_id))


def _owned_by(focus: Focus, membership_id: UUID) -> bool:
    return focus.written_by_id == membership_id


def stamp_of(focus: Focus | None, part: str) -> str:
    """What a form carries along of the text that its writer saw, so that nobody overwrites what they have not read."""
    return stamp_of_text(getattr(focus, part) if focus else "")


def stamp_of_text(text: str) -> str:
    """The same of a text, however its lines end."""
    return sha256(plain(text).encode()).hexdigest()[:16]


def plain(text: str) -> str:
    """As it is kept: lines end in one way, whichever way a browser sent them."""
    return text.replace("\r\n", "\n").strip()
