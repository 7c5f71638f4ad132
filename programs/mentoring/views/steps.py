"""From forming to closed."""

from django.contrib import messages
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from programs.mentoring import actions, permissions, queries
from programs.mentoring.forms import EndForm, ReasonForm
from programs.mentoring.views import page
from programs.mentoring.views.reach import address_of, circle_to_lead, must, to_circle


@member_view
@require_POST
def start_circle(request, engagement_id):
    """Begin."""
    return _step(request, engagement_id, actions.start_circle, "The circle has begun. Book the first session next.")


@member_view
@require_POST
def pause_circle(request, engagement_id):
    """Have a break."""
    return _step(
        request, engagement_id, actions.pause_circle, "The circle is paused. Planned sessions keep their times."
    )


@member_view
@require_POST
def resume_circle(request, engagement_id):
    """Go on."""
    return _step(request, engagement_id, actions.resume_circle, "The circle goes on.")


@member_view
@require_POST
def close_circle(request, engagement_id):
    """Close the book."""
    return _step(request, engagement_id, actions.close_circle, "The circle is closed. What you shared stays readable.")


@member_view
@require_http_methods(["GET", "POST"])
def end_circle(request, engagement_id):
    """How it ended and why; says first what that does."""
    circle, _ = circle_to_lead(request, engagement_id)
    possible = request.method == "POST" or permissions.can_come_to_its_end(circle)  # a late answer keeps what was typed
    must(possible, "Only a circle that is active or paused can come to its end.")
    return _finish(request, circle, EndForm, actions.end_circle, "mentoring/circle_end.html")


@member_view
@require_http_methods(["GET", "POST"])
def cancel_circle(request, engagement_id):
    """Give up a circle that never began."""
    circle, _ = circle_to_lead(request, engagement_id)
    possible = request.method == "POST" or permissions.can_be_given_up(circle)
    must(possible, "Only a circle that is still forming can be given up. End it instead.")
    return _finish(request, circle, ReasonForm, actions.cancel_circle, "mentoring/circle_cancel.html")


def _finish(request, circle, form_class, action, template):
    form = form_class(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, action, circle=circle, by=request.membership)
    ):
        messages.success(request, "The end evaluation goes out now." if circle.engagement.is_current else "Cancelled.")
        return to_circle(request, circle)
    context = {"form": form, "back": address_of(request, circle), **page.ending(circle, timezone.now())}
    return render_form(request, template, context)


def _step(request, engagement_id, action, said):
    circle, _ = queries.get_circle_around(request.membership, engagement_id)
    action(circle=circle, by=request.membership)
    messages.success(request, said)
    return to_circle(request, circle)
