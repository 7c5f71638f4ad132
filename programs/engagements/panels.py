"""Parts that rooms above bring to the pages of those who run a program. The pages ask; they do not know who answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.models import Membership
from programs.engagements.models import Engagement, Program


@dataclass(frozen=True)
class ProgramPanel:
    """A template and what it shows; the template finds it as `panel`."""

    template: str
    content: dict = field(default_factory=dict)


ProgramBuilder = Callable[[Program], ProgramPanel | None]
OverseenBuilder = Callable[[Engagement, Membership], ProgramPanel | None]
_of_programs: list[ProgramBuilder] = []
_of_engagements: list[OverseenBuilder] = []


def program_panel(builder: ProgramBuilder) -> ProgramBuilder:
    """Register a part of a program's page: numbers of groups, nothing that people said."""
    if builder not in _of_programs:
        _of_programs.append(builder)
    return builder


def program_panels_for(program: Program) -> list[ProgramPanel]:
    """All parts for this program that have something to say."""
    return [panel for builder in _of_programs if (panel := builder(program))]


def overseen_panel(builder: OverseenBuilder) -> OverseenBuilder:
    """Register a part of an engagement's page; never with anything that people in it wrote."""
    if builder not in _of_engagements:
        _of_engagements.append(builder)
    return builder


def overseen_panels(engagement: Engagement, viewer: Membership) -> list[ProgramPanel]:
    """All parts for this engagement and viewer that have something to say."""
    return [panel for builder in _of_engagements if (panel := builder(engagement, viewer))]
