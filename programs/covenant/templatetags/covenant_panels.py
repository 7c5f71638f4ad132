"""Who sees what, on the pages of other rooms: short, with the way to the whole of it."""

from django import template

from programs.covenant.permissions import can_sign_covenant
from programs.covenant.queries import standing_of
from programs.covenant.sentences import columns_of, further, in_short, reads, who_sees_what
from programs.covenant.terms import Terms
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of

register = template.Library()


@register.inclusion_tag("covenant/_panel.html", takes_context=True)
def covenant_panel(
    context, engagement: Engagement, place: Participation, *, people=None, by_name: bool = False, standing=None
) -> dict:
    """A section for who takes part: what holds in short, who has signed, and the link to read and sign it.

    Args:
        people: who takes part, where the page knows it already.
        by_name: say of each person what they read, where these are a few.
        standing: of its covenant, where the page knows it already.
    """
    people = people_of(engagement) if people is None else people
    standing = standing or standing_of(engagement, people)
    waits = place.pk in {row.pk for row in standing.waiting}
    return {
        "request": context["request"],
        "engagement": engagement,
        "sentences": in_short(standing.terms, context["request"].organization.name),
        "standing": standing,
        "people": people,
        "named": [(row, reads(standing.terms, row.role)) for row in people] if by_name else [],
        "place": place,
        "signs": waits and can_sign_covenant(place, engagement),
    }


@register.inclusion_tag("covenant/_declared.html", takes_context=True)
def covenant_declared(context, terms: Terms) -> dict:
    """The same for who has not joined yet: everything, by roles instead of names."""
    name = context["request"].organization.name
    columns = columns_of(terms, name)
    return {
        "request": context["request"],
        "short": in_short(terms, name),
        "sentences": who_sees_what(terms, columns),
        "further": further(terms, columns),
    }
