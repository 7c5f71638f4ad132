"""Reads for those who steer a round, and for guests. Who has not answered is told by none of them."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from accounts.models import Membership, Organization
from accounts.queries import active_people
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.engagements.permissions import can_run_engagement, can_run_program
from programs.evaluations.models import Request, Round
from programs.evaluations.queries.rounds import (
    counted,
    is_about_a_person,
    place_in,
    requests_that_count,
    sees_results,
)


def get_round_to_steer(membership: Membership, round_id: UUID) -> Round:
    """A round, opened or not, of something that this person leads or runs; or 404. With counts."""
    round = _find_round(round_id)
    if round is None or not can_run_engagement(membership, round.engagement):
        raise Http404
    return round


def get_round_to_invite(membership: Membership, round_id: UUID) -> Round:
    """The same, also for the person whom the round is about."""
    round = _find_round(round_id)
    if round is None or not (is_subject(membership, round) or can_run_engagement(membership, round.engagement)):
        raise Http404
    return round


def is_subject(membership: Membership, round: Round) -> bool:
    """Whether the round is about this person, who still takes part."""
    place = round.subject
    return bool(place and place.membership_id == membership.pk and place.left_at is None)


def _find_round(round_id: UUID) -> Round | None:
    return (
        counted(Round.objects.all())
        .select_related("questionnaire", "engagement__program", "subject__membership__user", "plan", "organization")
        .filter(pk=round_id)
        .first()
    )


def people_to_withdraw(membership: Membership, round: Round) -> list[Request]:
    """Who can be asked no more, by name; nobody where that would tell who has answered.

    Where a round is about a person, only those who lead and read its results see whom it asks.
    """
    if round.opened_at is None or round.closed_at:
        return []
    rows = requests_that_count().filter(round=round).select_related("respondent__user").order_by("id")
    if is_about_a_person(round) and not names_raters(membership, round):
        return []
    if round.anonymous:
        return [] if round.answered else sorted(rows, key=lambda row: row.name)
    return sorted((row for row in rows if row.answered_on is None), key=lambda row: row.name)


def names_raters(membership: Membership, round: Round) -> bool:
    """Whether this person sees whom a round about somebody asks."""
    place = place_in(membership, round.engagement_id)
    return place is not None and place.leads and sees_results(place, reading_of(place), round)


def leads(membership: Membership, round: Round) -> bool:
    """Whether this person is the mentor, coach or trainer."""
    return Participation.objects.filter(
        engagement=round.engagement_id, membership=membership, left_at__isnull=True, role__in=Participation.LEADS
    ).exists()


def runs_program(membership: Membership, round: Round) -> bool:
    """Whether the page of the program's plans is theirs."""
    return can_run_program(membership, round.engagement.program)


def get_request_to_withdraw(membership: Membership, request_id: UUID) -> Request:
    """A request in a round that this person steers, if they may see whom it asks; or 404."""
    request = Request.objects.select_related("respondent__user").filter(pk=request_id).first()
    if request is None:
        raise Http404
    request.round = get_round_to_steer(membership, request.round_id)
    if is_about_a_person(request.round) and not names_raters(membership, request.round):
        raise Http404
    return request


def reminded_lately(round: Round) -> bool:
    """Whether those who have not answered heard from us within a day."""
    return bool(round.reminded_at and timezone.now() - round.reminded_at < timedelta(days=1))


def find_guest_request(request_id: UUID) -> Request | None:
    """The request to a guest; None when it is gone, is a member's, or has not opened."""
    return (
        Request.objects.select_related(
            "round__questionnaire",
            "round__engagement__program",
            "round__subject__membership__user",
            "organization",
            "asked_by__user",
        )
        .filter(pk=request_id, respondent__isnull=True, round__opened_at__isnull=False, organization__is_active=True)
        .first()
    )


def organization_of_link(organization_id: UUID) -> Organization | None:
    """The organization that a guest's link names, if it still works."""
    return Organization.objects.filter(pk=organization_id, is_active=True).first()


def state_for_guest(request: Request) -> str:
    """ "open", "answered" or "closed"."""
    if request.answered_on is not None:
        return "answered"
    over = request.round.closed_at is not None or request.round.closes_at <= timezone.now()
    return "closed" if over else "open"


def guests_named(round: Round) -> set[str]:
    """The addresses outside that a round asks."""
    return set(Request.objects.filter(round=round).exclude(guest_email="").values_list("guest_email", flat=True))


def member_with_address(email: str) -> Membership | None:
    """The member who has this address: they answer as a member."""
    return active_people().filter(user__email__iexact=email).first()
