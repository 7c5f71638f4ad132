"""Pages of supporters: what they see, for the owner and who measures; and their one question, for members."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import people_of
from programs.goals import actions
from programs.goals import queries_support as queries
from programs.goals.forms_support import PulseForm, SupporterForm
from programs.goals.queries import get_objective_for


def _posted(request):
    return request.POST if request.method == "POST" else None


def _support_url(request, objective) -> str:
    return organization_url(request, "goals:objective-support", objective_id=objective.pk)


@member_view
@require_GET
def objective_support(request, objective_id) -> HttpResponse:
    """What supporters see of an objective, month by month; its owner asks them and stops asking them here."""
    objective, place, reading = get_objective_for(request.membership, objective_id)
    support = queries.support_of(objective, reading)
    if support is None:
        raise Http404
    context = {
        "objective": objective,
        "engagement": objective.owner.engagement,
        "place": place,
        "reading": reading,
        "people": people_of(objective.owner.engagement),
        "support": support,
        "supporters": queries.supporters_of(objective),
        "owns": queries.owns(request.membership, objective),
        "may_ask": queries.can_ask_supporter(request.membership, objective),
        "is_asked": queries.is_asked_about(objective),
        "most": queries.MOST_SUPPORTERS,
    }
    return render(request, "goals/supporter_list.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def supporter_create(request, objective_id) -> HttpResponse:
    """Ask one more person to watch how it goes."""
    objective, _, _ = get_objective_for(request.membership, objective_id)
    if not queries.can_ask_supporter(request.membership, objective):
        raise NotAllowed("Supporters are asked by the person whose objective it is, while it is worked on.")
    form = SupporterForm(_posted(request), objective=objective)
    known = {"objective": objective, "by": request.membership}
    if form.is_valid() and (made := apply_action(form, actions.ask_supporter, **known)):
        messages.success(request, f"{made.name} is told, with how to say no.")
        return redirect(_support_url(request, objective))
    numbers, words = queries.readers_of_pulses(objective)
    context = {"form": form, "objective": objective, "engagement": objective.owner.engagement}
    return render_form(request, "goals/supporter_form.html", {**context, "numbers": numbers, "words": words})


@member_view
@require_http_methods(["GET", "POST"])
def supporter_end(request, supporter_id) -> HttpResponse:
    """The owner stops asking somebody, after a question."""
    supporter = queries.get_supporter_of(request.membership, supporter_id)
    if request.method == "POST":
        actions.end_supporter(supporter=supporter, by=request.membership)
        messages.success(request, f"{supporter.name} is not asked any more. What they answered stays.")
        return redirect(_support_url(request, supporter.objective))
    context = {"supporter": supporter, "objective": supporter.objective}
    return render(request, "goals/supporter_end.html", {**context, "engagement": supporter.objective.owner.engagement})


def shown_to(supporter) -> dict:
    """What every page for a supporter shows, signed in or not."""
    numbers, words = queries.readers_of_pulses(supporter.objective)
    pulse = None if supporter.ended_at else queries.open_pulse(supporter)
    state = "ended" if supporter.ended_at else "over" if not queries.is_asked_about(supporter.objective) else ""
    return {
        "supporter": supporter,
        "owner": supporter.objective.owner.membership,
        "pulse": pulse,
        "state": state or ("open" if pulse else "later"),
        "numbers": numbers,
        "words": words,
    }


@member_view
@require_http_methods(["GET", "POST"])
def pulse_answer(request, supporter_id) -> HttpResponse:
    """The one question for a member; or when it comes, or that it comes no more."""
    supporter = queries.get_own_support(request.membership, supporter_id)
    form = PulseForm(_posted(request))
    known = {"supporter": supporter, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.answer_pulse, **known):
        messages.success(request, "Thank you. Your answer is there.")
        return redirect(request.path)
    context = {"form": form, "no_url": organization_url(request, "goals:pulse-decline", supporter_id=supporter.pk)}
    return render_form(request, "goals/pulse_answer.html", {**context, **shown_to(supporter)})


@member_view
@require_http_methods(["GET", "POST"])
def pulse_decline(request, supporter_id) -> HttpResponse:
    """A member wants to be asked no more, after a question."""
    supporter = queries.get_own_support(request.membership, supporter_id)
    page = organization_url(request, "goals:pulse-answer", supporter_id=supporter.pk)
    if request.method == "POST":
        actions.end_supporter(supporter=supporter, by=request.membership)
        return redirect(page)
    return render(request, "goals/pulse_decline.html", {**shown_to(supporter), "back": page})
