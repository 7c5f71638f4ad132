"""What a topic says, checked before it is stored: its kind, its words and, of a challenge, two more answers."""

from portal.errors import DomainError
from programs.scheduling.limits import LONGEST_ASIDE, LONGEST_TOPIC
from programs.scheduling.models import Topic


def topic_words(*, text: str, kind: str, tried: str, hoped: str) -> dict[str, str | None]:
    """The values of a topic's fields.

    Args:
        kind: of `Topic.Kind`, or "" for none.
        tried, hoped: kept of a challenge alone; other kinds do not ask for them.

    Raises:
        DomainError: the text is empty, something is too long, or the kind is not there.
    """
    text = text.strip()
    if not text:
        raise DomainError("Write what you want to talk about; one line is enough.", field="text")
    if len(text) > LONGEST_TOPIC:
        raise DomainError(f"Make it shorter: a topic has at most {LONGEST_TOPIC} characters.", field="text")
    if kind and kind not in Topic.Kind.values:
        raise DomainError("Choose one of the kinds, or none.", field="kind")
    return {
        "text": text,
        "kind": kind,
        "tried": _aside(tried, "tried") if kind == Topic.Kind.CHALLENGE else None,
        "hoped": _aside(hoped, "hoped") if kind == Topic.Kind.CHALLENGE else None,
    }


def _aside(text: str, field: str) -> str | None:
    if len(text.strip()) > LONGEST_ASIDE:
        raise DomainError(f"Make it shorter: at most {LONGEST_ASIDE} characters.", field=field)
    return text.strip() or None
