"""Filters for what people write, and for text that may have been removed."""

from django.utils.safestring import SafeString

from portal.ui.markdown import render_markdown
from portal.ui.tags.registry import register

REMOVED = "Text removed"


@register.filter
def markdown(text: str) -> SafeString:
    """Bold, lists, links and the like; nothing else of it becomes HTML."""
    return render_markdown(text or "")


@register.filter
def kept(text: str) -> str:
    """The text, or that it was removed: by its author, or as everybody agreed. The row stays, so it needs words."""
    return text or REMOVED
