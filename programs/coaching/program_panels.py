"""What this room brings to a program's page."""

from programs.engagements.kinds import Kind
from programs.engagements.models import Program
from programs.engagements.panels import ProgramPanel, program_panel


@program_panel
def clauses_panel(program: Program) -> ProgramPanel | None:
    """The way to the clauses of a coaching program."""
    return ProgramPanel("coaching/_clauses_panel.html", {}) if program.kind == Kind.COACHING else None
