"""What works without signing in, by the link that a supporter from outside got: the one question, and a no."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import public_view
from portal.tenancy.context import organization_context
from portal.ui.context_processors import theme_href
from portal.ui.forms import apply_action, render_form
from programs.goals import actions
from programs.goals import queries_support as queries
from programs.goals.forms_support import PulseForm
from programs.goals.support_links import read_supporter_token
from programs.goals.views_support import shown_to


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_support(request: HttpRequest, token: str) -> HttpResponse:
    """The question for somebody outside; or when it comes, or that it comes no more."""
    supporter, context = _behind(request, token)
    form = PulseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply_action(form, actions.answer_pulse, supporter=supporter, by=None):
        return redirect("guest-support", token=token)
    context |= {"form": form, "no_url": reverse("guest-support-no", kwargs={"token": token}), **shown_to(supporter)}
    return _unlisted(render_form(request, "goals/pulse_answer.html", context))


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before they are asked no more."""
    supporter, context = _behind(request, token)
    if request.method == "POST":
        actions.end_supporter(supporter=supporter, by=None)
        return redirect("guest-support", token=token)
    context |= {"back": reverse("guest-support", kwargs={"token": token}), **shown_to(supporter)}
    return _unlisted(render(request, "goals/pulse_decline.html", context))


def _behind(request: HttpRequest, token: str):
    """The supporter that the link is for; from here on the request works in its organization."""
    found = read_supporter_token(token)
    if found is None:
        raise Http404
    request.tenancy.enter_context(organization_context(found[0]))  # type: ignore[attr-defined]
    organization = queries.organization_of_link(found[0])
    supporter = queries.find_guest_supporter(found[1]) if organization else None
    if supporter is None:
        raise Http404
    return supporter, {"at": organization, "theme_href": theme_href(organization)}


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines keep no list of these."""
    response["X-Robots-Tag"] = "noindex"
    return response
