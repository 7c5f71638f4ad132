"""Text that people wrote, and that may have been removed."""

from portal.ui.tags.registry import register

REMOVED = "Text removed"


@register.filter
def kept(text: str) -> str:
    """The text, or that it was removed: by its author, or as everybody agreed. The row stays, so it needs words."""
    return text or REMOVED
