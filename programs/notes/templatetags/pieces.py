"""Where a text that was found stands."""

from django import template

from portal.ui.nav import organization_url
from programs.notes.searching import Piece

register = template.Library()


@register.simple_tag(takes_context=True)
def piece_href(context, piece: Piece) -> str:
    """The page on which the text stands."""
    return organization_url(context["request"], piece.page, **piece.arguments)
