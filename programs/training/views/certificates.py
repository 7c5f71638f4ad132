"""A certificate, and the public page on which anybody can check one."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.decorators import member_view, public_view
from programs.training.forms import CodeForm
from programs.training.queries import certificate_of, check_certificate, get_enrollment_for, spelled_code


@member_view
@require_safe
def certificate(request, enrollment_id):
    """The certificate, for its holder and those who lead the course; prints on one page."""
    enrollment = get_enrollment_for(request.membership, enrollment_id)
    found = certificate_of(enrollment)
    check = request.build_absolute_uri(reverse("certificate-check", kwargs={"code": found.code}))
    context = {
        "certificate": found,
        "claims": found.dated_claims,
        "enrollment": enrollment,
        "check_href": check,
        "check_words": check.split("://", 1)[1].rstrip("/"),
        "own": enrollment.membership_id == request.membership.pk,
    }
    return render(request, "training/certificate.html", context)


@public_view
@require_safe
def check_form(request):
    """Type the code of a certificate."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["code"]
        code = spelled_code(typed)
        return redirect("certificate-check", code=code) if code else _unknown(request, typed)
    return _unlisted(render(request, "training/check_form.html", {"form": form}, status=422 if form.errors else 200))


@public_view
@require_safe
def check(request, code):
    """What a certificate says, for anybody who has its code; a friendly page if there is none."""
    found = check_certificate(code)
    if found is None:
        return _unknown(request, code)
    return _unlisted(render(request, "training/check.html", {"certificate": found, "claims": found.dated_claims}))


def _unknown(request, typed: str):
    typed = typed[:40]
    context = {"form": CodeForm(initial={"code": typed}), "unknown": typed}
    return _unlisted(render(request, "training/check_form.html", context, status=404))


def _unlisted(response):
    """Search engines keep no list of certificates."""
    response["X-Robots-Tag"] = "noindex"
    return response
