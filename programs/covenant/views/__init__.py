"""Pages of covenants."""

from programs.covenant.views.programs import program_terms
from programs.covenant.views.room import covenant_detail, covenant_drop, covenant_propose

__all__ = ["covenant_detail", "covenant_drop", "covenant_propose", "program_terms"]
