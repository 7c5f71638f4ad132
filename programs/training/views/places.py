"""Enrol, wait, give up a place."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.training import actions
from programs.training.forms import EnrollForm, LearnersForm
from programs.training.queries import (
    enrollment_of,
    get_enrollment_for,
    get_led_cohort,
    get_open_cohort,
    is_open,
    places_left,
)
from programs.training.views.courses import course_page


@member_view
@require_POST
def enroll(request, engagement_id):
    """Take a place, or join the waiting list."""
    cohort = get_open_cohort(request.membership, engagement_id)
    form = EnrollForm(request.POST, seat=_offers_seat(request.membership, cohort))
    if not form.is_valid():
        context = course_page(request, cohort.course, str(cohort.pk), form)
        return render_form(request, "training/course_detail.html", context)
    me = request.membership
    return _to_place(request, cohort, actions.enroll(cohort=cohort, membership=me, by=me, **form.cleaned_data))


def _to_place(request, cohort, enrollment):
    if enrollment.state == "enrolled":
        messages.success(request, f"You have a place in the {cohort.name}.{_clash_words(enrollment.clashes)}")
        return redirect(organization_url(request, "training:cohort-detail", engagement_id=cohort.pk))
    number = enrollment_of(request.membership, cohort).position
    messages.success(request, f"You are number {number} on the waiting list. We email you when you have a place.")
    address = organization_url(request, "training:course-detail", course_id=cohort.course_id)
    return redirect(f"{address}?run={cohort.pk}")


def _offers_seat(membership, cohort) -> bool:
    """Whether the page offers a place, and so asks for a signature; everything else is for the action to refuse."""
    return is_open(cohort, timezone.now()) and bool(places_left(cohort)) and enrollment_of(membership, cohort) is None


def _clash_words(clashes: int) -> str:
    if not clashes:
        return " Its sessions are in your calendar."
    sessions = "1 session is" if clashes == 1 else f"{clashes} sessions are"
    return f" {sessions} at a time when you have another one: move one of them, or tell the trainer."


@member_view
@require_http_methods(["GET", "POST"])
def learner_add(request, engagement_id):
    """Enrol others: for those who lead the run."""
    cohort = get_led_cohort(request.membership, engagement_id)
    form = LearnersForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        given = apply_action(form, actions.enroll_people, cohort=cohort, by=request.membership)
        if given:
            messages.success(request, _enrolled_words(given))
            return redirect(organization_url(request, "training:cohort-detail", engagement_id=cohort.pk))
    context = {"form": form, "cohort": cohort, "left": places_left(cohort)}
    return render_form(request, "training/learner_add.html", context)


def _enrolled_words(given) -> str:
    seated = sum(row.state == "enrolled" for row in given)
    waiting = len(given) - seated
    full = f" The run is full now: on the waiting list, {waiting} more." if waiting else ""
    return f"Enrolled: {seated}.{full} Everybody is told by mail."


@member_view
@require_http_methods(["GET", "POST"])
def withdraw(request, enrollment_id):
    """Ask, say who gets the place, then give it up."""
    enrollment = get_enrollment_for(request.membership, enrollment_id)
    own = enrollment.membership_id == request.membership.pk
    if request.method == "POST":
        waited = enrollment.state == "waitlisted"
        promoted = actions.withdraw(enrollment=enrollment, by=request.membership)
        told = " The first person on the waiting list has it now." if promoted else ""
        messages.success(request, "The waiting list is one shorter." if waited else f"The place is given up.{told}")
        if not own:
            return redirect(organization_url(request, "training:cohort-detail", engagement_id=enrollment.cohort_id))
        return redirect(organization_url(request, "training:course-detail", course_id=enrollment.cohort.course_id))
    return render(request, "training/withdraw.html", {"enrollment": enrollment, "own": own})
