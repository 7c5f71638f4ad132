"""Filters for what people write."""

from django.utils.safestring import SafeString

from portal.ui.markdown import render_markdown
from portal.ui.tags.registry import register


@register.filter
def markdown(text: str) -> SafeString:
    """Bold, lists, links and the like; nothing else of it becomes HTML."""
    return render_markdown(text or "")
