"""What this room brings to a program's page."""

from programs.engagements.models import Program
from programs.engagements.panels import ProgramPanel, program_panel
from programs.scheduling.queries import kinds_in_program


@program_panel
def topics_panel(program: Program) -> ProgramPanel | None:
    """What people bring to their sessions, by kind, once enough people did."""
    kinds = kinds_in_program(program)
    if not kinds:
        return None
    return ProgramPanel("scheduling/_topic_kinds_panel.html", {"kinds": kinds})
