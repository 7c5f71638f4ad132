"""Ask which time suits, answer, and book the one that does."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import DomainError, NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for
from programs.scheduling import actions
from programs.scheduling.permissions import can_open_poll, can_schedule_session, looks_after_poll, sits_in_sessions
from programs.scheduling.queries import get_option_of, get_poll_for, sitting_people
from programs.scheduling.views import polling


@member_view
@require_http_methods(["GET", "POST"])
def poll_create(request, engagement_id):
    """Choose times to ask about. The button that shows other times sends nothing."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not sits_in_sessions(place, engagement):
        raise Http404
    people = sitting_people(engagement)
    _must_open(place, engagement, len(people))
    form = polling.poll_form(request, engagement, len(people))
    if form.is_valid():
        poll = apply_action(form, actions.open_poll, engagement=engagement, by=place)
        if poll:
            messages.success(request, "Sent. The others are told. Say which of the times suit you, too.")
            return _to(request, poll)
    return render_form(request, "scheduling/poll_create.html", polling.create_page(form, engagement, place, people))


def _must_open(place, engagement, people: int) -> None:
    if not can_schedule_session(place, engagement):
        raise NotAllowed("Sessions here are booked by others, or not any more, so you cannot ask for a time.")
    if not can_open_poll(place, engagement, people):
        raise NotAllowed("A poll is for three people or more. Book a session instead.")


@member_view
@require_http_methods(["GET", "POST"])
def poll_detail(request, poll_id):
    """The times, what everybody said to them, and the viewer's own answer."""
    poll, place, people = get_poll_for(request.membership, poll_id)
    page = polling.PollPage(request, poll, place, people)
    sent = request.method == "POST" and page.form.is_valid()
    if sent and apply_action(page.form, actions.vote, poll=poll, by=place):
        messages.success(request, page.thanks)
        return _to(request, poll)
    return render_form(request, "scheduling/poll_detail.html", page.context())


@member_view
@require_http_methods(["GET", "POST"])
def poll_decide(request, poll_id):
    """Book one of the times; a refusal stands above the times."""
    poll, place, people = get_poll_for(request.membership, poll_id)
    if request.method == "GET":
        return _to(request, poll)
    option = get_option_of(poll, request.POST.get("option", ""))
    try:
        session = actions.decide_poll(poll=poll, option=option, by=place)
    except NotAllowed:
        raise
    except DomainError as error:
        page = polling.PollPage(request, poll, place, people, refusal=error.message, refused=option)
        return render(request, "scheduling/poll_detail.html", page.context(), status=409)
    messages.success(request, "Booked. Everybody in the session is told.")
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))


@member_view
@require_POST
def poll_remind(request, poll_id):
    """Ask those again who have not answered."""
    poll, place, _ = get_poll_for(request.membership, poll_id)
    reminded = actions.remind_poll(poll=poll, by=place)
    messages.success(request, f"Reminded: {reminded} {'person' if reminded == 1 else 'people'}.")
    return _to(request, poll)


@member_view
@require_http_methods(["GET", "POST"])
def poll_drop(request, poll_id):
    """Ask before the question is given up."""
    poll, place, people = get_poll_for(request.membership, poll_id)
    if not looks_after_poll(place, poll):
        raise NotAllowed("This poll is settled already, or others look after it.")
    if request.method == "POST":
        actions.drop_poll(poll=poll, by=place)
        messages.success(request, "Dropped. Nothing is booked, and the others are told.")
        return redirect(organization_url(request, poll.engagement.words.detail, engagement_id=poll.engagement_id))
    others = [person for person in people if person.pk != place.pk]
    return render(request, "scheduling/poll_drop.html", {"poll": poll, "engagement": poll.engagement, "others": others})


def _to(request, poll):
    return redirect(organization_url(request, "scheduling:poll-detail", poll_id=poll.pk))
