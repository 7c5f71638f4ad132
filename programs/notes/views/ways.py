"""Where pages of notes come from and go to."""

from django.shortcuts import redirect

from portal.ui.nav import organization_url


def session_href(request, session) -> str:
    return organization_url(request, "scheduling:session-detail", session_id=session.pk)


def to_session(request, session):
    return redirect(session_href(request, session))


def to_notes(request, engagement):
    return redirect(organization_url(request, "notes:note-list", engagement_id=engagement.pk))
