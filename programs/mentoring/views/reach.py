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


def to_circle(request, circle):
    """People in the circle see its page; those who only run the program see theirs."""
    _, place = queries.get_circle_around(request.membership, circle.pk)
    name = "mentoring:circle-detail" if place else "mentoring:circle-manage"
    return redirect(organization_url(request, name, engagement_id=circle.pk))
