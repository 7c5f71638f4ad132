"""Questions that close soon, for those who have lead times of their own; for all others the round itself reminds."""

from collections.abc import Iterable

from programs.engagements.reminders import Reminder
from programs.evaluations.models import Request
from programs.evaluations.queries import requests_that_count
from programs.notifications.facts import about_request
from programs.notifications.nudges.window import Subject, Window


def answers_to_give(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Whoever was asked and has not answered; of no use once the round has closed."""
    open_ones = requests_that_count().filter(
        window.around("round__closes_at", reminder, leads),
        answered_on__isnull=True,
        respondent__isnull=False,
        round__opened_at__isnull=False,
        round__closed_at__isnull=True,
    )
    found = open_ones.select_related(
        "respondent__user", "round__engagement__program", "round__questionnaire", "round__subject"
    )
    return [_subject(request) for request in found]


def _subject(request: Request) -> Subject:
    about_another, facts = about_request(request)
    return Subject(
        membership_id=request.respondent_id,
        zone=request.respondent.user.time_zone,
        program_id=request.round.engagement.program_id,
        kind="feedback-reminder" if about_another else "request-reminder",
        subject_id=request.pk,
        version="own",
        moment=request.round.closes_at,
        facts=facts,
        until=request.round.closes_at,
    )
