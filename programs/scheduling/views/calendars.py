"""Sessions in other calendars: as a file, in a feed, and answered from there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.scheduling import actions
from programs.scheduling.forms_calendar import AnswerForm
from programs.scheduling.ical import file
from programs.scheduling.queries import entry_for, feed_address, get_own_place, get_session_for, own_feed

CALENDAR = "text/calendar; charset=utf-8"


@member_view
@require_GET
def session_file(request, session_id):
    """The session as a file to take into any calendar."""
    session, _ = get_session_for(request.membership, session_id)
    place = get_own_place(session, request.membership)
    headers = {"Content-Disposition": 'attachment; filename="session.ics"'}
    return HttpResponse(file(entry_for(place, timezone.now())), content_type=CALENDAR, headers=headers)


@member_view
@require_http_methods(["GET", "POST"])
def session_answer(request, session_id):
    """Bring the answer that a calendar saved as a file, since the portal reads no mails."""
    session, place = get_session_for(request.membership, session_id)
    get_own_place(session, request.membership)
    form = AnswerForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid() and apply_action(form, actions.answer_from_calendar, session=session, by=place) is not None:
        coming = form.cleaned_data["answer"].partstat == "ACCEPTED"
        messages.success(request, "You are coming." if coming else "The others see that you can’t come.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
    context = {"form": form, "session": session, "engagement": session.engagement}
    return render_form(request, "scheduling/session_answer.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def calendar_feed(request):
    """The secret address at which other calendars read the person's sessions; it is made when they ask for it."""
    if request.method == "POST":
        actions.make_feed(by=request.membership)
        return redirect(organization_url(request, "scheduling:calendar-feed"))
    feed = own_feed(request.user)
    context = {"feed": feed, "address": feed_address(feed) if feed else ""}
    return render(request, "scheduling/calendar_feed.html", context)


@member_view
@require_POST
def feed_replace(request):
    """Give the feed another address."""
    actions.replace_feed(by=request.membership)
    messages.success(request, "Replaced. The old address shows nothing any more; give the new one to your calendars.")
    return redirect(organization_url(request, "scheduling:calendar-feed"))
