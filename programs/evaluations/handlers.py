"""What the room does when something happens in a program or an engagement, and the mails to people outside."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.email import send
from portal.outbox.registry import handles
from portal.ui import clock
from programs.engagements.events import EngagementEvaluating, EngagementStarted, ProgramCreated
from programs.evaluations.actions import (
    join_rounds,
    make_default_plans,
    plan_end_round,
    plan_session_rounds,
    plan_start_rounds,
)
from programs.evaluations.events import RequestAsked, RequestReminded, RoundClosed
from programs.evaluations.links import guest_token
from programs.evaluations.models import Request
from programs.evaluations.queries import find_guest_request, is_about_a_person, program_of_round
from programs.scheduling.events import SessionCompleted


@handles(ProgramCreated)
def on_program_created(event: ProgramCreated) -> None:
    """Write down what a program of its kind asks by itself, to be changed by those who run it."""
    make_default_plans(program_id=event.subject_id)


@handles(EngagementStarted)
def on_engagement_started(event: EngagementStarted) -> None:
    """Ask how it stands before."""
    plan_start_rounds(engagement_id=event.subject_id)


@handles(SessionCompleted)
def on_session_completed(event: SessionCompleted) -> None:
    """Ask how the session was."""
    plan_session_rounds(session_id=event.subject_id)


@handles(EngagementEvaluating)
def on_engagement_evaluating(event: EngagementEvaluating) -> None:
    """Ask how it was."""
    plan_end_round(engagement_id=event.subject_id)


@handles(RoundClosed)
def on_round_closed(event: RoundClosed) -> None:
    """Let the answers count for the program, once enough people stand behind them."""
    program_id = program_of_round(event.subject_id)
    if program_id is not None:
        join_rounds(program_id=program_id)


@handles(RequestAsked)
def on_guest_asked(event: RequestAsked) -> None:
    """Mail the link to somebody outside."""
    request = find_guest_request(event.subject_id)
    if request:
        _mail(request, message_id=f"request-{request.pk}")


@handles(RequestReminded)
def on_guest_reminded(event: RequestReminded) -> None:
    """The same once more, to who has not answered by now."""
    request = find_guest_request(event.subject_id)
    if request:
        _mail(request, message_id=f"request-{request.pk}-{event.asked_at:%Y%m%d}", again=True)


def _mail(request: Request, *, message_id: str, again: bool = False) -> None:
    round, organization = request.round, request.organization
    if request.answered_on or round.closed_at or round.closes_at <= timezone.now():
        return
    path = reverse("guest-answer", kwargs={"token": guest_token(request.pk, organization.pk)})
    send(
        to=request.guest_email,
        template="evaluations/guest",
        context={
            "organization": organization,
            "name": request.guest_name,
            "asker": request.asked_by.name if request.asked_by else organization.name,
            "subject": round.subject.name if is_about_a_person(round) and round.subject else "",
            "own": bool(round.subject and request.asked_by and round.subject.membership_id == request.asked_by.pk),
            "until": clock.day(round.closes_at, organization.time_zone),
            "again": again,
            "address": settings.SITE_URL + path,
            "button_text": "See the questions",
        },
        message_id=message_id,
        reply_to=request.asked_by.user.email if request.asked_by else "",
    )
