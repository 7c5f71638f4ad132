"""Parts that rooms above bring to a session's page, such as its notes. The page asks; it does not know who answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from programs.engagements.models import Participation
from programs.scheduling.models import Session


@dataclass(frozen=True)
class Panel:
    """A template and what it shows; the template finds it as `panel`."""

    template: str
    content: dict = field(default_factory=dict)
    first: bool = False  # above the topics, for what is to be done before the session


Builder = Callable[[Session, Participation], Panel | None]
_builders: list[Builder] = []


def session_panel(builder: Builder) -> Builder:
    """Register a part of the page, or None where it has nothing to say; never asked for sponsors."""
    if builder not in _builders:
        _builders.append(builder)
    return builder


_agenda_builders: list[Builder] = []


def agenda_panel(builder: Builder) -> Builder:
    """Register what enters the agenda by itself: below the topics, and beside the write-up, where nothing is ticked."""
    if builder not in _agenda_builders:
        _agenda_builders.append(builder)
    return builder


def agenda_panels_for(session: Session, place: Participation) -> list[Panel]:
    """What enters the agenda by itself, for this session and viewer."""
    return [panel for builder in _agenda_builders if (panel := builder(session, place))]


def panels_for(session: Session, place: Participation) -> list[Panel]:
    """All parts for this session and viewer."""
    return [panel for builder in _builders if (panel := builder(session, place))]
