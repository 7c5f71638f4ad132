"""Whether a message is still true at the moment when its mail would go out.

A mail is written long after its cause when the mail server was away or a worker had stopped. So nothing is mailed
from memory: each kind looks at the present state first.
"""

from collections.abc import Callable
from datetime import datetime

from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation
from programs.evaluations.models import Request
from programs.mentoring.models import Circle
from programs.notifications.models import Notification
from programs.notifications.queries import (
    openings,
    parties,
    practising,
    preparing,
    present_coaches,
    present_covenant,
    present_design,
    present_reports,
    present_revising,
)
from programs.notifications.queries import present_amending as amending
from programs.notifications.queries import present_nudges as nudges
from programs.notifications.queries import present_passing_on as passing_on
from programs.scheduling.lifecycle import PollState, ProposalState, SessionState
from programs.scheduling.models import Poll, Proposal, SessionPlace, Vote
from programs.training.lifecycle import EnrollmentState
from programs.training.models import Enrollment

Check = Callable[[Notification, datetime], bool]


def is_still_true(row: Notification, now: datetime) -> bool:
    """Whether the message should still reach its reader by mail."""
    if not row.membership.is_active or not row.membership.user.is_active or not row.organization.is_active:
        return False
    return CHECKS[row.kind](row, now)


def _always(row: Notification, now: datetime) -> bool:
    return True


def _place(row: Notification, now: datetime):
    """The reader's place in the session as it was told: the same version of it, and not begun."""
    return SessionPlace.objects.filter(
        session=row.subject_id,
        session__sequence=row.facts["sequence"],
        session__starts_at__gt=now,
        participation__membership=row.membership_id,
        participation__left_at__isnull=True,
    )


def _session_is_planned(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CONFIRMED).exists()


def _session_is_planned_and_they_come(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CONFIRMED, blocks=True).exists()


def _session_would_not_have_begun(row: Notification, now: datetime) -> bool:
    return _place(row, now).filter(session__state=SessionState.CANCELLED).exists()


def _poll(row: Notification, state: PollState):
    """The poll in this state, if the reader still takes part."""
    return Poll.objects.filter(
        pk=row.subject_id,
        state=state,
        engagement__participations__membership=row.membership_id,
        engagement__participations__left_at__isnull=True,
    )


def _some_are_planned(row: Notification, now: datetime) -> bool:
    """Whether the reader has a place in one of several sessions that were told of."""
    return SessionPlace.objects.filter(
        session__in=row.facts["session_ids"],
        session__state=SessionState.CONFIRMED,
        session__starts_at__gt=now,
        participation__membership=row.membership_id,
        participation__left_at__isnull=True,
    ).exists()


def _proposal(row: Notification, state: ProposalState):
    """The proposal in this state, if the reader still takes part in what it is for."""
    return Proposal.objects.filter(
        pk=row.subject_id,
        state=state,
        engagement__participations__membership=row.membership_id,
        engagement__participations__left_at__isnull=True,
    )


def _poll_waits_for_them(row: Notification, now: datetime) -> bool:
    votes = Vote.objects.filter(option__poll=row.subject_id, participation__membership=row.membership_id)
    answered = votes.filter(participation__left_at__isnull=True).exists()
    return not answered and _poll(row, PollState.OPEN).filter(closes_at__gt=now).exists()


def _poll_waits_to_be_decided(row: Notification, now: datetime) -> bool:
    return _poll(row, PollState.CLOSED).filter(options__starts_at__gt=now).exists()


def _poll_is_dropped(row: Notification, now: datetime) -> bool:
    return _poll(row, PollState.DROPPED).exists()


def _one_of_series(row: Notification, now: datetime, state: SessionState) -> bool:
    """Whether one of the sessions that were told of is still as it was told, and the reader has a place in it."""
    coming = SessionPlace.objects.filter(
        session__in=list(row.facts["versions"]),
        session__state=state,
        session__starts_at__gt=now,
        participation__membership=row.membership_id,
        participation__left_at__isnull=True,
    ).values_list("session_id", "session__sequence")
    return any(row.facts["versions"][str(pk)] == sequence for pk, sequence in coming)


def _series_is_planned(row: Notification, now: datetime) -> bool:
    return _one_of_series(row, now, SessionState.CONFIRMED)


def _series_would_not_have_begun(row: Notification, now: datetime) -> bool:
    return _one_of_series(row, now, SessionState.CANCELLED)


def _proposal_waits(row: Notification, now: datetime) -> bool:
    return _proposal(row, ProposalState.OPEN).filter(expires_at__gt=now).exists()


def _proposal_is(state: ProposalState) -> Check:
    return lambda row, now: _proposal(row, state).exists()


def _takes_part(row: Notification, **state) -> bool:
    return Participation.objects.filter(
        engagement=row.facts["engagement_id"], membership=row.membership_id, left_at__isnull=True, **state
    ).exists()


def _takes_part_in_current(row: Notification, now: datetime) -> bool:
    return _takes_part(row, engagement__state__in=CURRENT)


def _took_part(row: Notification, now: datetime) -> bool:
    return _takes_part(row)


def _is_out(row: Notification, now: datetime) -> bool:
    return not _takes_part(row)


def _request_is_open(row: Notification, now: datetime) -> bool:
    return Request.objects.filter(
        pk=row.subject_id, answered_on__isnull=True, round__closed_at__isnull=True, round__closes_at__gt=now
    ).exists()


def _has_a_seat(row: Notification, now: datetime) -> bool:
    return Enrollment.objects.filter(pk=row.subject_id, state=EnrollmentState.ENROLLED).exists()


def _waits_for_a_seat(row: Notification, now: datetime) -> bool:
    return Enrollment.objects.filter(pk=row.subject_id, state=EnrollmentState.WAITLISTED).exists()


def _agreement_is_that_version(row: Notification, now: datetime) -> bool:
    newest = Circle.objects.filter(pk=row.subject_id, agreement_version=row.facts["version"]).exists()
    return newest and _takes_part_in_current(row, now)


def _agreement_waits_for_them(row: Notification, now: datetime) -> bool:
    return _agreement_is_that_version(row, now) and nudges.has_not_agreed(row, now)


CHECKS: dict[str, Check] = {
    "session-scheduled": _session_is_planned,
    "session-moved": _session_is_planned,
    "session-kept-wall-time": _session_is_planned,
    "session-lost-wall-time": _session_is_planned,
    "session-scheduled-busy": _session_is_planned,
    "session-moved-busy": _session_is_planned,
    "session-cancelled": _session_would_not_have_begun,
    "session-place-changed": _session_is_planned,
    "session-scheduled-own": _session_is_planned,
    "session-moved-own": _session_is_planned,
    "session-place-changed-own": _session_is_planned,
    "session-cancelled-own": _session_would_not_have_begun,
    "session-joined": _session_is_planned,
    "sessions-joined": _some_are_planned,
    "sessions-left": _is_out,
    "sessions-ended": _took_part,
    "sessions-ended-own": _took_part,
    "time-accepted": _session_is_planned,
    "time-accepted-own": _session_is_planned,
    "times-proposed": _proposal_waits,
    "move-asked": _proposal_waits,
    "times-withdrawn": _proposal_is(ProposalState.WITHDRAWN),
    "times-declined": _proposal_is(ProposalState.DECLINED),
    "times-expired": _proposal_is(ProposalState.EXPIRED),
    "session-reminder": _session_is_planned_and_they_come,
    "poll-opened": _poll_waits_for_them,
    "poll-chased": _poll_waits_for_them,
    "poll-closed": _poll_waits_to_be_decided,
    "poll-dropped": _poll_is_dropped,
    "series-scheduled": _series_is_planned,
    "series-moved": _series_is_planned,
    "series-place-changed": _series_is_planned,
    "series-cancelled": _series_would_not_have_begun,
    "series-scheduled-own": _series_is_planned,
    "series-moved-own": _series_is_planned,
    "series-place-changed-own": _series_is_planned,
    "series-cancelled-own": _series_would_not_have_begun,
    "participant-joined": _takes_part_in_current,
    "engagement-started": _takes_part_in_current,
    "engagement-closed": _took_part,
    "engagement-cancelled": _took_part,
    "engagement-closed-own": _took_part,
    "engagement-cancelled-own": _took_part,
    "request-asked": _request_is_open,
    "request-before": _request_is_open,
    "request-underway": _request_is_open,
    "request-reminder": _request_is_open,
    "feedback-asked": _request_is_open,
    "feedback-wanted": _request_is_open,
    "feedback-reminder": _request_is_open,
    "contract-for-signing": amending.signature_waits,
    "amendment-for-signing": amending.signature_waits,
    "amendment-signed": _takes_part_in_current,
    "amendment-agreed": _takes_part_in_current,
    "amendment-proposed": amending.is_written,
    "amendment-dropped": _took_part,
    "contract-signed": _takes_part_in_current,
    "contract-agreed": _takes_part_in_current,
    "learner-enrolled": _has_a_seat,
    "learner-waitlisted": _waits_for_a_seat,
    "place-opened": _has_a_seat,
    "waiting-list-closed": _always,
    "certificate-issued": _always,
    "agreement-changed": _agreement_is_that_version,
    "member-left": _takes_part_in_current,
    "person-taken-out": _is_out,
    "invitation-accepted": _always,
    "topics-missing": nudges.topic_is_missing,
    "action-due": nudges.action_is_due,
    "action-overdue": nudges.action_is_overdue,
    "signature-missing": amending.signature_waits,
    "agreement-missing": _agreement_waits_for_them,
    "times-answer-missing": _proposal_waits,
    "move-answer-missing": _proposal_waits,
    "poll-answer-missing": _poll_waits_for_them,
    "attendance-missing": nudges.marks_are_missing,
    "note-missing": nudges.note_is_missing,
    "introduction-proposed": passing_on.introduction_waits,
    "introduction-asked": passing_on.introduction_waits,
    "introduction-made": passing_on.introduction_is_made,
    "story-asked": passing_on.story_waits,
    "story-published": passing_on.story_is_published,
    "oversight-opened": _always,  # that it happened stays true
    "emergency-opened": _always,
    "emergency-told": openings.they_are_administrator,
    "emergency-asked": openings.opening_waits_for_them,
    "emergency-approved": openings.opening_is_open,
    "emergency-refused": openings.they_are_administrator,
    "text-deletion": nudges.text_will_be_deleted,
    "test-mail": _always,
    **present_covenant.CHECKS,
    **preparing.CHECKS,
    **present_design.CHECKS,
    **practising.CHECKS,
    **present_coaches.CHECKS,
    **parties.CHECKS,
    **present_reports.CHECKS,
    **present_revising.CHECKS,
}
