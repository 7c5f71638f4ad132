"""The base of all events: frozen dataclasses of ids and plain values, never of confidential text."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

_READERS: dict[Any, Callable[[Any], Any]] = {UUID: UUID, datetime: datetime.fromisoformat, date: date.fromisoformat}


@dataclass(frozen=True)
class Event:
    """Something that happened to `subject_id`.

    Subclasses live in a room's `events.py`, are named in the past tense, and are found again by their name.
    """

    subject_id: UUID
    known: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        Event.known[cls.event_name()] = cls

    @classmethod
    def event_name(cls) -> str:
        """`<room>.<ClassName>`, as stored in the outbox."""
        return f"{cls.__module__.split('.')[-2]}.{cls.__name__}"

    def as_payload(self) -> dict:
        """The values as JSON."""
        return {
            key: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def from_payload(cls, payload: dict) -> "Event":
        """The event back from JSON; ids and moments get their types again."""
        values: dict[str, Any] = {}
        for field in fields(cls):
            value = payload.get(field.name)
            reader = _READERS.get(field.type) if value is not None else None
            values[field.name] = reader(value) if reader else value
        return cls(**values)
