"""The operator's pages: organizations and how the install is doing. What people write is nowhere among them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, health, queries
from accounts.decorators import operator_view, public_view
from accounts.forms import CreateOrganizationForm, InviteAdministratorForm
from accounts.views.look import HUES
from portal.ui.forms import apply_action, render_form

PAGE = 50


@operator_view
@require_safe
def organizations(request):
    """All organizations. Who is in them stays theirs."""
    page = Paginator(queries.organizations(), PAGE).get_page(request.GET.get("page"))
    return render(request, "operator/organizations.html", {"page": page})


@operator_view
@require_http_methods(["GET", "POST"])
def create_organization(request):
    """Open an organization and invite its first administrator."""
    form = CreateOrganizationForm(request.POST or None, initial={"hue": 160, "time_zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        organization = apply_action(form, actions.create_organization, by=request.user)
        if organization:
            invited = form.cleaned_data["administrator_email"]
            messages.success(request, f"{organization.name} is open. An invitation is on its way to {invited}.")
            return redirect("operator-organizations")
    return render_form(request, "operator/organization_form.html", {"form": form, "hues": HUES})


@operator_view
@require_http_methods(["GET", "POST"])
def invite_administrator(request, slug):
    """Invite the first administrator again, as long as there is none."""
    organization = queries.get_organization(slug)
    form = InviteAdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = apply_action(form, actions.invite_administrator, organization=organization, by=request.user)
        if invitation:
            messages.success(request, f"An invitation to {organization.name} is on its way to {invitation.email}.")
            return redirect("operator-organizations")
    context = {"form": form, "subject": organization, "run": queries.has_administrator(organization)}
    return render_form(request, "operator/organization_administrator.html", context)


@operator_view
@require_http_methods(["GET", "POST"])
def organization_access(request, slug):
    """Ask, then close an organization or open it again."""
    organization = queries.get_organization(slug)
    if request.method == "GET":
        return render(request, "operator/organization_access.html", {"subject": organization})
    active = request.POST.get("active") == "1"
    actions.set_organization_active(organization=organization, active=active, by=request.user)
    said = "is open again" if active else "is closed. Nobody can open its pages; everything in it is kept"
    messages.success(request, f"{organization.name} {said}.")
    return redirect("operator-organizations")


@operator_view
@never_cache
@require_safe
def health_page(request):
    """How the install is doing, in words, and what to do about it."""
    return render(request, "operator/health.html", {"checks": health.checks()})


@public_view
@never_cache
@require_safe
@transaction.non_atomic_requests
def health_json(request):
    """The same for machines: 200 when all is well, else 503."""
    found = health.checks()
    well = all(check.ok for check in found)
    parts = {check.key: {"ok": check.ok, "says": check.says, **check.numbers} for check in found}
    payload = {"ok": well, "checks": parts}
    return JsonResponse(payload, status=200 if well else 503)
