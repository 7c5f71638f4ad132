"""What this room brings to a program's page."""

from programs.coaching.queries import next_steps_of_program
from programs.engagements.kinds import Kind
from programs.engagements.models import Program
from programs.engagements.panels import ProgramPanel, program_panel


@program_panel
def clauses_panel(program: Program) -> ProgramPanel | None:
    """The way to the clauses of a coaching program."""
    return ProgramPanel("coaching/_clauses_panel.html", {}) if program.kind == Kind.COACHING else None


@program_panel
def next_steps_panel(program: Program) -> ProgramPanel | None:
    """How many clients chose what comes next, and which ways once enough of them did; never a note."""
    steps = next_steps_of_program(program) if program.kind == Kind.COACHING else None
    return ProgramPanel("coaching/_next_steps_panel.html", {"steps": steps}) if steps else None
