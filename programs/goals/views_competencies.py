"""Pages of the organization's competencies, for those who run programs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import manager_view
from portal.ui.forms import apply_action, render_form, values_of
from portal.ui.nav import organization_url
from programs.goals import actions
from programs.goals.competency_set import STARTING_SET
from programs.goals.forms_competencies import CompetencyForm
from programs.goals.queries_competencies import all_competencies, get_competency, grouped


def _to_list(request) -> HttpResponse:
    return redirect(organization_url(request, "goals:competency-list"))


@manager_view
@require_safe
def competency_list(request) -> HttpResponse:
    """What objectives, coaches and courses can name, by area."""
    rows = list(all_competencies())
    context = {
        "areas": grouped(row for row in rows if not row.ended_at),
        "ended": [row for row in rows if row.ended_at],
        "set": STARTING_SET if not rows else {},
        "set_count": sum(len(those) for those in STARTING_SET.values()),
    }
    return render(request, "goals/competency_list.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def competency_create(request) -> HttpResponse:
    """Add a competency."""
    form = CompetencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply_action(form, actions.create_competency, by=request.membership):
        messages.success(request, "Added. Objectives, coaches and courses can name it now.")
        return _to_list(request)
    return render_form(request, "goals/competency_form.html", {"form": form})


@manager_view
@require_http_methods(["GET", "POST"])
def competency_change(request, competency_id) -> HttpResponse:
    """Change what a competency is called."""
    competency = get_competency(competency_id)
    posted = request.POST if request.method == "POST" else None
    form = CompetencyForm(posted, initial=values_of(competency, CompetencyForm))
    known = {"competency": competency, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.change_competency, **known):
        messages.success(request, "Saved. What names it shows the new words.")
        return _to_list(request)
    return render_form(request, "goals/competency_form.html", {"form": form, "competency": competency})


@manager_view
@require_POST
def competency_end(request, competency_id) -> HttpResponse:
    """Offer a competency no more."""
    actions.end_competency(competency=get_competency(competency_id), by=request.membership)
    messages.success(request, "It is offered no more. What names it already keeps it.")
    return _to_list(request)


@manager_view
@require_POST
def competency_reopen(request, competency_id) -> HttpResponse:
    """Offer it again."""
    actions.reopen_competency(competency=get_competency(competency_id), by=request.membership)
    messages.success(request, "It is offered again.")
    return _to_list(request)


@manager_view
@require_POST
def competency_take(request) -> HttpResponse:
    """Take over the set that the portal brings."""
    added = actions.take_starting_set(by=request.membership)
    messages.success(request, f"{added} competencies added. Change their words as your people say them.")
    return _to_list(request)
