"""Parts that rooms above bring to a program's page. The page asks; it does not know who answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from programs.engagements.models import Program


@dataclass(frozen=True)
class ProgramPanel:
    """A template and what it shows; the template finds it as `panel`."""

    template: str
    content: dict = field(default_factory=dict)


Builder = Callable[[Program], ProgramPanel | None]
_builders: list[Builder] = []


def program_panel(builder: Builder) -> Builder:
    """Register a part of the page for those who run the program: numbers of groups, nothing that people said."""
    if builder not in _builders:
        _builders.append(builder)
    return builder


def program_panels_for(program: Program) -> list[ProgramPanel]:
    """All parts for this program that have something to say."""
    return [panel for builder in _builders if (panel := builder(program))]
