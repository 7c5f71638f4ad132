"""Pages that ask before what somebody wrote is erased."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import administrator_view, member_view
from accounts.queries import get_person
from portal.ui.forms import render_form
from portal.ui.nav import organization_url
from programs.notes import actions
from programs.notes.forms import EraseForm
from programs.notes.views.ways import posted


@administrator_view
@require_http_methods(["GET", "POST"])
def person_erase(request, membership_id):
    """Say what goes and what stays, then erase what somebody wrote who has left for good."""
    person, form = get_person(membership_id), EraseForm(posted(request))
    if not form.is_valid():
        return render_form(request, "notes/person_erase.html", {"person": person, "form": form})
    gone = actions.erase_person(membership=person, by=request.membership)
    messages.success(request, f"What {person.name} wrote here is erased: {_texts(gone)}.")
    return redirect(organization_url(request, "accounts:people"))


@member_view
@require_http_methods(["GET", "POST"])
def my_data_erase(request):
    """The same for oneself."""
    form = EraseForm(posted(request))
    if not form.is_valid():
        return render_form(request, "notes/my_data_erase.html", {"form": form})
    gone = actions.erase_own_words(by=request.membership)
    messages.success(request, f"What you wrote here is erased: {_texts(gone)}.")
    return redirect(organization_url(request, "notes:my-data"))


def _texts(number: int) -> str:
    return "one text" if number == 1 else f"{number} texts"
