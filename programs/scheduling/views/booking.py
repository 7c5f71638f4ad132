"""Choose a time: book a session, or move one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.kinds import WORDS
from programs.engagements.queries import get_engagement_for, people_of
from programs.scheduling import actions
from programs.scheduling.booking import why_not_book
from programs.scheduling.forms import BookForm, MoveForm, asked_again, posted
from programs.scheduling.forms_scope import asked_scope
from programs.scheduling.permissions import (
    can_change_session,
    can_open_poll,
    needs_yes,
    whose_yes,
)
from programs.scheduling.queries import firm_people, get_session_for, place_in_series, places_of
from programs.scheduling.roles import YIELDING_ROLES
from programs.scheduling.rules import note_for
from programs.scheduling.views.choosing import choosing


@member_view
@require_http_methods(["GET", "POST"])
def session_create(request, engagement_id):
    """Book a session for everybody in the engagement, at a time at which all are free."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if why := why_not_book(place, engagement):
        raise NotAllowed(why)
    book = WORDS[engagement.program.kind].book
    if request.resolver_match.view_name != book:  # a kind may have a page of its own, which knows more
        return redirect(organization_url(request, book, engagement_id=engagement.pk))
    people = firm_people(engagement)
    form = BookForm(posted(request), zone=request.user.time_zone, initial=asked_again(request, engagement.program))
    if form.is_valid() and (done := _book(request, form, engagement, place, people)):
        return done
    context = {
        "form": form,
        "engagement": engagement,
        "place": place,
        "note": note_for(engagement),
        "may_ask": can_open_poll(place, engagement, len(people)),
        **choosing(request, form, place, people, usual=engagement.program.session_minutes),
    }
    return render_form(request, "scheduling/session_create.html", context)


def _book(request, form, engagement, place, people):
    """The answer when it is booked or asked for; None when the form has the refusal."""
    if request.POST.get("ask"):
        return _ask(request, form, engagement=engagement, by=place)
    heeding = _heeds(request, place, people)
    session = apply_action(form, actions.schedule_session, engagement=engagement, by=place, heeding=heeding)
    if session is None:
        return None
    messages.success(request, "Booked. The others in the session are told.")
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))


def _heeds(request, place, people) -> bool:
    """Whether other people's hours count: always where there is somebody to ask, else until they are overruled."""
    return bool(whose_yes(place, people)) or not request.POST.get("anyway")


def _ask(request, form, **kwargs):
    """Propose the one time that the form has, instead of booking it."""
    form.cleaned_data["starts"] = [form.cleaned_data.pop("starts_at")]
    proposal = apply_action(form, actions.propose_times, **kwargs)
    if proposal is None:
        return None
    messages.success(request, "Asked. The time is held until there is an answer.")
    return redirect(organization_url(request, "scheduling:proposal-detail", proposal_id=proposal.pk))


@member_view
@require_http_methods(["GET", "POST"])
def session_move(request, session_id):
    """Give a session another time; shortly before it, ask for one."""
    session, place = get_session_for(request.membership, session_id)
    if not can_change_session(place, session):
        raise NotAllowed("This session cannot be moved by you, or not any more.")
    people = [row.participation for row in places_of(session)]
    firm = [person for person in people if person.role not in YIELDING_ROLES]
    late = needs_yes(place, session, people, timezone.now())
    zone, in_series = request.user.time_zone, place_in_series(session)
    form = MoveForm(posted(request), zone=zone, initial=_as_it_is(request, session), in_series=in_series)
    if form.is_valid() and (done := _move(request, form, session, place, firm, late)):
        return done
    context = {
        "form": form,
        "session": session,
        "engagement": session.engagement,
        "place": place,
        "reading": reading_of(place),
        "people": people_of(session.engagement),
        "late": late,
        **choosing(request, form, place, firm, usual=session.minutes, leaving_out=[session.pk]),
    }
    return render_form(request, "scheduling/session_move.html", context)


def _move(request, form, session, place, people, late: bool):
    if form.means_several:
        return _move_several(request, form, session, place)
    values = form.cleaned_data
    values.pop("scope", None)
    same_time = (values["starts_at"], values["minutes"]) == (session.starts_at, session.minutes)
    if request.POST.get("ask") or (late and not same_time):
        return _ask(request, form, engagement=session.engagement, moves=session, by=place)
    heeding = _heeds(request, place, people)
    if not apply_action(form, actions.move_session, session=session, by=place, heeding=heeding):
        return None
    messages.success(request, "Saved. The others in the session are told.")
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))


def _move_several(request, form, session, place):
    """Other times for more than one session of a series. Nobody is asked for so many at once."""
    if request.POST.get("ask"):
        form.add_error("scope", "Another time is proposed for one session. Choose “Only this one”, or move them.")
        return None
    heeding = not request.POST.get("anyway")
    number = apply_action(form, actions.move_sessions_of_series, session=session, by=place, heeding=heeding)
    if number is None:
        return None
    messages.success(request, f"Saved for {number} sessions. The others in them are told once.")
    return redirect(organization_url(request, "scheduling:series-detail", series_id=session.series_id))


def _as_it_is(request, session) -> dict:
    starts_at = session.starts_at.astimezone(request.user.time_zone)
    return {
        "date": starts_at.date(),
        "starts_at": starts_at.time(),
        "minutes": session.minutes,
        "place": session.place,
        "join_url": session.join_url,
        **asked_scope(request),
        **asked_again(request),
    }
