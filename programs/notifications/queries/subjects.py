"""What notifications are about, found by the ids that events carry. None when it is gone by now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from accounts.models import Invitation
from programs.coaching.models import ContractVersion
from programs.engagements.models import Engagement, Participation
from programs.evaluations.models import Request
from programs.notifications.models import Notification
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Poll, Proposal, Session, SessionPlace
from programs.scheduling.permissions import whose_yes
from programs.scheduling.queries import (
    firm_people,
    planned_sessions_of,
    sessions_gone_with,
    sitting_people,
    waiting_for,
)
from programs.scheduling.roles import VISITING_ROLES
from programs.training.models import Enrollment


def find_session(session_id: UUID) -> Session | None:
    """A session with its engagement and program."""
    return Session.objects.select_related("engagement__program").filter(pk=session_id).first()


def find_engagement(engagement_id: UUID) -> Engagement | None:
    """An engagement with its program."""
    return Engagement.objects.select_related("program").filter(pk=engagement_id).first()


def find_participation(participation_id: UUID) -> Participation | None:
    """A place in an engagement."""
    return Participation.objects.select_related("engagement__program").filter(pk=participation_id).first()


def find_invitation_accepted_by(membership_id: UUID) -> Invitation | None:
    """The latest invitation through which this member joined."""
    return Invitation.objects.filter(accepted_by=membership_id).order_by("-accepted_at").first()


def everybody_in(engagement_id: UUID) -> list[UUID]:
    """The memberships that take part now."""
    return list(
        Participation.objects.filter(engagement=engagement_id, left_at__isnull=True).values_list(
            "membership_id", flat=True
        )
    )


def everybody_who_was_in(engagement_id: UUID) -> list[UUID]:
    """The memberships that take part or once did."""
    rows = Participation.objects.filter(engagement=engagement_id)
    return list(rows.values_list("membership_id", flat=True).distinct())


def places_in(session: Session, *, coming: bool = False) -> list[UUID]:
    """The memberships that have a place in a session and still take part.

    Args:
        coming: leave out those who said that they can't come.
    """
    places = SessionPlace.objects.filter(session=session, participation__left_at__isnull=True)
    if coming:
        places = places.filter(blocks=True)
    return list(places.values_list("participation__membership_id", flat=True))


def find_poll(poll_id: UUID) -> Poll | None:
    """A poll with its engagement and who opened it."""
    return Poll.objects.select_related("engagement__program", "opened_by").filter(pk=poll_id).first()


def asked_by(poll: Poll, *, waiting: bool = False) -> list[UUID]:
    """The memberships that a poll asks.

    Args:
        waiting: only those who have not answered.
    """
    people = waiting_for(poll) if waiting else sitting_people(poll.engagement)
    return [person.membership_id for person in people]


def find_sessions_as_told(versions: Sequence[Mapping], state: SessionState) -> list[Session]:
    """Of the sessions that an event names by `id` and `sequence` those that are still as it says, by time."""
    told = {UUID(version["id"]): version["sequence"] for version in versions}
    rows = Session.objects.filter(pk__in=told, state=state).select_related("engagement__program", "series")
    return [row for row in rows.order_by("starts_at", "id") if row.sequence == told[row.pk]]


def places_in_any(sessions: Iterable[Session | str]) -> list[UUID]:
    """The memberships that have a place in one of these sessions and still take part."""
    places = SessionPlace.objects.filter(session__in=list(sessions), participation__left_at__isnull=True)
    return list(places.values_list("participation__membership_id", flat=True).distinct())


def sessions_to_join(place: Participation) -> list[Session]:
    """The planned sessions in which somebody who joins has a place, by time; none for who takes part in no session."""
    if place.role in VISITING_ROLES:
        return []
    coming = planned_sessions_of(place.engagement, timezone.now()).filter(starts_at__gt=timezone.now())
    return list(coming.select_related("engagement__program"))


def has_sessions_gone_with(engagement: Engagement, membership_id: UUID) -> bool:
    """Whether sessions were still planned for this member when the engagement ended."""
    gone = sessions_gone_with(engagement)
    return gone.filter(places__participation__membership=membership_id).exists()


def find_proposal(proposal_id: UUID) -> Proposal | None:
    """A proposal with its engagement, who made it, and the session that it would move."""
    return Proposal.objects.select_related("engagement__program", "proposed_by", "moves").filter(pk=proposal_id).first()


def asked_for_times(proposal: Proposal) -> list[UUID]:
    """The memberships that answer a proposal."""
    people = whose_yes(proposal.proposed_by, firm_people(proposal.engagement))
    return [person.membership_id for person in people]


def told_of(kinds: Iterable[str], subject_id: UUID) -> list[UUID]:
    """The memberships that have a notification of one of these kinds about something."""
    rows = Notification.objects.filter(kind__in=list(kinds), subject_id=subject_id)
    return list(rows.values_list("membership_id", flat=True).distinct())


def find_request(request_id: UUID) -> Request | None:
    """A request with its round and engagement."""
    return (
        Request.objects.select_related("round__engagement__program", "round__questionnaire", "round__subject")
        .filter(pk=request_id)
        .first()
    )


def find_version(version_id: UUID) -> ContractVersion | None:
    """A version of a contract's agreement with its engagement; never its text."""
    return (
        ContractVersion.objects.select_related("contract__engagement__program", "amendment")
        .defer("text", "amendment__reason", "amendment__draft")
        .filter(pk=version_id)
        .first()
    )


def find_enrollment(enrollment_id: UUID) -> Enrollment | None:
    """A learner's enrollment with its run."""
    return (
        Enrollment.objects.select_related("cohort__engagement__program", "cohort__course")
        .filter(pk=enrollment_id)
        .first()
    )


def leads_of(engagement_id: UUID) -> list[UUID]:
    """The memberships of the mentor, coach or trainer."""
    return list(
        Participation.objects.filter(
            engagement=engagement_id, left_at__isnull=True, role__in=Participation.LEADS
        ).values_list("membership_id", flat=True)
    )
