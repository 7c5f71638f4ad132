"""The plain facts that go into a notification."""

from collections.abc import Sequence

from programs.engagements.models import Engagement
from programs.evaluations.models import Request
from programs.evaluations.queries import is_about_a_person
from programs.scheduling.models import Session
from programs.scheduling.recurrence import rule_words


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


def about_series(sessions: Sequence[Session]) -> dict:
    """Several sessions of one series: how many, the rule that they came from (in English, and as it is
    stored, for other languages), the first and the last time."""
    first, last = sessions[0], sessions[-1]
    rule = rule_words(first.series.rule)
    return {
        **about_engagement(first.engagement),
        "series_id": str(first.series_id),
        "versions": {str(session.pk): session.sequence for session in sessions},
        "session_ids": [str(session.pk) for session in sessions],
        "count": len(sessions),
        "rule": rule[0].lower() + rule[1:],
        "rrule": first.series.rule,
        "starts_at": first.starts_at.isoformat(),
        "ends_at": first.ends_at.isoformat(),
        "last": last.starts_at.isoformat(),
        "zone": str(first.time_zone),
    }


def about_request(request: Request) -> tuple[bool, dict]:
    """Whether somebody is asked about another person, and the facts. Then they hear that person's name, and not what
    that person takes part in."""
    round = request.round
    facts = {"request_id": str(request.pk), "until": round.closes_at.isoformat()}
    subject = round.subject
    if subject and is_about_a_person(round) and subject.membership_id != request.respondent_id:
        return True, {**facts, "by": str(subject.membership_id)}
    return False, facts | about_engagement(round.engagement)
