"""Introductions: the mentor proposes, both say yes or no."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.mentoring import actions, permissions, queries
from programs.mentoring.forms import IntroductionForm
from programs.mentoring.views.reach import must


@member_view
@require_GET
def list_introductions(request, engagement_id):
    """What the mentor proposed, and for a mentee what is about them."""
    circle, place, _ = queries.get_circle_for(request.membership, engagement_id)
    context = {
        "circle": circle,
        "engagement": circle.engagement,
        "place": place,
        "introductions": queries.introductions_in(circle, place),
        "may_introduce": permissions.can_introduce(place, circle),
    }
    return render(request, "mentoring/introduction_list.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def introduce(request, engagement_id):
    """The form of the mentor."""
    circle, place, people = queries.get_circle_for(request.membership, engagement_id)
    must(permissions.can_introduce(place, circle), "People are introduced by the mentor of the circle.")
    mentees = [person for person in people if not person.leads]
    posted = request.POST if request.method == "POST" else None
    form = IntroductionForm(posted, circle=circle, mentees=mentees)
    if form.is_valid() and (made := apply_action(form, actions.introduce, circle=circle, by=place)):
        messages.success(
            request, f"{made.mentee.name} is asked first. {made.contact.name} learns of it after their yes."
        )
        return redirect(organization_url(request, "mentoring:introduction-list", engagement_id=circle.pk))
    context = {"form": form, "circle": circle, "engagement": circle.engagement, "place": place}
    return render_form(request, "mentoring/introduction_form.html", context)


@member_view
@require_GET
def show_introduction(request, introduction_id):
    """One introduction, with the buttons of those whose turn it is."""
    introduction = queries.get_introduction_for(request.membership, introduction_id)
    me = request.membership.pk
    context = {
        "introduction": introduction,
        "i_made_it": introduction.made_by.membership_id == me,
        "i_am_contact": introduction.contact_id == me,
        "may_answer": permissions.can_answer_introduction(request.membership, introduction),
        "may_withdraw": permissions.can_withdraw_introduction(request.membership, introduction),
    }
    return render(request, "mentoring/introduction_detail.html", context)


@member_view
@require_POST
def answer_introduction(request, introduction_id):
    """Yes or no."""
    introduction = queries.get_introduction_for(request.membership, introduction_id)
    yes = request.POST.get("answer") == "yes"
    fresh = actions.answer_introduction(introduction=introduction, yes=yes, by=request.membership)
    messages.success(request, _said(fresh, yes))
    return redirect(organization_url(request, "mentoring:introduction-detail", introduction_id=introduction.pk))


@member_view
@require_POST
def withdraw_introduction(request, introduction_id):
    """Take it back."""
    introduction = queries.get_introduction_for(request.membership, introduction_id)
    actions.withdraw_introduction(introduction=introduction, by=request.membership)
    messages.success(request, "Taken back. Nothing more comes of it.")
    return redirect(organization_url(request, "mentoring:introduction-detail", introduction_id=introduction.pk))


def _said(introduction, yes: bool) -> str:
    if not yes:
        return "Nothing comes of it, and nobody is told whose no it was."
    if introduction.is_made:
        return "You are introduced: both of you see how to reach each other."
    return f"{introduction.contact.name} is asked now."
