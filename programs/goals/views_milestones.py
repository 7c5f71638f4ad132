"""Pages of milestones, and of a measurement that was mistaken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import people_of
from programs.goals import actions, permissions
from programs.goals.forms_objectives import MeasurementForm, MilestoneForm
from programs.goals.path import plain
from programs.goals.queries import get_objective_for, with_path
from programs.goals.queries_revising import get_measurement_for, get_milestone_for

NOT_NOW = "Milestones are set by whose objective it is and by who leads, until it is closed."


def _back(request, objective) -> HttpResponse:
    return redirect(organization_url(request, "goals:objective-detail", objective_id=objective.pk))


def _page(objective, form, **more) -> dict:
    return {"form": form, "objective": objective, "engagement": objective.owner.engagement, **more}


@member_view
@require_http_methods(["GET", "POST"])
def milestone_create(request, objective_id) -> HttpResponse:
    """Put a step on the way."""
    objective, place, _ = get_objective_for(request.membership, objective_id)
    if not permissions.can_plan_milestones(place, objective):
        raise NotAllowed(NOT_NOW)
    form = MilestoneForm(request.POST or None, objective=objective)
    known = {"objective": objective, "by": place}
    if form.is_bound and form.is_valid() and apply_action(form, actions.add_milestone, **known):
        messages.success(request, "The milestone is on the path.")
        return _back(request, objective)
    return render_form(request, "goals/milestone_form.html", _page(objective, form))


@member_view
@require_http_methods(["GET", "POST"])
def milestone_change(request, milestone_id) -> HttpResponse:
    """Write a milestone anew, or remove it."""
    milestone, place = get_milestone_for(request.membership, milestone_id)
    objective = milestone.objective
    if not permissions.can_plan_milestones(place, objective):
        raise NotAllowed(NOT_NOW)
    value = None if milestone.value is None else plain(milestone.value)
    written = {"title": milestone.title, "due_on": milestone.due_on, "value": value}
    form = MilestoneForm(request.POST or None, objective=objective, initial=written)
    known = {"milestone": milestone, "by": place}
    if form.is_bound and form.is_valid() and apply_action(form, actions.change_milestone, **known):
        messages.success(request, "The milestone is saved.")
        return _back(request, objective)
    return render_form(request, "goals/milestone_form.html", _page(objective, form, milestone=milestone))


@member_view
@require_POST
def milestone_reach(request, milestone_id) -> HttpResponse:
    """Say that it is reached (`reached=1`), or take that back."""
    milestone, place = get_milestone_for(request.membership, milestone_id)
    actions.reach_milestone(milestone=milestone, reached=request.POST.get("reached") == "1", by=place)
    return _back(request, milestone.objective)


@member_view
@require_POST
def milestone_remove(request, milestone_id) -> HttpResponse:
    """Take a step off the way."""
    milestone, place = get_milestone_for(request.membership, milestone_id)
    actions.remove_milestone(milestone=milestone, by=place)
    messages.success(request, "The milestone is gone.")
    return _back(request, milestone.objective)


@member_view
@require_http_methods(["GET", "POST"])
def measurement_change(request, measurement_id) -> HttpResponse:
    """Correct a measurement, or take it back."""
    measurement, place = get_measurement_for(request.membership, measurement_id)
    objective = measurement.objective
    if not permissions.can_correct_measurement(place, measurement):
        raise NotAllowed("A measurement is corrected by whoever wrote it down, until the objective is closed.")
    written = {name: getattr(measurement, name) for name in ("measured_on", "source", "note")}
    written["value"] = plain(measurement.value)
    form = MeasurementForm(request.POST or None, objective=objective, zone=request.user.time_zone, initial=written)
    known = {"measurement": measurement, "by": place}
    if form.is_bound and form.is_valid() and apply_action(form, actions.change_measurement, **known):
        messages.success(request, "The measurement is corrected.")
        return _back(request, objective)
    return _measurement_page(request, objective, form, measurement)


def _measurement_page(request, objective, form, measurement) -> HttpResponse:
    _, _, reading = get_objective_for(request.membership, objective.pk)
    more = {"reading": reading, "people": people_of(objective.owner.engagement)}
    more["path"] = with_path(objective, reading=reading)
    return render_form(request, "goals/measurement_form.html", _page(objective, form, measurement=measurement, **more))


@member_view
@require_http_methods(["GET", "POST"])
def measurement_remove(request, measurement_id) -> HttpResponse:
    """Ask first, then take a mistaken measurement back."""
    measurement, place = get_measurement_for(request.membership, measurement_id)
    if not permissions.can_correct_measurement(place, measurement):
        raise NotAllowed("A measurement is taken back by whoever wrote it down, until the objective is closed.")
    if request.method == "POST":
        actions.remove_measurement(measurement=measurement, by=place)
        messages.success(request, "The measurement is taken back.")
        return _back(request, measurement.objective)
    context = _page(measurement.objective, None, measurement=measurement)
    return render(request, "goals/measurement_remove.html", context)
