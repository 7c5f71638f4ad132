"""Where the organization meets when a session is a call."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.calls import EXAMPLE, call_address, shares_one_room
from accounts.decorators import administrator_view
from accounts.forms import CallsForm
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url


@administrator_view
@require_http_methods(["GET", "POST"])
def calls(request):
    """The address that sessions without a place get. "Show an example" saves nothing."""
    organization = request.organization
    posted = request.POST if request.method == "POST" else None
    form = CallsForm(posted, initial={"call_template": organization.call_template})
    preview = "preview" in request.POST
    if (
        form.is_valid()
        and not preview
        and apply_action(form, actions.change_calls, organization=organization, by=request.membership)
    ):
        messages.success(request, "Saved. Sessions that are booked from now on follow it.")
        return redirect(organization_url(request, "accounts:calls"))
    template = form.cleaned_data.get("call_template", "") if form.is_bound else organization.call_template
    context = {
        "form": form,
        "preview": preview,
        "example": call_address(template, EXAMPLE),
        "shared": shares_one_room(template),
    }
    return render_form(request, "accounts/calls.html", context)
