"""The page of a write-up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.nav import organization_url
from programs.covenant.queries import standing_of
from programs.engagements.queries import people_of
from programs.notes import actions
from programs.notes.forms import PRIVATE, SHARED, Sheet, WriteUpForm, fill
from programs.notes.parts import parts_for
from programs.notes.permissions import can_write_up
from programs.notes.queries import Scope, here_of
from programs.notes.views.beside import beside
from programs.notes.views.drafting import draft_context, opened, refused, typed_in
from programs.notes.views.ways import session_href, to_session
from programs.scheduling.panels import agenda_panels_for
from programs.scheduling.permissions import sits_in_sessions
from programs.scheduling.queries import get_session_for

NOT_YOURS = "A session is written up by the person who leads it, once it has begun and unless it was cancelled."


@member_view
@require_http_methods(["GET", "POST"])
def session_write_up(request, session_id) -> HttpResponse:
    """Say what became of a session: who came, the notes of it, and what was agreed and measured."""
    session, place = get_session_for(request.membership, session_id)
    if not can_write_up(place, session):
        return _not_now(request, session, place)
    draft = opened(place, form="write-up", session=session)
    covenant = _covenant(request, session, place)
    sheet = _sheet(typed_in(request, draft["kept"]), session, place, signed=not covenant["unsigned"])
    which = {"draft": draft["which"], "session": session}
    if sheet.form.is_bound and sheet.is_valid() and sheet.save(actions.write_up_session, by=place, **which):
        messages.success(request, _saved(sheet.form.cleaned_data))
        return to_session(request, session)
    kept_at = draft_context(request, place, draft["kept"], "notes:session-write-up-draft", session_id=session.pk)
    context = {**_context(session, place), **covenant, **kept_at, "sheet": sheet, "form": sheet.form}
    return render(request, "notes/session_write_up.html", context, status=422 if sheet.was_refused else 200)


def _sheet(typed, session, place, *, signed: bool) -> Sheet:
    form = WriteUpForm(typed.values if typed.sent else None, session=session, signed=signed)
    return Sheet(fill(form, typed), parts_for(typed, session, place))


def _not_now(request, session, place) -> HttpResponse:
    """Cancelled meanwhile, or never theirs: who had written something gets it back."""
    if request.method == "POST" and place.leads:
        return refused(request, NotAllowed(NOT_YOURS), session_href(request, session), session.engagement)
    raise NotAllowed(NOT_YOURS)


def _saved(values: dict) -> str:
    if values["shared"].strip() and not values.get("shared_later"):
        return "Saved. The shared note can be read by everybody in the session."
    return "Saved. Your notes can be read by you alone."


def _covenant(request, session, place) -> dict:
    """Whether a note can be shared here yet, who has still to sign, and where."""
    standing = standing_of(session.engagement)
    mine = standing.in_force is not None and (standing.proposed is not None or place.pk in standing.signed)
    try:
        href = organization_url(request, "covenant:covenant-detail", engagement_id=session.engagement_id)
    except NoReverseMatch:
        href = ""
    waiting = [person.name for person in standing.waiting]
    return {"unsigned": not mine, "waiting": waiting, "covenant_href": href}


def _context(session, place) -> dict:
    engagement = session.engagement
    people = people_of(engagement)
    here = here_of(engagement, place, people)
    others = [who for who in people if who.pk != place.pk and sits_in_sessions(who, engagement)]
    return {
        "session": session,
        "agenda_panels": agenda_panels_for(session, place),
        "engagement": engagement,
        "place": place,
        "shared_readers": here.line(Scope(SHARED, place.membership_id)),
        "own_readers": here.line(Scope(PRIVATE, place.membership_id)),
        "shared_with": others[0].name.split()[0] if len(others) == 1 else "everybody here",
        **beside(place, session),
    }
