"""Which handlers react to which events."""

from collections import defaultdict
from collections.abc import Callable

from portal.outbox.events import Event

Handler = Callable[[Event], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)


def handles(*events: type[Event]) -> Callable[[Handler], Handler]:
    """Register a handler: it runs once per event, in a transaction of its own, in the event's organization."""

    def register(handler: Handler) -> Handler:
        for event in events:
            _handlers[event.event_name()].append(handler)
        return handler

    return register


def handlers_of(name: str) -> list[Handler]:
    """The handlers of the event with this name; an event that nobody waits for has none."""
    return _handlers.get(name, [])


def handler_name(handler: Handler) -> str:
    """The name under which a delivery is recorded."""
    return f"{handler.__module__}.{handler.__name__}"
