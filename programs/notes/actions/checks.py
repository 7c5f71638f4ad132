"""What every text and audience of a note has to be."""

from portal.errors import DomainError
from programs.notes.models import Note

LONGEST_NOTE = 20_000  # characters
LONGEST_REASON = 500


def checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise DomainError("There is nothing to keep yet: write a word first.", field="text")
    if len(text) > LONGEST_NOTE:
        raise DomainError(f"Make it shorter: a note has at most {LONGEST_NOTE:,} characters.", field="text")
    return text


def check_audience(audience: str) -> None:
    if audience not in Note.Audience.values:
        raise DomainError("Choose who can read it.", field="audience")


def checked_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError("Say why. Everybody here reads it.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise DomainError(f"Make it shorter: a reason has at most {LONGEST_REASON} characters.", field="reason")
    return reason
