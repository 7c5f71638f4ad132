"""How the organization looks."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.decorators import administrator_view
from accounts.forms import LookForm
from portal.ui.context_processors import theme_href
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url

HUES = range(0, 360, 10)


@administrator_view
@require_http_methods(["GET", "POST"])
def look(request):
    """Name, colour and zone. "See it first" shows the page in the colour and saves nothing."""
    organization = request.organization
    initial = {"name": organization.name, "hue": organization.hue, "time_zone": str(organization.time_zone)}
    form = LookForm(request.POST or None, initial=initial, current_zone=organization.time_zone)
    context = {"form": form, "hues": HUES, "theme_pattern": theme_pattern(organization)}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            organization.hue = form.cleaned_data["hue"]
            return render_form(
                request, "accounts/look.html", {**context, "theme_href": theme_href(organization), "preview": True}
            )
        if apply_action(form, actions.change_look, organization=organization, by=request.membership):
            messages.success(request, "Saved. Everybody sees the new look with their next page.")
            return redirect(organization_url(request, "accounts:look"))
    return render_form(request, "accounts/look.html", context)


def theme_pattern(organization) -> str:
    """The address of a colour with HUE in the place of the hue, for the live preview."""
    chroma = round(float(organization.chroma) * 1000)
    return reverse("ui:theme", kwargs={"hue": 0, "chroma": chroma}).replace("/0-", "/HUE-")
