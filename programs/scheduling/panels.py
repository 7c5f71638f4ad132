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


Builder = Callable[[Session, Participation], Panel]
_builders: list[Builder] = []


def session_panel(builder: Builder) -> Builder:
    """Register a part of the page; for people who sit in the sessions only, never for sponsors."""
    if builder not in _builders:
        _builders.append(builder)
    return builder


def panels_for(session: Session, place: Participation) -> list[Panel]:
    """All parts for this session and viewer."""
    return [builder(session, place) for builder in _builders]
