"""Pages of a client's way to a coach: asking, proposals side by side, the choice; and for those who propose."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import manager_view, member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching import actions
from programs.coaching.forms_choosing import AskForm, ChooseForm, OfferForm
from programs.coaching.languages import language_names
from programs.coaching.queries import choices as queries
from programs.engagements.permissions import can_run_program
from programs.goals.queries_competencies import find_competencies


def _to(request: HttpRequest, name: str, **kwargs) -> HttpResponse:
    return redirect(organization_url(request, f"coaching:{name}", **kwargs))


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


@member_view
@require_http_methods(["GET", "POST"])
def choice_create(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Ask for a coach in an open program, for oneself or, who runs it, for somebody."""
    program, me = queries.get_open_coaching_program(program_id), request.membership
    runs = can_run_program(me, program)
    form = AskForm(_posted(request), membership=me, runs=runs)
    known = {"program": program, "by": me, **({} if runs else {"client": me})}
    if form.is_valid() and (choice := apply_action(form, actions.ask_for_coach, **known)):
        messages.success(request, "Asked. Those who run the program propose coaches next.")
        return _to(request, "choice-detail", choice_id=choice.pk)
    return render_form(request, "coaching/choice_form.html", {"form": form, "program": program, "runs": runs})


@member_view
@require_safe
def choice_list(request: HttpRequest) -> HttpResponse:
    """Where I look for a coach, and who does in the programs that I run."""
    me = request.membership
    context = {
        "mine": queries.choices_of(me),
        "programs": queries.open_coaching_programs(),
        "overseen": queries.choices_overseen_by(me) if me.runs_programs else None,
    }
    return render(request, "coaching/choice_list.html", context)


def _shown(choice) -> dict:
    rows = queries.proposals_shown(choice)
    return {
        "choice": choice,
        "proposals": [row for row in rows if row.proposal.state in queries.LIVE],
        "settled": [row for row in rows if row.proposal.state not in queries.LIVE],
        "chosen": next((row for row in rows if row.proposal.state == "chosen"), None),
        "competencies": find_competencies(choice.competencies),
        "languages": language_names(choice.languages),
    }


@member_view
@require_safe
def choice_detail(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """The client's page: what they asked for, and the proposals side by side."""
    choice = queries.get_choice_of_either(request.membership, choice_id)
    if choice.client_id != request.membership.pk:
        return _to(request, "choice-manage", choice_id=choice.pk)
    return render(request, "coaching/choice_detail.html", _shown(choice))


@manager_view
@require_http_methods(["GET", "POST"])
def choice_manage(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """Who fits, and why; and what was proposed."""
    choice = queries.get_overseen_choice(request.membership, choice_id)
    suggestions = [] if choice.ended_at else queries.suggestions_for(choice)
    form = OfferForm(_posted(request), suggestions=suggestions)
    known = {"choice": choice, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.offer_coaches, **known):
        messages.success(request, f"Proposed. {choice.client.name} is told and can look at them.")
        return _to(request, "choice-manage", choice_id=choice.pk)
    ticked = set(form["coaches"].value() or []) if form.is_bound else set()
    context = {
        **_shown(choice),
        "form": form,
        "suggestions": [(row, str(row.pk) in ticked) for row in suggestions],
        "why_few": queries.why_few(choice, suggestions) if not choice.ended_at else "",
    }
    return render_form(request, "coaching/choice_manage.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def choice_withdraw(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """Stop looking: the client, or those who run the program."""
    choice = queries.get_choice_of_either(request.membership, choice_id)
    if request.method == "POST":
        actions.withdraw_choice(choice=choice, by=request.membership)
        messages.success(request, "The search is over. Coaches who were asked to meet are thanked.")
        return _to(request, "choice-list")
    return render(request, "coaching/choice_withdraw.html", {"choice": choice})


@member_view
@require_POST
def choice_others(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """Ask for other proposals."""
    choice = queries.get_choice_for(request.membership, choice_id)
    actions.ask_for_others(choice=choice, by=request.membership)
    messages.success(request, "Asked. You hear as soon as there are other proposals.")
    return _to(request, "choice-detail", choice_id=choice.pk)


@member_view
@require_POST
def coach_meet(request: HttpRequest, coach_proposal_id: UUID) -> HttpResponse:
    """Get to know a coach: a draft, in which one session can be booked that does not count."""
    proposal = queries.get_proposal_for(request.membership, coach_proposal_id)
    contract = actions.meet_coach(proposal=proposal, by=request.membership)
    messages.success(request, f"{proposal.coach.name} is told. Book a time to meet; it does not count.")
    return redirect(organization_url(request, "scheduling:session-create", engagement_id=contract.pk))


@member_view
@require_http_methods(["GET", "POST"])
def coach_choose(request: HttpRequest, coach_proposal_id: UUID) -> HttpResponse:
    """Choose a coach: the page says what happens to the others."""
    proposal = queries.get_proposal_for(request.membership, coach_proposal_id)
    form = ChooseForm(_posted(request), proposal=proposal)
    if form.is_valid():
        contract = apply_action(form, actions.choose_coach, proposal=proposal, by=request.membership)
        if contract:
            messages.success(request, f"{proposal.coach.name} is your coach. You write the design together next.")
            return _to(request, "contract-detail", engagement_id=contract.pk)
    context = {"form": form, "proposal": proposal, "choice": proposal.choice}
    return render_form(request, "coaching/choice_choose.html", context)


@member_view
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """The coach's page: clients who would like to meet them."""
    return render(request, "coaching/choice_asked.html", {"proposals": queries.proposals_of_coach(request.membership)})


@member_view
@require_http_methods(["GET", "POST"])
def proposal_decline(request: HttpRequest, coach_proposal_id: UUID) -> HttpResponse:
    """The coach says that it is not possible now."""
    proposal = queries.get_proposal_of_coach(request.membership, coach_proposal_id)
    if request.method == "POST":
        actions.decline_proposal(proposal=proposal, by=request.membership)
        messages.success(request, f"Declined. {proposal.choice.client.name} is told, not why.")
        return _to(request, "proposal-list")
    return render(request, "coaching/choice_decline.html", {"proposal": proposal})
