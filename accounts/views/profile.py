"""A person's own page: the same inside an organization and outside."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.decorators import member_view, signed_in_view
from accounts.forms import ProfileForm
from portal.languages import known
from portal.ui.forms import apply_action, render_form


@signed_in_view
@require_http_methods(["GET", "POST"])
def profile(request):
    """For somebody who has no organization open."""
    return change_profile(request)


@member_view
@require_http_methods(["GET", "POST"])
def profile_here(request):
    """The same with the organization's navigation around it."""
    return change_profile(request)


def change_profile(request):
    """Name, time zone, language of mails and theme."""
    user = request.user
    form = ProfileForm(
        request.POST or None,
        initial={
            "name": user.name,
            "time_zone": str(user.time_zone),
            "language": known(user.language),
            "theme": user.theme,
        },
        current_zone=user.time_zone,
    )
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.change_profile, user=user):
        messages.success(request, "Saved. Times are shown by your clock everywhere.")
        return redirect(request.path)
    return render_form(request, "accounts/profile.html", {"form": form})
