"""Pages of the room."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.middleware import back_href
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.queries import get_engagement_for, people_of
from programs.goals import actions, permissions, queries
from programs.goals.forms import ActionForm, owners_in
from programs.goals.forms_objectives import MeasurementForm, ObjectiveForm, OutcomeForm, written_in
from programs.goals.objective_page import objective_page
from programs.goals.reading import reads_actions


def _list_url(request, engagement) -> str:
    return organization_url(request, "goals:objective-list", engagement_id=engagement.pk)


def _detail_url(request, objective) -> str:
    return organization_url(request, "goals:objective-detail", objective_id=objective.pk)


def _engagement_url(request, engagement) -> str:
    try:
        return organization_url(request, engagement.words.detail, engagement_id=engagement.pk)
    except NoReverseMatch:
        return ""


@member_view
@require_GET
def objective_list(request, engagement_id) -> HttpResponse:
    """The objectives and actions of one engagement, as far as they are this person's to see."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    reading, people = reading_of(place), people_of(engagement)
    objectives = queries.objectives_in(engagement, place, reading)
    for objective in objectives:
        objective.may_measure = objective.reads_numbers and permissions.can_measure(place, objective)
    context = {
        "engagement": engagement,
        "back": _engagement_url(request, engagement),
        "place": place,
        "reading": reading,
        "people": people,
        "objectives": objectives,
        "actions": queries.actions_of(engagement, place, reading),
        "may_write": bool(_writes_for(engagement, place, people, reading)),
        "may_agree": permissions.can_agree_action(place, engagement),
        "sees_actions": reads_actions(reading),
    }
    return render(request, "goals/objective_list.html", context)


def _writes_for(engagement, place, people, reading) -> list:
    """Whose objectives this person writes."""
    owners = owners_in(engagement, people, reading)
    return [owner for owner in owners if permissions.can_write_objectives(place, owner)]


@member_view
@require_GET
def objective_detail(request, objective_id) -> HttpResponse:
    """One objective: its path, its numbers, and what can be done now."""
    objective, place, reading = queries.get_objective_for(request.membership, objective_id)
    return render(request, "goals/objective_detail.html", objective_page(objective, place, reading))


def _readers(engagement, reading) -> dict:
    """What the line “who can read this” needs."""
    return {"reading": reading, "people": people_of(engagement)}


@member_view
@require_http_methods(["GET", "POST"])
def objective_create(request, engagement_id) -> HttpResponse:
    """Write an objective down; its owner is the person themselves, or chosen by who leads."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    readers = _readers(engagement, reading_of(place))
    owners = _writes_for(engagement, place, **readers)
    if not owners:
        raise NotAllowed("Objectives are written before this begins, by those whose they are and by who leads.")
    initial = {"starts_on": engagement.starts_on, "due_on": engagement.ends_on}
    form = ObjectiveForm(request.POST or None, owners=owners, initial=initial)
    known = {"by": request.membership} if "owner" in form.fields else {"by": request.membership, "owner": owners[0]}
    if form.is_settled() and apply_action(form, actions.set_objective, **known):
        messages.success(request, "The objective is written down.")
        return redirect(_list_url(request, engagement))
    context = {"form": form, "engagement": engagement, "owner": owners[0], **readers}
    return render_form(request, "goals/objective_form.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def objective_change(request, objective_id) -> HttpResponse:
    """Write an objective anew while the engagement is prepared."""
    objective, place, reading = queries.get_objective_for(request.membership, objective_id)
    if not permissions.can_write_objectives(place, objective.owner):
        raise NotAllowed("This objective stays as it was agreed.")
    form = ObjectiveForm(request.POST or None, initial=written_in(objective))
    known = {"objective": objective, "by": request.membership}
    if form.is_settled() and apply_action(form, actions.change_objective, **known):
        messages.success(request, "The objective is saved.")
        return redirect(_detail_url(request, objective))
    context = {"form": form, "objective": objective, "engagement": objective.owner.engagement}
    context |= {"owner": objective.owner, **_readers(objective.owner.engagement, reading)}
    return render_form(request, "goals/objective_form.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def objective_remove(request, objective_id) -> HttpResponse:
    """Ask first, then take the objective away."""
    objective, place, _ = queries.get_objective_for(request.membership, objective_id)
    if not permissions.can_write_objectives(place, objective.owner):
        raise NotAllowed("This objective stays as it was agreed.")
    if request.method == "POST":
        actions.remove_objective(objective=objective, by=request.membership)
        messages.success(request, "The objective is gone.")
        return redirect(_list_url(request, objective.owner.engagement))
    context = {"objective": objective, "engagement": objective.owner.engagement}
    return render(request, "goals/objective_remove.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def objective_close(request, objective_id) -> HttpResponse:
    """Say whether it was reached."""
    objective, place, reading = queries.get_objective_for(request.membership, objective_id)
    if objective.state != "open" or not permissions.can_close_objective(place, objective):
        raise NotAllowed("This objective cannot be closed now.")
    queries.with_path(objective, reading=reading)
    form = OutcomeForm(request.POST or None)
    known = {"objective": objective, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.close_objective, **known):
        messages.success(request, "The objective is closed.")
        return redirect(_detail_url(request, objective))
    context = {"form": form, "objective": objective, "engagement": objective.owner.engagement}
    return render_form(request, "goals/objective_close.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def measurement_create(request, objective_id) -> HttpResponse:
    """Add what the indicator showed."""
    objective, place, reading = queries.get_objective_for(request.membership, objective_id)
    if not objective.reads_numbers or not permissions.can_measure(place, objective):
        raise NotAllowed("Measurements are added by the owner and by who leads, from the start until the end.")
    form = MeasurementForm(request.POST or None, objective=objective, zone=request.user.time_zone)
    known = {"objective": objective, "by": place}
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.add_measurement, **known):
        messages.success(request, "The measurement is added.")
        return redirect(_detail_url(request, objective))
    context = {"form": form, "objective": objective, "engagement": objective.owner.engagement}
    context["path"] = queries.with_path(objective, reading=reading)
    context |= _readers(objective.owner.engagement, reading)
    return render_form(request, "goals/measurement_form.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def action_create(request, engagement_id) -> HttpResponse:
    """Agree what somebody will do. `?session=` and `?objective=` fill in where it comes from."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not permissions.can_agree_action(place, engagement):
        raise NotAllowed("Actions are agreed by those who sit in the sessions, until the end.")
    readers = _readers(engagement, reading_of(place))
    initial = {name: request.GET[name] for name in ("session", "objective") if name in request.GET}
    form = ActionForm(request.POST or None, place=place, initial=initial, **readers)
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.agree_action, by=place):
        messages.success(request, "The action is agreed.")
        return redirect(_list_url(request, engagement))
    context = {"form": form, "engagement": engagement, "place": place, **readers}
    return render_form(request, "goals/action_form.html", context)


@member_view
@require_POST
def action_finish(request, action_id) -> HttpResponse:
    """Tick an action (`done=1`) or take the tick back (`done=0`)."""
    action, place = queries.get_action_for(request.membership, action_id)
    actions.finish_action(action=action, done=request.POST.get("done") == "1", by=place)
    if request.htmx:
        return render(request, "goals/_action.html", {"action": action, "changed": True, "place": place})
    return redirect(back_href(request))
