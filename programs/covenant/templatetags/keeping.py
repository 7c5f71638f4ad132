"""Until when the text of an engagement is kept, in words, where it has ended."""

from django import template

from programs.covenant.keeping import keeping_of
from programs.engagements.models import Engagement

register = template.Library()


@register.inclusion_tag("covenant/_kept_until.html", takes_context=True)
def kept_until(context, engagement: Engagement) -> dict:
    """“Text is deleted on 3 May 2028”, or that it was; nothing, and no query, before the end."""
    keeping = keeping_of(engagement) if engagement.ended_at else None
    return {"request": context["request"], "engagement": engagement, "keeping": keeping}
