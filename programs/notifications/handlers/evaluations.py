"""Somebody is asked to answer, or has not answered yet. People outside get their mails from the room itself."""

from portal.outbox.registry import handles
from programs.evaluations.events import RequestAsked, RequestReminded
from programs.evaluations.models import Request, Stage
from programs.notifications.actions import tell
from programs.notifications.facts import about_request
from programs.notifications.queries import find_request

KINDS = {
    Stage.BASELINE: "request-before",
    Stage.SESSION: "request-underway",
    Stage.MIDDLE: "request-underway",
}


@handles(RequestAsked)
def on_request_asked(event: RequestAsked) -> None:
    """Tell the person. Who gives feedback about somebody else hears their name, not what they take part in."""
    request = find_request(event.subject_id)
    if request is None:
        return
    wanted = "feedback-wanted" if request.round.plan_id else "feedback-asked"
    own = "request-asked" if request.round.subject_id else KINDS.get(Stage(request.round.stage), "request-asked")
    _tell(request, own, wanted)


@handles(RequestReminded)
def on_request_reminded(event: RequestReminded) -> None:
    """Remind the person, and nobody else hears of it."""
    request = find_request(event.subject_id)
    if request is not None and request.round.closed_at is None:
        _tell(request, "request-reminder", "feedback-reminder", part=f":{event.asked_at.isoformat()}")


def _tell(request: Request, kind: str, feedback: str, part: str = "") -> None:
    if request.answered_on or request.respondent_id is None:
        return
    about_another, facts = about_request(request)
    tell(
        kind=feedback if about_another else kind,
        key=f"{request.pk}{part}",
        subject_id=request.pk,
        people=[request.respondent_id],
        facts=facts,
    )
