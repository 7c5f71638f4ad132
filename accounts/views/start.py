"""The front page, and the pages that everybody may read."""

from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from accounts.decorators import public_view
from accounts.queries import memberships_of


def home_of(organization) -> str:
    """The first page of an organization."""
    kwargs = {"organization": organization.slug}
    try:
        return reverse("dashboard:home", kwargs=kwargs)
    except NoReverseMatch:
        return reverse("accounts:profile", kwargs=kwargs)


@public_view
@require_safe
def start(request):
    """Send people where they belong; tell strangers what this is."""
    if not request.user.is_authenticated:
        return render(request, "accounts/front.html")
    places = memberships_of(request.user)
    if request.user.is_operator and not places:
        return redirect("operator-organizations")
    if len(places) == 1 and not request.user.is_operator:
        return redirect(home_of(places[0].organization))
    shown = [{"place": place, "href": home_of(place.organization)} for place in places]
    return render(request, "accounts/start.html", {"places": shown})


@public_view
@require_safe
def privacy(request):
    """Who can see what."""
    return render(request, "accounts/privacy.html")


@public_view
@require_safe
def help_page(request):
    """The few questions that people have, answered."""
    return render(request, "accounts/help.html")
