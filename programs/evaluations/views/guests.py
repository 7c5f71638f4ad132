"""What works without signing in, by the link that somebody outside got: the questions, and a no."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import public_view
from portal.tenancy.context import organization_context
from portal.ui.context_processors import theme_href
from programs.evaluations import actions, queries
from programs.evaluations.links import read_guest_token
from programs.evaluations.views.answering import answering, too_late

TEMPLATE, STATE_TEMPLATE = "evaluations/guest_answer.html", "evaluations/guest_state.html"
DRAFT_COOKIE = "evaluation-draft"
DRAFT_LASTS = 90 * 24 * 60 * 60  # seconds; no round is open for longer


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions for somebody outside; or why they cannot be answered. Only the button hands anything in."""
    asked, context = _behind(request, token)
    if context["state"] != "open":
        return _unlisted(_too_late(request, context))
    context["readers"] = queries.answer_readers(asked)
    own = request.get_signed_cookie(DRAFT_COOKIE, "") == str(asked.pk)
    page = answering(request, asked, by=None, context=context, template=TEMPLATE, shows_draft=own)
    if page is None:
        return redirect("guest-answer", token=token)
    if request.POST.get("step") == "save":
        _remember_draft(page, request.path, str(asked.pk))
    return _unlisted(page)


def _too_late(request: HttpRequest, context: dict) -> HttpResponse:
    if context["asked"]:
        return too_late(request, context, STATE_TEMPLATE)
    return render(request, STATE_TEMPLATE, context, status=409 if request.method == "POST" else 200)


def _remember_draft(page: HttpResponse, path: str, value: str) -> None:
    """A forwarded link opens the questions and not what was typed: that only this browser sees again."""
    safe = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    page.set_signed_cookie(DRAFT_COOKIE, value, path=path, max_age=DRAFT_LASTS, **safe)


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_decline(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before they are asked no more."""
    asked, context = _behind(request, token)
    if context["state"] != "open":
        return redirect("guest-answer", token=token)
    if request.method == "POST":
        actions.decline_request(request=asked)
        return redirect("guest-answer", token=token)
    return _unlisted(render(request, "evaluations/guest_decline.html", context))


def _behind(request: HttpRequest, token: str):
    """The request that the link is for; from here on the request works in its organization.

    Returns:
        The request, None when it was taken back; and what every page of the link shows.
    """
    found = read_guest_token(token)
    if found is None:
        raise Http404
    request.tenancy.enter_context(organization_context(found[0]))  # type: ignore[attr-defined]
    organization = queries.organization_of_link(found[0])
    if organization is None:
        raise Http404
    asked = queries.find_guest_request(found[1])
    context = {"at": organization, "theme_href": theme_href(organization), "token": token, "asked": asked}
    if asked is None:
        return None, {**context, "state": "withdrawn"}
    about = asked.round.subject if queries.is_about_a_person(asked.round) else None
    context |= {"round": asked.round, "about": about, "address": masked(asked.guest_email)}
    return asked, {**context, "state": queries.state_for_guest(asked)}


def masked(email: str) -> str:
    """Enough of an address for who has it to know it again."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines keep no list of these."""
    response["X-Robots-Tag"] = "noindex"
    return response
