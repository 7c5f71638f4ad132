"""Who can read what stands on a page: `{% load readers %}`, for all rooms above this one."""

from collections.abc import Sequence
from uuid import UUID

from django import template
from django.urls import NoReverseMatch

from portal.ui.nav import organization_url
from programs.covenant import readers
from programs.covenant.policy import Reading
from programs.engagements.models import Participation

register = template.Library()
PAGE = "covenant:covenant-detail"


@register.inclusion_tag("covenant/_readers.html", takes_context=True, name="readers")
def readers_line(
    context,
    reading: Reading | None,
    people: Sequence[Participation],
    item: str = "",
    *,
    owner: UUID | None = None,
    life: bool = False,
    sitting: bool = False,
    inside: str = "",
    link: bool = True,
) -> dict:
    """A line that says who can read what stands beside it.

    Args:
        reading: the viewer's; without one the line is left out.
        people: who takes part.
        item: a cell's item; "" for what everybody in the sessions reads, as the reason of a change.
        owner: the participation whose it is; without one the line is about a list of things of several people.
        life: a life question.
        sitting: only those with a place in the sessions.
        inside: another item that has to be read as well.
        link: whether the line links to who sees what.
    """
    if not reading or not people:
        return {}
    if owner is None and item:
        line = readers.readers_of_list(reading, people, item)
    else:
        items = [name for name in (item, inside) if name]
        line = readers.readers_of(reading, people, items, owner_id=owner, life=life, sitting=sitting or not item)
    return {"line": line, "href": _page(context, people[0].engagement_id) if link else "", "icon": line.icon}


def _page(context, engagement_id: UUID) -> str:
    try:
        return organization_url(context["request"], PAGE, engagement_id=engagement_id)
    except NoReverseMatch:
        return ""
