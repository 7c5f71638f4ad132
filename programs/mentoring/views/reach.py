"""Who reaches which page, and where a step leads back to."""

from django.shortcuts import redirect

from portal.errors import NotAllowed
from portal.ui.nav import organization_url
from programs.mentoring import permissions, queries


def circle_to_lead(request, engagement_id):
    """The circle and the person's place in it, for steps of the mentor and of those who run the program."""
    circle, place = queries.get_circle_around(request.membership, engagement_id)
    must(
        permissions.can_lead_circle(request.membership, circle),
        "Only the mentor and those who run the program can do this.",
    )
    return circle, place


def must(allowed: bool, otherwise: str) -> None:
    """Refuse with a sentence unless it is allowed."""
    if not allowed:
        raise NotAllowed(otherwise)


def address_of(request, circle) -> str:
    """Where a person sees the circle: people in it on its page, those who only run the program on theirs."""
    _, place = queries.get_circle_around(request.membership, circle.pk)
    name = "mentoring:circle-detail" if place else "mentoring:circle-manage"
    return organization_url(request, name, engagement_id=circle.pk)


def to_circle(request, circle):
    """Go back to the circle after a step."""
    return redirect(address_of(request, circle))
