"""Where pages of notes come from and go to."""

from django.shortcuts import redirect

from portal.errors import DomainError
from portal.ui.nav import find_url, organization_url
from programs.covenant.actions import check_covenant


def posted(request):
    """What was sent, or None where a form is only shown."""
    return request.POST if request.method == "POST" else None


def session_href(request, session) -> str:
    return organization_url(request, "scheduling:session-detail", session_id=session.pk)


def to_session(request, session):
    return redirect(session_href(request, session))


def to_notes(request, engagement):
    return redirect(organization_url(request, "notes:note-list", engagement_id=engagement.pk))


def to_where_it_stands(request, note):
    """The page on which one reads the note: its session's, or the list."""
    return to_session(request, note.session) if note.session else to_notes(request, note.engagement)


def sharing(request, engagement, place) -> dict:
    """Why nothing can be shared here yet, in the words of the action that would refuse it, and where to sign."""
    href = find_url(request, "covenant:covenant-detail", engagement_id=engagement.pk)
    try:
        check_covenant(engagement=engagement, by=place)
    except DomainError as refusal:
        return {"closed_why": refusal.message, "covenant_href": href}
    return {"closed_why": "", "covenant_href": href}
