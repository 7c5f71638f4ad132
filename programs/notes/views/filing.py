"""Pages to file a note and to change one."""

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.forms import ChangeNoteForm, NoteForm
from programs.notes.permissions import can_change_note, can_write_note
from programs.notes.queries import get_note_for
from programs.notes.views.ways import posted, to_notes, to_session
from programs.scheduling.queries import get_session_for


@member_view
@require_http_methods(["GET", "POST"])
def note_create(request, engagement_id=None, session_id=None):
    """Write a note on an engagement, or on one of its sessions."""
    session = None
    if session_id:
        session, place = get_session_for(request.membership, session_id)
        engagement = session.engagement
    else:
        engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_write_note(place, engagement):
        raise NotAllowed("Notes are written by the people who sit in the sessions.")
    initial = {"audience": request.GET.get("audience", "")}
    form = NoteForm(posted(request), engagement=engagement, place=place, initial=initial)
    if form.is_valid() and apply_action(form, actions.file_note, engagement=engagement, session=session, by=place):
        messages.success(request, "Kept. The line above it says who can read it.")
        return to_session(request, session) if session else to_notes(request, engagement)
    context = {"form": form, "engagement": engagement, "session": session, "verb": "Keep this note"}
    return render_form(request, "notes/note_form.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def note_change(request, note_id):
    """Change a note of one's own; if it was changed elsewhere meanwhile, both texts are shown."""
    note, place = get_note_for(request.membership, note_id)
    if not can_change_note(place, note):
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    actions.record_accesses(notes=[note], reader=request.membership)
    initial = {"audience": note.audience, "text": note.text, "version": note.version}
    form = ChangeNoteForm(posted(request), engagement=note.engagement, place=place, initial=initial)
    if form.is_valid() and apply_action(form, actions.change_note, note=note, by=place):
        messages.success(request, "Saved.")
        return to_session(request, note.session) if note.session else to_notes(request, note.engagement)
    context = {
        "form": form,
        "engagement": note.engagement,
        "session": note.session,
        "newer": _newer(request, form, note),
        "verb": "Save",
    }
    return render_form(request, "notes/note_form.html", context)


def _newer(request, form, note):
    """After a conflict: the note as it was saved elsewhere. Saving once more is then meant for that version."""
    if not form.is_bound:
        return None
    fresh, _ = get_note_for(request.membership, note.pk)
    if fresh.changed_at is None or form.data.get("version") == str(fresh.version):
        return None  # nobody changed it meanwhile
    form.data = form.data.copy()
    form.data["version"] = str(fresh.version)
    return fresh
