"""The page of a person's own journal."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import member_view
from programs.notes.queries import journal_of, note_kinds

NOTES_A_PAGE = 20


@member_view
@require_GET
def journal(request):
    """What this person wrote for themselves, and their insights and reflections."""
    kinds = note_kinds()
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(kinds) else ""
    page = Paginator(journal_of(request.membership, kind), NOTES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notes/journal.html", {"page": page, "kinds": kinds, "kind": kind})
