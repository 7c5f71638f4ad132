"""Every component of the look. An unknown property, or a missing one, is a TemplateSyntaxError."""

from portal.ui.tags import blocks, charts, forms, links, marks, texts, times
from portal.ui.tags.registry import register

__all__ = ["blocks", "charts", "forms", "links", "marks", "register", "texts", "times"]
