"""Pages to file a note and to change one."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import render_form
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.forms import ChangeNoteForm, NoteForm, Sheet, fill
from programs.notes.parts import parts_for
from programs.notes.permissions import can_change_note, can_write_note
from programs.notes.queries import get_note_for
from programs.notes.views.beside import beside
from programs.notes.views.drafting import draft_context, opened, typed_in
from programs.notes.views.ways import to_notes, to_session
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
    draft = opened(place, form="note", session=session)
    typed = typed_in(request, draft["kept"])
    form = NoteForm(typed.values if typed.sent else None, engagement=engagement, place=place, initial=initial)
    sheet = Sheet(fill(form, typed), parts_for(typed, session, place, note=True))
    known = {"draft": draft["which"], "engagement": engagement, "by": place, "session": session}
    if form.is_bound and sheet.is_valid() and sheet.save(actions.file_note, **known):
        messages.success(request, "Kept. The line above it says who can read it.")
        return to_session(request, session) if session else to_notes(request, engagement)
    ids = {"session_id": session.pk} if session else {"engagement_id": engagement.pk}
    context = {
        "form": form,
        "sheet": sheet,
        "engagement": engagement,
        "session": session,
        "place": place,
        "verb": "Keep this note",
        **beside(place, session),
        **draft_context(request, place, draft["kept"], "notes:note-create-draft", **ids),
    }
    return render(request, "notes/note_form.html", context, status=422 if sheet.was_refused else 200)


@member_view
@require_http_methods(["GET", "POST"])
def note_change(request, note_id):
    """Change a note of one's own; if it was changed elsewhere meanwhile, both texts are shown."""
    note, place = get_note_for(request.membership, note_id)
    if not can_change_note(place, note):
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    initial = {"audience": note.audience, "text": note.text, "version": note.version}
    draft = opened(place, form="note", note=note)
    typed = typed_in(request, draft["kept"])
    sent = typed.values if typed.sent else None
    form = ChangeNoteForm(sent, engagement=note.engagement, place=place, initial=initial)
    sheet = Sheet(fill(form, typed))
    known = {"draft": draft["which"], "note": note, "by": place}
    if form.is_bound and sheet.is_valid() and sheet.save(actions.change_note, **known):
        messages.success(request, "Saved.")
        return to_session(request, note.session) if note.session else to_notes(request, note.engagement)
    context = {
        "form": form,
        "engagement": note.engagement,
        "session": note.session,
        "newer": _newer(request, form, note),
        "sheet": sheet,
        "place": place,
        "verb": "Save",
        **draft_context(request, place, draft["kept"], "notes:note-change-draft", note_id=note.pk),
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
