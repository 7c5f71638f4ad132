"""Calendars of other providers that say when the person is busy. They are the person's in all their organizations."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.scheduling import actions
from programs.scheduling.forms_busy import CalendarForm
from programs.scheduling.limits import MOST_CALENDARS
from programs.scheduling.queries import calendars_of, get_calendar_of

PAGE = "scheduling:calendars"


@member_view
@require_http_methods(["GET", "POST"])
def busy_calendars(request):
    """Which calendars are read, how that went, and a form for another one."""
    form = CalendarForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply_action(form, actions.subscribe_calendar, by=request.membership):
        messages.success(request, "Subscribed. Its busy times count as soon as it was read.")
        return redirect(organization_url(request, PAGE))
    mine = calendars_of(request.user, timezone.now())
    context = {
        "form": form,
        "calendars": mine,
        "is_waiting": any(one.is_waiting for one in mine),
        "is_full": len(mine) >= MOST_CALENDARS,
        "most": MOST_CALENDARS,
    }
    return render_form(request, "scheduling/calendars.html", context)


@member_view
@require_POST
def calendar_read(request, calendar_id):
    """Read it now, and not when its time has come."""
    actions.read_again(calendar=get_calendar_of(request.user, calendar_id), by=request.membership)
    return redirect(organization_url(request, PAGE))


@member_view
@require_http_methods(["GET", "POST"])
def calendar_remove(request, calendar_id):
    """Forget a calendar, after asking."""
    calendar = get_calendar_of(request.user, calendar_id)
    if request.method == "POST":
        actions.unsubscribe_calendar(calendar=calendar, by=request.membership)
        messages.success(request, "Removed. Nothing of this calendar is kept.")
        return redirect(organization_url(request, PAGE))
    return render(request, "scheduling/calendar_remove.html", {"calendar": calendar})
