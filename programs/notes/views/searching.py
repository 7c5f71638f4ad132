"""The page to search. Words go by POST: they are as confidential as what they find, so no address has them."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import render_form
from programs.notes import actions
from programs.notes.forms import SearchForm
from programs.notes.queries import MOST, search_notes
from programs.notes.views.ways import posted


@member_view
@never_cache
@require_http_methods(["GET", "POST"])
def search(request):
    """Look for words in everything that one may read in this organization."""
    form = SearchForm(posted(request), membership=request.membership)
    if not form.is_valid():
        return render_form(request, "notes/search.html", {"form": form})
    results = search_notes(request.membership, **form.wanted)
    actions.record_accesses(notes=results.notes, reader=request.membership)
    return render(request, "notes/search.html", {"form": form, "results": results, "most": MOST})
