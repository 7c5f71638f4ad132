"""Drafts of notes and write-ups: what a form shows when it is opened again, and the addresses that keep it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.decorators import member_view
from portal.errors import DomainError, NotAllowed
from portal.ui.clock import clock_time
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.parts import Typed
from programs.notes.queries import draft_of, get_note_for
from programs.scheduling.queries import get_session_for

NOT_TYPED = {"csrfmiddlewaretoken", "draft-owner", "drop", "add"}
SOMEBODY_ELSE = "Somebody else is signed in by now, so this is not saved. It is kept in this tab, for you alone."


def typed_in(request, kept) -> Typed:
    """What stands in the form: what was sent, or else what was kept.

    Args:
        kept: the draft, or None.
    """
    if request.method == "POST":
        return Typed(request.POST, sent="add" not in request.POST)
    values = QueryDict(mutable=True)
    for name, found in kept.typed.items() if kept else ():
        values.setlist(name, found)
    return Typed(values)


def draft_context(request, place, kept, name: str, **ids) -> dict:
    """For `notes/_draft.html` and the form's own attributes: where it is kept, for whom, and what was kept.

    Args:
        name: of the address that keeps it.
    """
    sign_in = QueryDict(mutable=True)
    sign_in["next"] = request.get_full_path() if request.method == "GET" else request.path
    return {
        "draft_href": organization_url(request, name, **ids),
        "draft_owner": place.membership_id,
        "draft_at": kept.saved_at.isoformat() if kept else "",
        "draft": kept if request.method == "GET" else None,
        "sign_in_href": f"{reverse('account_login')}?{sign_in.urlencode()}",
    }


def opened(place, **which) -> dict:
    """The draft's key and what is kept under it: `which` is form, and session or note."""
    return {"which": which, "kept": draft_of(place, **which)}


@member_view
@require_POST
def write_up_draft(request, session_id) -> HttpResponse:
    """Keep or drop what somebody has typed in a write-up."""
    session, place = get_session_for(request.membership, session_id)
    back = organization_url(request, "notes:session-write-up", session_id=session.pk)
    return _answer(request, place, back, form="write-up", session=session)


@member_view
@require_POST
def note_create_draft(request, engagement_id=None, session_id=None) -> HttpResponse:
    """The same in a new note, of a session or of none."""
    if session_id:
        session, place = get_session_for(request.membership, session_id)
        back = organization_url(request, "notes:note-create", session_id=session.pk)
        return _answer(request, place, back, form="note", session=session)
    engagement, place = get_engagement_for(request.membership, engagement_id)
    back = organization_url(request, "notes:note-create", engagement_id=engagement.pk)
    return _answer(request, place, back, form="note")


@member_view
@require_POST
def note_change_draft(request, note_id) -> HttpResponse:
    """The same in the change of a note."""
    note, place = get_note_for(request.membership, note_id)
    back = organization_url(request, "notes:note-change", note_id=note.pk)
    return _answer(request, place, back, form="note", note=note)


def _answer(request, place, back: str, **which) -> HttpResponse:
    if "drop" in request.POST:
        actions.drop_note_draft(by=place, **which)
        messages.success(request, "Dropped. The form is as it was before.")
        return redirect(back)
    try:
        _check_owner(request, place)
        draft = actions.save_note_draft(by=place, typed=_typed(request), **which)
    except DomainError as error:
        return refused(request, error, back, place.engagement)
    said = f"Draft kept at {clock_time(draft.saved_at, request.user.time_zone)}" if draft else "Nothing to keep yet"
    if _by_itself(request):
        at = {"Draft-At": draft.saved_at.isoformat()} if draft else {}
        return HttpResponse(said, content_type="text/plain; charset=utf-8", headers=at)
    messages.success(request, f"{said}. Only you see it.")
    return redirect(back)


def _typed(request) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}


def _check_owner(request, place) -> None:
    """The form was opened by one person, and another one signed in meanwhile: their draft it is not."""
    if request.POST.get("draft-owner", str(place.membership_id)) != str(place.membership_id):
        raise NotAllowed(SOMEBODY_ELSE)


def _by_itself(request) -> bool:
    """Whether the page's script sent it, which only wants a line to show."""
    return request.headers.get("accept", "").startswith("text/plain")


def refused(request, error: DomainError, back: str, engagement) -> HttpResponse:
    """Why it can't be saved; with all that was typed, so that it can be copied."""
    status = 409 if isinstance(error, NotAllowed) else 422
    if _by_itself(request):
        return HttpResponse(error.message, status=status, content_type="text/plain; charset=utf-8")
    texts = [value for values in _typed(request).values() for value in values if len(value.split()) > 1]
    context = {"message": error.message, "texts": texts, "back": back, "engagement": engagement}
    return render(request, "notes/draft_refused.html", context, status=status)
