"""Pages to file a note and to change one."""

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.forms import NoteForm
from programs.notes.permissions import can_write_note
from programs.notes.queries import get_note_for, here_of
from programs.notes.views.changing import change_form, change_page
from programs.notes.views.ways import posted, sharing, to_notes, to_session, to_where_it_stands
from programs.scheduling.queries import get_session_for

SAVED = "Saved."
HIDDEN_AGAIN = "Saved. The sponsor can’t read it any more: the client had released other words."


@member_view
@require_http_methods(["GET", "POST"])
def note_create(request, engagement_id=None, session_id=None):
    """Write a note on an engagement, or on one of its sessions."""
    engagement, session, place = _where(request, engagement_id, session_id)
    shared = sharing(request, engagement, place)
    initial = {name: request.GET.get(name, "") for name in ("audience", "kind")}
    here, closed = here_of(engagement, place), bool(shared["closed_why"])
    form = NoteForm(posted(request), here=here, closed=closed, initial={k: v for k, v in initial.items() if v})
    if form.is_valid() and apply_action(form, actions.file_note, engagement=engagement, session=session, by=place):
        messages.success(request, "Kept. The line above it says who can read it.")
        return to_session(request, session) if session else to_notes(request, engagement)
    context = {"form": form, "engagement": engagement, "session": session, "verb": "Keep this note", **shared}
    return render_form(request, "notes/note_form.html", context)


def _where(request, engagement_id, session_id):
    """Engagement, session (or None) and the writer's place."""
    if session_id:
        session, place = get_session_for(request.membership, session_id)
        engagement = session.engagement
    else:
        session = None
        engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_write_note(place, engagement):
        raise NotAllowed("Notes are written by the people who sit in the sessions.")
    return engagement, session, place


@member_view
@require_http_methods(["GET", "POST"])
def note_change(request, note_id):
    """Change a note; if it was changed elsewhere meanwhile, both texts are shown and can be put together."""
    note, place = get_note_for(request.membership, note_id)
    actions.record_accesses(notes=[note], reader=request.membership)
    form = change_form(request, note, place)
    was_released = note.audience == "sponsor"
    done = (
        "merge" not in request.POST and form.is_valid() and apply_action(form, actions.change_note, note=note, by=place)
    )
    if done:
        hidden = was_released and done.audience != "sponsor" and note.author_member_id != place.membership_id
        messages.success(request, HIDDEN_AGAIN if hidden else SAVED)
        return to_where_it_stands(request, note)
    context = change_page(request, form, note, place)
    return render_form(request, "notes/note_form.html", context)
