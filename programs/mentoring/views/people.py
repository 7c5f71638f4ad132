"""Who is in a circle, decided by those who run the program."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.decorators import manager_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import people_of
from programs.mentoring import actions, permissions, queries
from programs.mentoring.forms import MemberForm, MentorForm
from programs.mentoring.views import page
from programs.mentoring.views.reach import must


@manager_view
@require_http_methods(["GET", "POST"])
def add_member(request, engagement_id):
    """The form for somebody who joins."""
    circle = _open_circle(request, engagement_id)
    form = MemberForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.is_valid():
        place = apply_action(form, actions.add_member, circle=circle, by=request.membership)
        if place:
            messages.success(request, f"{place.membership.name} is in the circle, and in its coming sessions.")
            return _to_manage(request, circle)
    people = people_of(circle.engagement)
    context = {"form": form, "circle": circle, "people": people, "mentor": page.mentor_of(people)}
    return render_form(request, "mentoring/member_create.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def remove_member(request, engagement_id, participation_id):
    """Ask before a member is taken out."""
    circle = _open_circle(request, engagement_id)
    place = queries.get_place_to_manage(circle, participation_id)
    if request.method == "POST":
        actions.remove_member(circle=circle, place=place, by=request.membership)
        messages.success(request, f"{place.name} is no longer in the circle.")
        return _to_manage(request, circle)
    return render(request, "mentoring/member_remove.html", {"circle": circle, "place": place})


@manager_view
@require_http_methods(["GET", "POST"])
def replace_mentor(request, engagement_id):
    """The form for another mentor."""
    circle = _open_circle(request, engagement_id)
    mentor = page.mentor_of(people_of(circle.engagement))
    form = MentorForm(request.POST or None, mentor=mentor)
    if request.method == "POST" and form.is_valid():
        place = apply_action(form, actions.replace_mentor, circle=circle, by=request.membership)
        if place:
            messages.success(request, f"{place.membership.name} leads the circle now.")
            return _to_manage(request, circle)
    return render_form(request, "mentoring/mentor_replace.html", {"form": form, "circle": circle, "mentor": mentor})


def _open_circle(request, engagement_id):
    circle = queries.get_circle_to_manage(request.membership, engagement_id)
    must(
        circle.engagement.state in permissions.OPEN, "This circle has come to its end, so who was in it stays as it is."
    )
    return circle


def _to_manage(request, circle):
    return redirect(organization_url(request, "mentoring:circle-manage", engagement_id=circle.pk))
