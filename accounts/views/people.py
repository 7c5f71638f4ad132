"""People of an organization: invited, found, given roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, queries
from accounts.decorators import administrator_view, manager_view
from accounts.forms import FindPeopleForm, InviteForm, RoleForm
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url

PAGE = 50


@manager_view
@require_GET
def people(request):
    """Everybody, and the invitations that wait for an answer."""
    form = FindPeopleForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": Paginator(queries.found_people(**wanted), PAGE).get_page(request.GET.get("page")),
        "invitations": invitation_rows() if request.membership.is_administrator else [],
    }
    return render(request, "accounts/people.html", context)


def invitation_rows() -> list[dict]:
    """Open invitations, and whether the link has run out."""
    return [
        {"invitation": invitation, "expired": queries.standing(invitation) is queries.Standing.EXPIRED}
        for invitation in queries.open_invitations()
    ]


@administrator_view
@require_http_methods(["GET", "POST"])
def invite(request):
    """Invite one or many people at once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = apply_action(form, actions.invite_people, by=request.membership)
        if made is not None:
            tell_results(request, form.cleaned_data["emails"], [invitation.email for invitation in made])
            return redirect(organization_url(request, "accounts:people"))
    return render_form(request, "accounts/invite.html", {"form": form})


def tell_results(request, typed: list[str], made: list[str]) -> None:
    """Say for each address what happened to it."""
    members = queries.members_among(typed)
    waiting = [email for email in typed if email not in made and email not in members]
    if made:
        messages.success(request, f"Invited: {', '.join(made)}. The mails are on their way.")
    if members:
        messages.info(request, f"Here already, so not invited: {', '.join(sorted(members))}.")
    if waiting:
        messages.info(
            request, f"Invited earlier, so no second mail: {', '.join(waiting)}. You can send theirs again below."
        )


@administrator_view
@require_POST
def withdraw_invitation(request, invitation_id):
    """The link in the mail stops working."""
    invitation = queries.get_invitation(invitation_id)
    actions.withdraw_invitation(invitation=invitation, by=request.membership)
    messages.success(request, f"The invitation to {invitation.email} is withdrawn. They are not told.")
    return redirect(organization_url(request, "accounts:people"))


@administrator_view
@require_POST
def send_invitation_again(request, invitation_id):
    """Another mail with a fresh link."""
    invitation = queries.get_invitation(invitation_id)
    actions.send_invitation_again(invitation=invitation, by=request.membership)
    messages.success(request, f"A new mail is on its way to {invitation.email}. The link in the earlier one has ended.")
    return redirect(organization_url(request, "accounts:people"))


@administrator_view
@require_http_methods(["GET", "POST"])
def role(request, membership_id):
    """Somebody's role."""
    person = queries.get_person(membership_id)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, actions.give_role, membership=person, by=request.membership):
        messages.success(request, f"{person.name} is {person.get_role_display().lower()} now.")
        return back_to_people(request, person)
    return render_form(request, "accounts/role.html", {"form": form, "person": person})


@administrator_view
@require_http_methods(["GET", "POST"])
def access(request, membership_id):
    """Ask, then end somebody's access or let them in again."""
    person = queries.get_person(membership_id)
    if request.method == "GET":
        return render(request, "accounts/access.html", {"person": person})
    active = request.POST.get("active") == "1"
    actions.set_membership_active(membership=person, active=active, by=request.membership)
    said = "can sign in here again" if active else "has no access here any more"
    messages.success(request, f"{person.name} {said}.")
    return back_to_people(request, person)


def back_to_people(request, person):
    """To the list; somebody who has just given up their own rights can't open it any more."""
    if person.pk == request.membership.pk:
        return redirect("start")
    return redirect(organization_url(request, "accounts:people"))
