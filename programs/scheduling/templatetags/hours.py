"""Words about hours, and where new times are proposed for a session."""

from django import template
from django.urls import NoReverseMatch, reverse

from programs.scheduling.hours import dates_words, day_words, week_words
from programs.scheduling.queries.affected import OwnSession
from programs.scheduling.queries.hours import OwnDays, Wishes

register = template.Library()


@register.filter
def week(wishes: Wishes) -> str:
    """ "Monday to Friday 09:00 to 17:00"; nothing for a week without hours."""
    return week_words(wishes.hours)


@register.filter
def dates(days: OwnDays) -> str:
    """ "Thursday 14 May", or "Thursday 14 to Tuesday 19 May"."""
    return dates_words(days.since, days.until)


@register.filter
def times(days: OwnDays) -> str:
    """ "09:00 to 12:00", or how many days off these are."""
    if days.stretches:
        return day_words(days.stretches)
    return "Day off" if days.number == 1 else f"{days.number} days off"


@register.simple_tag
def propose_href(own: OwnSession) -> str:
    """The page, in the session's own organization, where its people are asked for another time."""
    arguments = {"organization": own.organization.slug, "session_id": own.session.pk}
    try:
        return reverse("scheduling:session-propose", kwargs=arguments)
    except NoReverseMatch:
        return reverse("scheduling:session-move", kwargs=arguments)
