"""Where pages of notes come from and go to."""

from django.shortcuts import redirect

from portal.ui.nav import organization_url


def posted(request):
    return request.POST if request.method == "POST" else None


def to_session(request, session):
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))


def to_notes(request, engagement):
    return redirect(organization_url(request, "notes:note-list", engagement_id=engagement.pk))
