"""Pages that show notes."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from programs.engagements.queries import get_engagement_for
from programs.notes.actions import record_accesses
from programs.notes.permissions import can_write_note
from programs.notes.queries import notes_of


@member_view
@require_http_methods(["GET"])
def note_list(request, engagement_id):
    """The notes of an engagement that one may read."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_write_note(place, engagement):
        raise NotAllowed("Notes are read by the people who sit in the sessions.")
    notes = record_accesses(notes=notes_of(engagement, place), reader=place.membership)
    context = {"engagement": engagement, "place": place, "notes": notes}
    return render(request, "notes/note_list.html", context)
