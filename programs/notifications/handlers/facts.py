"""The plain facts that go into a notification."""

from programs.engagements.models import Engagement
from programs.scheduling.models import Session


def about_engagement(engagement: Engagement) -> dict:
    """Title, kind and id."""
    return {"title": engagement.title, "kind": engagement.program.kind, "engagement_id": str(engagement.pk)}


def about_session(session: Session) -> dict:
    """The same, with the time as it is now; never the session's title, topics or reasons."""
    return {
        **about_engagement(session.engagement),
        "session_id": str(session.pk),
        "sequence": session.sequence,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "zone": str(session.time_zone),
    }
