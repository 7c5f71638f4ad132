"""Somebody is asked to answer."""

from portal.outbox.registry import handles
from programs.evaluations.events import RequestAsked
from programs.evaluations.queries import is_about_a_person
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import find_request


@handles(RequestAsked)
def on_request_asked(event: RequestAsked) -> None:
    """Tell the person. Who gives feedback about somebody else hears their name, not what they take part in."""
    request = find_request(event.subject_id)
    if request is None or request.answered_on:
        return
    subject = request.round.subject
    facts = {"request_id": str(request.pk), "until": request.round.closes_at.isoformat()}
    about_another = subject and is_about_a_person(request.round) and subject.membership_id != request.respondent_id
    if about_another:
        facts["by"] = str(subject.membership_id)
    else:
        facts |= about_engagement(request.round.engagement)
    tell(
        kind="feedback-asked" if about_another else "request-asked",
        key=f"{request.pk}",
        subject_id=request.pk,
        people=[request.respondent_id],
        facts=facts,
    )
