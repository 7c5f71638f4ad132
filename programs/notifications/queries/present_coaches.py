"""Whether what is told about coaches and credentials is still so right before the mail."""

from datetime import date, datetime

from portal.ui import clock
from programs.coaching.models import CoachChoice, CoachProposal, Credential
from programs.notifications.models import Notification

State = CoachProposal.State


def _open(row: Notification):
    return CoachChoice.objects.filter(pk=row.subject_id, ended_at__isnull=True)


def _waits_for_proposals(row: Notification, now: datetime) -> bool:
    return _open(row).filter(offered_at__isnull=True).exists()


def _can_choose(row: Notification, now: datetime) -> bool:
    return _open(row).filter(client=row.membership_id, offered_at__isnull=False).exists()


def _is_open(row: Notification, now: datetime) -> bool:
    return _open(row).exists()


def _is_over(row: Notification, now: datetime) -> bool:
    return not _open(row).exists()


def _proposal_is(row: Notification, state: str) -> bool:
    return CoachProposal.objects.filter(pk=row.subject_id, coach=row.membership_id, state=state).exists()


def _meets(row: Notification, now: datetime) -> bool:
    return _proposal_is(row, State.MEETING)


def _is_chosen(row: Notification, now: datetime) -> bool:
    return _proposal_is(row, State.CHOSEN)


def _is_thanked(row: Notification, now: datetime) -> bool:
    return _proposal_is(row, State.THANKED)


def _credential(row: Notification):
    return Credential.objects.filter(pk=row.subject_id)


def _waits_to_be_checked(row: Notification, now: datetime) -> bool:
    if not row.membership.is_administrator:
        return False
    return _credential(row).filter(checked_at__isnull=True, refused_at__isnull=True).exists()


def _is_checked(row: Notification, now: datetime) -> bool:
    return _credential(row).filter(checked_at__isnull=False).exists()


def _is_refused(row: Notification, now: datetime) -> bool:
    return _credential(row).filter(refused_at__isnull=False).exists()


def _expires(row: Notification, now: datetime) -> bool:
    day = date.fromisoformat(row.facts["due_on"])
    return day >= clock.local_date(now, row.membership.user.time_zone) and _has_date(row, day)


def _has_expired(row: Notification, now: datetime) -> bool:
    return row.membership.is_administrator and _has_date(row, date.fromisoformat(row.facts["due_on"]))


def _has_date(row: Notification, day: date) -> bool:
    return _credential(row).filter(expires_on=day, profile__membership__is_active=True).exists()


CHECKS = {
    "coach-asked-for": _waits_for_proposals,
    "others-asked-for": _waits_for_proposals,
    "coaches-proposed": _can_choose,
    "coach-declined": _is_open,
    "choice-withdrawn": _is_over,
    "coach-to-meet": _meets,
    "coach-chosen": _is_chosen,
    "coach-thanked": _is_thanked,
    "credential-to-check": _waits_to_be_checked,
    "credential-checked": _is_checked,
    "credential-refused": _is_refused,
    "credential-expires": _expires,
    "credential-expired": _has_expired,
}
