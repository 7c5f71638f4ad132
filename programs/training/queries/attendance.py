"""Reads over the sessions of a cohort and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.training.models import Cohort, Enrollment


def sessions_of_cohort(cohort: Cohort) -> QuerySet[Session]:
    """Its sessions that were not cancelled, with `.present` and `.expected` learners."""
    learners = Q(places__participation__role=Participation.Role.LEARNER, places__participation__left_at__isnull=True)
    return (
        Session.objects.filter(engagement=cohort.engagement_id)
        .exclude(state=SessionState.CANCELLED)
        .annotate(
            expected=Count("places", filter=learners),
            present=Count("places", filter=learners & Q(places__attendance=SessionPlace.Attendance.PRESENT)),
        )
        .order_by("starts_at", "id")
    )


@dataclass(frozen=True)
class LearnerSession:
    """A session as one learner sees it."""

    number: int
    session: Session
    step: str  # "attended", "missed", "next" or ""

    @property
    def excused(self) -> bool:
        """Whether the trainer excused them."""
        return self.session.mark == SessionPlace.Attendance.EXCUSED

    @property
    def cannot_come(self) -> bool:
        """Whether they said so, or have another session then."""
        return self.session.reply == SessionPlace.Reply.NOT_COMING


def learner_sessions(enrollment: Enrollment, now: datetime) -> list[LearnerSession]:
    """The sessions of a learner's cohort with how they stand in each."""
    own = FilteredRelation("places", condition=Q(places__participation=enrollment.participation_id))
    sessions = (
        Session.objects.filter(engagement=enrollment.cohort_id)
        .exclude(state=SessionState.CANCELLED)
        .annotate(own=own, mark=F("own__attendance"), reply=F("own__reply"))
        .order_by("starts_at", "id")
    )
    rows, next_found = [], False
    for number, session in enumerate(sessions, start=1):
        step = ""
        if session.state == SessionState.COMPLETED and session.mark:
            step = "attended" if session.mark == SessionPlace.Attendance.PRESENT else "missed"
        elif session.state == SessionState.CONFIRMED and session.ends_at > now and not next_found:
            step, next_found = "next", True
        rows.append(LearnerSession(number, session, step))
    return rows


def get_roll(membership: Membership, session_id: UUID) -> tuple[Session, Cohort, list[SessionPlace]]:
    """A session whose attendance this person marks, its cohort, and the learners' places by name; 404 for others."""
    place = Participation.objects.filter(
        engagement=OuterRef("engagement"),
        membership=membership,
        role=Participation.Role.TRAINER,
        left_at__isnull=True,
    )
    try:
        session = Session.objects.select_related("engagement__program", "engagement__cohort__course").get(
            Q(Exists(place)), pk=session_id, engagement__cohort__isnull=False
        )
    except Session.DoesNotExist:
        raise Http404 from None
    cohort = session.engagement.cohort
    cohort.engagement = session.engagement
    return session, cohort, list(roll_of(session))


def roll_of(session: Session) -> QuerySet[SessionPlace]:
    """The learners' places in a session, by name; those who left are not called up."""
    return (
        SessionPlace.objects.filter(
            session=session,
            participation__role=Participation.Role.LEARNER,
            participation__left_at__isnull=True,
        )
        .select_related("participation__membership__user")
        .order_by("user__name", "id")
    )


def takes_late_learners(cohort: Cohort, now: datetime) -> bool:
    """Whether a place that comes free still goes to the first who waits.

    Always before the start; after it only while enough sessions are left to reach the certificate.
    """
    if cohort.engagement.state == State.ENROLLING:
        return True
    if cohort.engagement.state != State.ACTIVE:
        return False
    left = Session.objects.filter(
        engagement=cohort.engagement_id, state=SessionState.CONFIRMED, starts_at__gt=now
    ).count()
    return left >= max(cohort.needed_attendance, 1)


def unmarked_sessions(cohort: Cohort) -> int:
    """How many planned sessions have not been marked as held."""
    return Session.objects.filter(engagement=cohort.engagement_id, state=SessionState.CONFIRMED).count()


def held_sessions(cohort: Cohort) -> list[Session]:
    """The sessions that took place, in order."""
    return list(
        Session.objects.filter(engagement=cohort.engagement_id, state=SessionState.COMPLETED).order_by("starts_at")
    )


def attended_by(participation_ids: Iterable[UUID]) -> dict[UUID, list[Session]]:
    """The held sessions that each of these learners came to."""
    found: dict[UUID, list[Session]] = {}
    places = SessionPlace.objects.filter(
        participation__in=list(participation_ids),
        attendance=SessionPlace.Attendance.PRESENT,
        session__state=SessionState.COMPLETED,
    ).select_related("session")
    for place in places:
        found.setdefault(place.participation_id, []).append(place.session)
    return found
