"""Pages on which what was agreed is changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import people_of
from programs.goals import actions, permissions
from programs.goals.forms_objectives import RevisionForm, written_in
from programs.goals.queries import get_objective_for
from programs.goals.queries_revising import get_revision_for
from programs.goals.revising import parties_to


def _back(request, objective) -> HttpResponse:
    return redirect(organization_url(request, "goals:objective-detail", objective_id=objective.pk))


@member_view
@require_http_methods(["GET", "POST"])
def objective_revise(request, objective_id) -> HttpResponse:
    """Propose to write an agreed objective anew, with a reason."""
    objective, place, reading = get_objective_for(request.membership, objective_id)
    if not permissions.can_revise(place, objective):
        raise NotAllowed("Objectives are revised between the agreement and the end, by their owner and by who leads.")
    form = RevisionForm(request.POST or None, initial=written_in(objective))
    if form.is_settled() and (revision := apply_action(form, actions.propose_revision, objective=objective, by=place)):
        messages.success(request, "The objective is revised." if revision.settled_at else "The revision is proposed.")
        return _back(request, objective)
    people = people_of(objective.owner.engagement)
    asked = [party for party in parties_to(objective, people, reading.terms) if party.pk != place.pk]
    context = {"form": form, "objective": objective, "engagement": objective.owner.engagement}
    context |= {"reading": reading, "people": people, "asked": asked}
    return render_form(request, "goals/objective_revise.html", context)


@member_view
@require_POST
def revision_agree(request, revision_id) -> HttpResponse:
    """Say yes to it."""
    revision, place = get_revision_for(request.membership, revision_id)
    settled = actions.consent_to_revision(revision=revision, by=place).settled_at
    messages.success(request, "Everybody agreed, so it holds from now on." if settled else "You agreed.")
    return _back(request, revision.objective)


@member_view
@require_POST
def revision_drop(request, revision_id) -> HttpResponse:
    """Take it back, or say no to it."""
    revision, place = get_revision_for(request.membership, revision_id)
    actions.drop_revision(revision=revision, by=place)
    messages.success(request, "The objective stays as it is.")
    return _back(request, revision.objective)
