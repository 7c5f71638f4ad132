"""The page of a write-up."""

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from programs.notes import actions
from programs.notes.forms import PRIVATE, SHARED, WriteUpForm
from programs.notes.permissions import can_write_up
from programs.notes.queries import readers_of
from programs.notes.views.ways import posted, to_session
from programs.scheduling.panels import agenda_panels_for
from programs.scheduling.queries import get_session_for, topics_of


@member_view
@require_http_methods(["GET", "POST"])
def session_write_up(request, session_id):
    """Say what became of a session: who came, and the notes of it."""
    session, place = get_session_for(request.membership, session_id)
    if not can_write_up(place, session):
        raise NotAllowed("A session is written up by the person who leads it, once it has begun.")
    form = WriteUpForm(posted(request), session=session)
    if form.is_valid() and apply_action(form, actions.write_up_session, session=session, by=place):
        messages.success(request, "Saved. The shared note can be read by everybody in the session.")
        return to_session(request, session)
    context = {
        "form": form,
        "session": session,
        "engagement": session.engagement,
        "topics": topics_of(session, place),
        "agenda_panels": agenda_panels_for(session, place),
        "shared_readers": readers_of(session.engagement, SHARED, place),
        "own_readers": readers_of(session.engagement, PRIVATE, place),
    }
    return render_form(request, "notes/session_write_up.html", context)
