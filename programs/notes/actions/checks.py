"""What every text and audience of a note has to be."""

from collections.abc import Collection
from uuid import UUID

from portal.errors import DomainError
from programs.covenant.actions import check_covenant
from programs.engagements.models import Participation
from programs.notes.models import Note
from programs.notes.queries import Here, Scope

LONGEST_NOTE = 20_000  # characters
LONGEST_REASON = 500
Audience = Note.Audience


def checked(text: str) -> str:
    """The text without what a browser adds to it.

    Raises:
        DomainError: there is none, or too much.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise DomainError("There is nothing to keep yet: write a word first.", field="text")
    if len(text) > LONGEST_NOTE:
        raise DomainError(f"Make it shorter: a note has at most {LONGEST_NOTE:,} characters.", field="text")
    return text


def check_kind(kind: str) -> None:
    """Refuse a kind that there is not."""
    if kind not in Note.Kind.values:
        raise DomainError("Choose what it is.", field="kind")


def check_scope(scope: Scope, here: Here) -> None:
    """Refuse an audience that this note cannot have here, now and from this person.

    Raises:
        DomainError: with what to choose instead.
    """
    if scope.audience not in Audience.values:
        raise DomainError("Choose who can read it.", field="audience")
    if scope.life and scope.audience not in (Audience.PRIVATE, Audience.NAMED):
        raise DomainError(
            "A life question is for you alone or for people whom you name. Choose one of these, or untick it.",
            field="audience",
        )
    if scope.audience == Audience.NAMED:
        _check_named(scope.named, here)
    if scope.audience == Audience.SPONSOR:
        _check_sponsor(here)
    if scope.audience != Audience.PRIVATE:
        check_covenant(engagement=here.engagement, by=here.viewer)


def _check_named(named: Collection[UUID], here: Here) -> None:
    can_be = {person.pk for person in here.sitting if person.pk != here.viewer.pk}
    if not named:
        raise DomainError("Tick who can read it, or choose “Only you”.", field="named")
    if not set(named) <= can_be:
        raise DomainError("Somebody you named does not sit in the sessions any more. Choose again.", field="named")


def _check_sponsor(here: Here) -> None:
    if not here.sponsors:
        raise DomainError("No sponsor reads notes here, as it was signed. Choose somebody else.", field="audience")
    if here.viewer.role != Participation.Role.CLIENT:
        raise DomainError(
            "A note reaches the sponsor when the client releases it. Share it with everybody here; they see a button.",
            field="audience",
        )


def checked_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError("Say why. Everybody here reads it.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise DomainError(f"Make it shorter: a reason has at most {LONGEST_REASON} characters.", field="reason")
    return reason
