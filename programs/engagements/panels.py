"""Parts that rooms above bring to the page of those who run a program. The page asks; it does not know who answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.models import Membership
from programs.engagements.models import Engagement


@dataclass(frozen=True)
class OverseenPanel:
    """A template and what it shows; the template finds it as `panel`."""

    template: str
    content: dict = field(default_factory=dict)


Builder = Callable[[Engagement, Membership], OverseenPanel | None]
_builders: list[Builder] = []


def overseen_panel(builder: Builder) -> Builder:
    """Register a part of the page; never with anything that people in the engagement wrote."""
    if builder not in _builders:
        _builders.append(builder)
    return builder


def overseen_panels(engagement: Engagement, viewer: Membership) -> list[OverseenPanel]:
    """All parts for this engagement and viewer."""
    return [panel for builder in _builders if (panel := builder(engagement, viewer)) is not None]
