"""The page behind the link of an invitation. Opening it changes nothing; a button does."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions, queries
from accounts.decorators import public_view
from accounts.forms import JoinForm
from accounts.queries import Standing
from accounts.views.start import home_of
from portal.ui.forms import apply_action, render_form

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public_view
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request, token):
    """Who invites to what; what to do about it depends on who opens it."""
    found = queries.invitation_behind(token)
    standing = queries.standing(found) if found else None
    if standing is not Standing.OPEN:
        context = {"invitation": found, "standing": standing.value if standing else "unknown"}
        return render(request, "accounts/invitation_gone.html", context, status=410 if found else 404)
    if request.user.is_authenticated:
        return join_signed_in(request, found)
    if queries.user_with_email(found.email):
        return sign_in_first(request, found)
    return join_as_new(request, found)


def join_signed_in(request, invitation):
    """One button for the invited person; somebody else learns whom it is for."""
    mine = queries.has_address(request.user, invitation.email)
    if request.method == "GET":
        return render(
            request, "accounts/invitation.html", {"invitation": invitation, "case": "join" if mine else "other"}
        )
    membership = actions.accept_invitation(invitation=invitation, user=request.user)
    return welcome(request, membership, invitation)


def sign_in_first(request, invitation):
    """The address has a sign-in: use it, then come back."""
    if request.method == "POST":
        return redirect_to_login(request.get_full_path())
    return render(request, "accounts/invitation.html", {"invitation": invitation, "case": "sign in"})


def join_as_new(request, invitation):
    """Name, zone and password make the sign-in, and the person is in."""
    zone = invitation.organization.time_zone
    form = JoinForm(request.POST or None, email=invitation.email, initial={"time_zone": str(zone)}, current_zone=zone)
    if request.method == "POST" and form.is_valid():
        membership = apply_action(form, actions.join_as_new_person, invitation=invitation)
        if membership:
            login(request, membership.user, backend=BACKEND)
            return welcome(request, membership, invitation)
    return render_form(request, "accounts/invitation.html", {"invitation": invitation, "case": "new", "form": form})


def welcome(request, membership, invitation):
    """To the organization's first page."""
    name = invitation.organization.name
    messages.success(request, f"You are in, {membership.user.first_name}. This is your home at {name}.")
    return redirect(home_of(invitation.organization))
