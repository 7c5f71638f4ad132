"""Pages to file a note and to change one."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.forms import NoteForm, Sheet, fill
from programs.notes.parts import parts_for
from programs.notes.permissions import can_write_note
from programs.notes.queries import get_note_for, here_of
from programs.notes.views.beside import beside
from programs.notes.views.changing import change_form, change_page, saved_words
from programs.notes.views.drafting import draft_context, opened, typed_in
from programs.notes.views.ways import sharing, to_notes, to_session, to_where_it_stands
from programs.scheduling.queries import get_session_for


@member_view
@require_http_methods(["GET", "POST"])
def note_create(request, engagement_id=None, session_id=None):
    """Write a note on an engagement, or on one of its sessions."""
    engagement, session, place = _where(request, engagement_id, session_id)
    shared = sharing(request, engagement, place)
    initial = {name: request.GET.get(name, "") for name in ("audience", "kind")}
    here, closed = here_of(engagement, place), bool(shared["closed_why"])
    draft = opened(place, form="note", session=session)
    typed = typed_in(request, draft["kept"])
    sent = typed.values if typed.sent else None
    form = NoteForm(sent, here=here, closed=closed, initial={k: v for k, v in initial.items() if v})
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
        **shared,
        **beside(place, session),
        **draft_context(request, place, draft["kept"], "notes:note-create-draft", **ids),
    }
    return render(request, "notes/note_form.html", context, status=422 if sheet.was_refused else 200)


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
    draft = opened(place, form="note", note=note)
    typed = typed_in(request, draft["kept"])
    form = change_form(request, note, place, typed)
    sheet = Sheet(fill(form, typed))
    known = {"draft": draft["which"], "note": note, "by": place}
    saves = form.is_bound and "merge" not in request.POST
    if saves and sheet.is_valid() and sheet.save(actions.change_note, **known):
        messages.success(request, saved_words(request, note, place))
        return to_where_it_stands(request, note)
    kept = draft_context(request, place, draft["kept"], "notes:note-change-draft", note_id=note.pk)
    context = change_page(request, form, note, place) | {"sheet": sheet, **kept}
    return render(request, "notes/note_form.html", context, status=422 if sheet.was_refused else 200)
