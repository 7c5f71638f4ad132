"""The circle's pages and forms."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import manager_view, member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.queries import is_asked_to_sign
from programs.mentoring import actions, permissions, queries
from programs.mentoring.forms import AgreementForm, CircleForm, DescriptionForm
from programs.mentoring.views import page
from programs.mentoring.views.reach import address_of, circle_to_lead, must, to_circle


@member_view
@require_http_methods(["GET"])
def list_circles(request):
    """My circles; for those who run programs also the circles of those."""
    return render(request, "mentoring/circle_list.html", page.list_page(request))


@manager_view
@require_http_methods(["GET", "POST"])
def create_circle(request, program_id):
    """The form for a new circle of a program."""
    program = queries.get_mentoring_program(request.membership, program_id)
    initial = {"starts_on": queries.default_start(program, timezone.localdate()), "ends_on": program.ends_on}
    form = CircleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        circle = apply_action(form, actions.create_circle, program=program, by=request.membership)
        if circle:
            messages.success(request, "The circle is formed. Start it when everybody is in it.")
            return to_circle(request, circle)
    return render_form(request, "mentoring/circle_create.html", {"form": form, "program": program})


@member_view
@require_http_methods(["GET"])
def show_circle(request, engagement_id):
    """The circle's page, for the people in it."""
    circle, place, people = queries.get_circle_for(request.membership, engagement_id)
    return render(request, "mentoring/circle_detail.html", page.circle_page(circle, place, people, timezone.now()))


@member_view
@require_POST
def agree(request, engagement_id):
    """Agree to what the person has read."""
    circle, place, _ = queries.get_circle_for(request.membership, engagement_id)
    version = request.POST.get("version", "")
    actions.agree(circle=circle, by=place, version=int(version) if version.isdecimal() else None)
    if is_asked_to_sign(place):
        messages.success(request, "You agreed. Read and sign who sees what next.")
        return redirect(organization_url(request, "covenant:covenant-detail", engagement_id=circle.pk))
    messages.success(request, "You agreed. Everybody in the circle can see it.")
    return to_circle(request, circle)


@member_view
@require_http_methods(["GET", "POST"])
def change_agreement(request, engagement_id):
    """The form for what the circle agreed."""
    circle, place, people = queries.get_circle_for(request.membership, engagement_id)
    must(permissions.can_change_agreement(place, circle), "What you agreed stays as it is once the circle has ended.")
    initial = {"agreement": circle.agreement, "version": circle.agreement_version}
    form = AgreementForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, actions.change_agreement, circle=circle, by=place):
        messages.success(request, "Saved. The others are asked to agree again on the circle’s page.")
        return to_circle(request, circle)
    return render_form(request, "mentoring/agreement.html", {"form": form, "circle": circle, "others": len(people) - 1})


@member_view
@require_http_methods(["GET", "POST"])
def leave_circle(request, engagement_id):
    """Ask before somebody leaves, then let them go."""
    circle, place, people = queries.get_circle_for(request.membership, engagement_id)
    if request.method == "POST":
        actions.leave_circle(circle=circle, by=place)
        messages.success(request, f"You left “{circle.engagement.title}”.")
        return redirect(organization_url(request, "mentoring:circle-list"))
    return render(request, "mentoring/leave.html", {"circle": circle, "place": place, "mentor": page.mentor_of(people)})


@manager_view
@require_http_methods(["GET"])
def manage_circle(request, engagement_id):
    """Names, dates and states for those who run the program."""
    circle = queries.get_circle_to_manage(request.membership, engagement_id)
    return render(request, "mentoring/circle_manage.html", page.manage_page(circle, request.membership))


@member_view
@require_http_methods(["GET", "POST"])
def change_circle(request, engagement_id):
    """The form for what the circle is called and for."""
    circle, _ = circle_to_lead(request, engagement_id)
    must(circle.engagement.state in permissions.OPEN, "What a circle is called and for stays once it has ended.")
    form = DescriptionForm(request.POST or None, initial=page.description(circle))
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, actions.change_circle, circle=circle, by=request.membership):
        messages.success(request, "Saved.")
        return to_circle(request, circle)
    return render_form(
        request, "mentoring/circle_change.html", {"form": form, "circle": circle, "back": address_of(request, circle)}
    )
