"""Pages that show notes."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui import clock
from programs.engagements.queries import get_engagement_for
from programs.notes.actions import record_accesses
from programs.notes.forms import NoteFilterForm
from programs.notes.permissions import can_read_notes, can_write_note
from programs.notes.queries import (
    COMPARE,
    get_note_for,
    here_of,
    readable_notes,
    sessions_with_notes,
    texts_of,
    versions_of,
    who_writes,
    with_readers,
)

NOTES_ON_A_PAGE = 20
TEXTS_ON_A_PAGE = 10


@member_view
@require_GET
def note_list(request, engagement_id):
    """The notes of an engagement that one may read, by kind and session."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_read_notes(place, engagement):
        raise NotAllowed("Notes are read by the people who sit in the sessions.")
    form = NoteFilterForm(request.GET, sessions=_sessions(request, engagement, place))
    chosen = form.chosen()
    here = here_of(engagement, place)
    pages = Paginator(readable_notes(engagement, place, here.own).filter(**chosen), NOTES_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    page.object_list = record_accesses(notes=with_readers(page.object_list, here), reader=place.membership)
    context = {"engagement": engagement, "place": place, "page": page, "form": form, "filtered": bool(chosen)}
    context["may_write"] = can_write_note(place, engagement)
    return render(request, "notes/note_list.html", context)


def _sessions(request, engagement, place) -> list[tuple[str, str]]:
    zone = request.user.time_zone
    rows = sessions_with_notes(engagement, place)
    return [(str(row.pk), f"{clock.short_day(row.starts_at, zone)}, {row.starts_at.year}") for row in rows]


@member_view
@require_GET
def note_versions(request, note_id):
    """What a note said before, with what changed from one text to the next."""
    note, place = get_note_for(request.membership, note_id)
    if COMPARE not in note.steps:
        raise NotAllowed("There is nothing else that this note said before, or it is not for you to read.")
    record_accesses(notes=[note], reader=place.membership)
    pages = Paginator(versions_of(note), TEXTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = list(versions_of(note)[page.start_index() - 1 : page.end_index() + 1] if page.object_list else [])
    shown, before = rows[: len(page.object_list)], next(iter(rows[len(page.object_list) :]), None)
    texts = texts_of(note, shown, before, newest=page.number == 1)
    context = {"note": note, "engagement": note.engagement, "session": note.session, "page": page, "texts": texts}
    return render(request, "notes/note_versions.html", context)


@member_view
@require_GET
def note_presence(request, note_id):
    """The part of the form that says who else writes in the note now."""
    note, place = get_note_for(request.membership, note_id)
    return render(request, "notes/_presence.html", {"note": note, "writers": who_writes(note, place)})
