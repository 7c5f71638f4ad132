"""Checking a printed agreement, for anybody. Nothing that is sent here is kept or written down."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import public_view
from portal.ui.forms import render_form
from programs.coaching import verify
from programs.coaching.forms_amending import CheckForm
from programs.coaching.sealing import known_keys


@public_view
@require_http_methods(["GET", "POST"])
def check_agreement(request: HttpRequest) -> HttpResponse:
    """Whether a text was sealed here and is unchanged, and what it says of itself."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        report = verify.check(form.cleaned_data["document"])
        if report.holds and report.key not in known_keys():
            report.problems.append("It is sealed with a key that is not from here.")
        context |= {"report": report, "key_id": verify.key_id(report.key) if report.key else ""}
    return _unlisted(render_form(request, "coaching/agreement_check.html", context))


@public_view
@require_safe
def agreement_key(request: HttpRequest) -> HttpResponse:
    """The public keys of this install, and how to check without it."""
    keys = [(verify.key_id(key), key) for key in known_keys()]
    return _unlisted(render(request, "coaching/agreement_key.html", {"keys": keys}))


@public_view
@require_safe
def agreement_program(request: HttpRequest) -> HttpResponse:
    """The program that checks a file with nothing but Python."""
    source = Path(verify.__file__).read_text(encoding="utf-8")
    return HttpResponse(source, content_type="text/x-python; charset=utf-8")


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines keep no list of it."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
