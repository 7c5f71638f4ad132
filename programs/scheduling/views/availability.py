"""When I am free: the week, the wishes and the dates of their own. The same in all organizations of the person."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import PortalForm, apply_action, render_form
from portal.ui.nav import organization_url
from programs.scheduling import actions
from programs.scheduling.forms_affected import AnswersForm, read_id
from programs.scheduling.forms_hours import AvailabilityForm, DayForm, DaysOffForm, RemoveDayForm, TypedDay
from programs.scheduling.queries import own_days, planned_everywhere, wishes_of

PAGE, DAYS = "scheduling:availability", "scheduling:availability-days"


@member_view
@require_http_methods(["GET", "POST"])
def availability(request):
    """The week at one look, and everything that others may book by."""
    wishes = wishes_of(request.user)
    form = AvailabilityForm(request.POST if request.method == "POST" else None, wishes=wishes)
    copied = "copy" in request.POST
    if copied:
        form = AvailabilityForm(wishes=wishes, typed=form.with_monday_copied())
    saved, asked = _change(request, form, actions.set_availability)
    if saved:
        return _saved(request, saved, PAGE, "Saved. This is when others can book you, in all your organizations.")
    context = {
        "form": form,
        "asked": asked,
        "copied": copied,
        "wishes": wishes,
        "days": own_days(request.user, wishes.today),
        "to_move": _to_move(request),
    }
    return render_form(request, "scheduling/availability.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def availability_days(request):
    """Days off, and dates with other hours than their weekday's."""
    wishes = wishes_of(request.user)
    forms = _day_forms(request, wishes)
    asked, step = None, request.POST.get("step", "")
    if step in STEPS:
        action, told = STEPS[step]
        saved, asked = _change(request, forms[step], action)
        if saved:
            return _saved(request, saved, DAYS, told)
    context = {
        **forms,
        "asked": asked,
        "step": step,
        "wishes": wishes,
        "days": own_days(request.user, wishes.today),
        "to_move": _to_move(request),
    }
    return render_form(request, "scheduling/availability_days.html", context)


STEPS = {  # name of the form on the page: the action, and what it says afterwards
    "days_off": (actions.take_days_off, "Saved. Nobody can book you on these days."),
    "own_hours": (actions.set_day, "Saved. That day has its own hours now."),
    "removal": (actions.remove_day, "Removed. Your usual week counts again."),
}


def _day_forms(request: HttpRequest, wishes) -> dict[str, PortalForm]:
    """Each form of the page; only the one that was sent is checked."""

    def sent(step: str):
        return request.POST if request.POST.get("step") == step else None

    usual = TypedDay.of(wishes.hours.get(wishes.today.weekday()) or ())
    return {
        "days_off": DaysOffForm(sent("days_off")),
        "own_hours": DayForm(sent("own_hours"), initial={"stretches": TypedDay(on=True, pairs=usual.pairs)}),
        "removal": RemoveDayForm(sent("removal")),
    }


def _change(request: HttpRequest, form: PortalForm, step: Callable):
    """Take the step of a valid form: what came of it, or the form that asks about sessions, or neither."""
    if not form.is_valid():
        return None, None
    answers = AnswersForm(request.POST)
    said = {"answers": answers.answers, "message": request.POST.get("message", "")}
    try:
        return apply_action(form, actions.change_hours, step=step, by=request.membership, **said), None
    except actions.SessionsAffected as question:
        return None, AnswersForm(request.POST, question.affected)


def _saved(request: HttpRequest, settled, page: str, told: str) -> HttpResponse:
    """Say what came of it, and go on to the page with the sessions for which the person wants new times."""
    if settled.cancelled:
        told += f" You cancelled {_sessions(settled.cancelled)}, and the others are told."
    if settled.away:
        told += f" You are not coming to {_sessions(settled.away)}."
    messages.success(request, told)
    for refusal in settled.refusals:
        messages.warning(request, refusal)
    query = f"?{urlencode([('move', pk) for pk in settled.to_move])}" if settled.to_move else ""
    return redirect(organization_url(request, page) + query)


def _sessions(number: int) -> str:
    return "one session" if number == 1 else f"{number} sessions"


def _to_move(request: HttpRequest) -> Sequence:
    """The sessions for which the person has just said that they want to propose new times."""
    wanted = list(filter(None, map(read_id, request.GET.getlist("move"))))
    return planned_everywhere(request.user, timezone.now(), only=wanted) if wanted else []
