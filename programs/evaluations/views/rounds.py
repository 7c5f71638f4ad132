"""Pages of those who plan what is asked, and of those who lead or run what a round belongs to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import manager_view, member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_program_for
from programs.evaluations import actions, queries
from programs.evaluations.forms.rounds import ExtendForm, GuestsForm, PlanForm
from programs.evaluations.plan_words import period_words, when_words, whom_words


@manager_view
@require_safe
def plan_list(request: HttpRequest, program_id) -> HttpResponse:
    """What a program asks, and the rounds that came of it: dates and counts."""
    program = get_program_for(request.membership, program_id)
    plans = queries.plans_of(program)
    context = {
        "program": program,
        "plans": [(plan, when_words(plan), whom_words(plan), period_words(plan)) for plan in plans],
        "usual": "" if queries.has_plans(program.pk) else queries.usual_title(program),
        "rounds": queries.rounds_of_program(program),
    }
    return render(request, "evaluations/plan_list.html", context)


@manager_view
@require_POST
def plan_defaults(request: HttpRequest, program_id) -> HttpResponse:
    """Take what the portal asks by itself into one's own hands."""
    program = get_program_for(request.membership, program_id)
    actions.make_default_plans(program_id=program.pk, by=request.membership)
    messages.success(request, "It stands in the list now. Change it or stop it.")
    return _to_plans(request, program.pk)


@manager_view
@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, program_id) -> HttpResponse:
    """Say that something is asked."""
    program = get_program_for(request.membership, program_id)
    form = PlanForm(request.POST or None, kind=program.kind, initial={"anonymous": "yes"})
    if request.method == "POST" and form.is_valid() and _done(form, actions.add_plan, request, program=program):
        messages.success(request, "Saved. It is asked wherever this moment comes from now on.")
        return _to_plans(request, program.pk)
    return render_form(request, "evaluations/plan_form.html", {"form": form, "program": program})


@manager_view
@require_http_methods(["GET", "POST"])
def plan_change(request: HttpRequest, plan_id) -> HttpResponse:
    """Change what counts for rounds to come."""
    plan = queries.get_plan_for(request.membership, plan_id)
    initial = {**vars(plan), "anonymous": "yes" if plan.anonymous else "no"}
    form = PlanForm(
        request.POST or None, kind=plan.program.kind, asked=plan.stage if plan.opened else "", initial=initial
    )
    if request.method == "POST" and form.is_valid() and _done(form, actions.change_plan, request, plan=plan):
        messages.success(request, "Saved. Rounds that are open stay as they are.")
        return _to_plans(request, plan.program_id)
    context = {"form": form, "program": plan.program, "plan": plan, "when": when_words(plan)}
    return render_form(request, "evaluations/plan_form.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def plan_stop(request: HttpRequest, plan_id) -> HttpResponse:
    """Ask before it is asked no more."""
    plan = queries.get_plan_for(request.membership, plan_id)
    if request.method == "POST":
        actions.stop_plan(plan=plan, by=request.membership)
        messages.success(request, "It is asked no more. Rounds that are open stay open.")
        return _to_plans(request, plan.program_id)
    return render(request, "evaluations/plan_stop.html", {"plan": plan, "program": plan.program})


def _to_plans(request: HttpRequest, program_id) -> HttpResponse:
    return redirect(organization_url(request, "evaluations:plan-list", program_id=program_id))


def _done(form, action, request: HttpRequest, **kwargs):
    return apply_action(form, action, by=request.membership, **kwargs)


@member_view
@require_http_methods(["GET", "POST"])
def round_manage(request: HttpRequest, round_id) -> HttpResponse:
    """Counts and steps of a round; a POST is a later last day."""
    round = queries.get_round_to_steer(request.membership, round_id)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, actions.extend_round, request, round=round):
        messages.success(request, "Saved. Who has not answered hears it with the next reminder.")
        return _to_round(request, round_id)
    context = {"form": form, **_steps(request.membership, round)}
    return render_form(request, "evaluations/round_manage.html", context)


def _steps(membership, round) -> dict:
    return {
        "round": round,
        "engagement": round.engagement,
        "is_open": bool(round.opened_at and not round.closed_at),
        "people": queries.people_to_withdraw(membership, round),
        "reminded_lately": queries.reminded_lately(round),
        "runs_program": queries.runs_program(membership, round),
        "shows_results": queries.may_open_results(membership, round),
    }


@member_view
@require_http_methods(["GET", "POST"])
def round_close(request: HttpRequest, round_id) -> HttpResponse:
    """Ask before nobody can answer any more; or drop a round that has not opened."""
    round = queries.get_round_to_steer(request.membership, round_id)
    if request.method == "POST":
        step = actions.close_early if round.opened_at else actions.cancel_round
        step(round=round, by=request.membership)
        messages.success(request, "The round is closed." if round.opened_at else "The round is dropped.")
        return _to_round(request, round_id) if round.opened_at else redirect(_home_of(request, round))
    return render(request, "evaluations/round_close.html", {"round": round, "engagement": round.engagement})


@member_view
@require_POST
def round_remind(request: HttpRequest, round_id) -> HttpResponse:
    """Remind those who have not answered; who they are is told to nobody."""
    round = queries.get_round_to_steer(request.membership, round_id)
    actions.remind_now(round=round, by=request.membership)
    messages.success(request, "Those who have not answered hear from us.")
    return _to_round(request, round_id)


@member_view
@require_POST
def round_anonymity(request: HttpRequest, round_id) -> HttpResponse:
    """Keep answers with names or without, as long as nobody has answered."""
    round = queries.get_round_to_steer(request.membership, round_id)
    actions.change_anonymity(round=round, anonymous=request.POST.get("anonymous") == "yes", by=request.membership)
    messages.success(request, "Saved. The page of the questions says so from now on.")
    return _to_round(request, round_id)


@member_view
@require_http_methods(["GET", "POST"])
def request_withdraw(request: HttpRequest, request_id) -> HttpResponse:
    """Ask before somebody is asked no more."""
    asked = queries.get_request_to_withdraw(request.membership, request_id)
    if request.method == "POST":
        actions.withdraw_request(request=asked, by=request.membership)
        messages.success(request, f"{asked.name} is asked no more.")
        return _to_round(request, asked.round_id)
    return render(request, "evaluations/round_withdraw.html", {"asked": asked, "round": asked.round})


@member_view
@require_http_methods(["GET", "POST"])
def guest_invite(request: HttpRequest, round_id) -> HttpResponse:
    """Ask people outside."""
    round = queries.get_round_to_invite(request.membership, round_id)
    form = GuestsForm(request.POST or None, about_a_person=queries.is_about_a_person(round))
    if request.method == "POST" and form.is_valid() and _done(form, actions.invite_guests, request, round=round):
        messages.success(request, "They get a mail with their link. Answers to it reach you.")
        return redirect(_home_of(request, round))
    context = {"form": form, "round": round, "engagement": round.engagement, "is_open": round.closed_at is None}
    return render_form(request, "evaluations/guest_invite.html", {**context, "back": _home_of(request, round)})


def _to_round(request: HttpRequest, round_id) -> HttpResponse:
    return redirect(organization_url(request, "evaluations:round-manage", round_id=round_id))


def _home_of(request: HttpRequest, round) -> str:
    """The page of the engagement that this person has: of those who take part, or of those who run the program."""
    if queries.place_in(request.membership, round.engagement_id):
        return organization_url(request, round.engagement.words.detail, engagement_id=round.engagement_id)
    return organization_url(request, "evaluations:plan-list", program_id=round.engagement.program_id)
