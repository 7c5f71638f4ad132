"""When people were asked for their topics. A room above sends reminders and knows; the session's page only asks."""

from collections.abc import Callable
from datetime import datetime

from programs.scheduling.models import Session

Source = Callable[[Session], datetime | None]
_sources: list[Source] = []


def tells_when_asked(source: Source) -> Source:
    """Register who knows when people were last asked for topics for a session."""
    if source not in _sources:
        _sources.append(source)
    return source


def topics_asked_at(session: Session) -> datetime | None:
    """When somebody was last asked for a topic for this session; None if nobody was."""
    return max(filter(None, (source(session) for source in _sources)), default=None)
