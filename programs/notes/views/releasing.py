"""Pages that ask before a note goes to the sponsor, comes back, or loses its text."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from programs.notes import actions
from programs.notes.queries import ERASE, RELEASE, TAKE_BACK, get_note_for, here_of
from programs.notes.views.ways import to_where_it_stands


@member_view
@require_http_methods(["GET", "POST"])
def note_release(request, note_id):
    """Say who will then read it, and release it."""
    note, place = get_note_for(request.membership, note_id)
    if request.method == "POST":
        actions.release_note(note=note, by=place)
        messages.success(request, "Released. The line above the note names the sponsor.")
        return to_where_it_stands(request, note)
    return _ask(request, note, place, RELEASE, "notes/note_release.html")


@member_view
@require_http_methods(["GET", "POST"])
def note_unrelease(request, note_id):
    """Say that it may have been read, and take it back."""
    note, place = get_note_for(request.membership, note_id)
    if request.method == "POST":
        actions.take_back_note(note=note, by=place)
        messages.success(request, "Taken back. The sponsor can’t read it any more.")
        return to_where_it_stands(request, note)
    return _ask(request, note, place, TAKE_BACK, "notes/note_unrelease.html")


@member_view
@require_http_methods(["GET", "POST"])
def note_erase(request, note_id):
    """Say what stays, and remove the text of one's own note."""
    note, place = get_note_for(request.membership, note_id)
    if request.method == "POST":
        actions.erase_note(note=note, by=place)
        messages.success(request, "The text was removed.")
        return to_where_it_stands(request, note)
    return _ask(request, note, place, ERASE, "notes/note_erase.html")


def _ask(request, note, place, step: str, template: str):
    if step not in note.steps:
        raise NotAllowed("This can’t be done with this note now, or it is for somebody else to do.")
    actions.record_accesses(notes=[note], reader=request.membership)
    sponsors = [person.name for person in here_of(note.engagement, place).sponsors]
    context = {"note": note, "engagement": note.engagement, "session": note.session, "place": place}
    return render(request, template, {**context, "sponsors": " and ".join(sponsors)})
