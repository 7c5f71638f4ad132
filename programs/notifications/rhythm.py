"""When the mail of a new notification goes out: what somebody chose, by their own clock. Nothing here reads anything.

- What can't be switched off goes out by itself, whatever was chosen, also to a mailbox that refused mails before.
- The digest comes at its hour, also in quiet hours: who chose both chose that.
- What would be over before the digest comes, or within half an hour after it, is mailed by itself.
- Quiet hours delay a mail until they end. They don't where its matter would be over by then, or within half an hour
  after; not where a mandatory mail is about the next twelve hours: somebody could be on their way; and not what tells
  people of their own step: they are awake.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from programs.notifications.catalogue import CATALOGUE, topic_of
from programs.notifications.models import Notification, Preference, Rhythm

ENOUGH = timedelta(minutes=30)  # to read a mail and do what it asks for
SOON = timedelta(hours=12)
MOMENTS = ("starts_at", "was", "closes", "until")

Mail = Notification.Mail
USUAL = Rhythm()  # of who said nothing


class Plan(NamedTuple):
    """What becomes of a notification's mail, and when."""

    mail: str
    due_at: datetime


@dataclass(frozen=True)
class Channel:
    """How one person hears of one topic; without rows, at once and by both ways."""

    zone: tzinfo
    preference: Preference | None = None
    rhythm: Rhythm | None = None

    @property
    def counts(self) -> bool:
        """Whether a notice of it is new beside the bell."""
        return self.preference is None or self.preference.notice

    def plan(self, kind: str, facts: Mapping, now: datetime) -> Plan:
        """What becomes of the mail of a notification with these facts."""
        if self.preference is None and self.rhythm is None:  # most people, and then there is nothing to work out
            return Plan(Mail.DUE, now)
        return mail_plan(kind, self.preference, self.rhythm, self.zone, now, urgent_until(facts, now))


def mail_plan(
    kind: str,
    preference: Preference | None,
    rhythm: Rhythm | None,
    zone: tzinfo,
    now: datetime,
    urgent_until: datetime | None = None,
) -> Plan:
    """Whether a notification is mailed, and when.

    Args:
        kind: of the catalogue.
        preference: of the person for the kind's topic; None if they said nothing.
        rhythm: of the person; None if they said nothing.
        zone: the person's.
        now: when it was written.
        urgent_until: when its matter is over, as the start of a session or the last moment for an answer.
    """
    rhythm = rhythm or USUAL
    mandatory = bool(topic_of(kind).mandatory)
    wish = preference.mail if preference and not mandatory else Preference.Mail.NOW
    if wish == Preference.Mail.NEVER or (rhythm.stopped_at and not mandatory):
        return Plan(Mail.NONE, now)
    if wish == Preference.Mail.DIGEST:
        comes = next_digest(rhythm, zone, now)
        if urgent_until is None or comes + ENOUGH <= urgent_until:
            return Plan(Mail.DIGEST, comes)
    ends = now if CATALOGUE[kind].own else end_of_quiet(rhythm, zone, now)
    if urgent_until and (ends + ENOUGH > urgent_until or (mandatory and urgent_until - now <= SOON)):
        return Plan(Mail.DUE, now)
    return Plan(Mail.DUE, ends)


def urgent_until(facts: Mapping, now: datetime) -> datetime | None:
    """When the first of the moments to come is of which the facts speak. A session that was moved away from tonight is
    as urgent as one tonight."""
    moments = [datetime.fromisoformat(facts[name]) for name in MOMENTS if facts.get(name)]
    return min((moment for moment in moments if moment > now), default=None)


def next_digest(rhythm: Rhythm, zone: tzinfo, now: datetime) -> datetime:
    """When the next digest of this person comes: after now, at their hour. Where clocks skip that hour, an hour later;
    where it comes twice, the first time."""
    weekly = rhythm.digest == Rhythm.Digest.WEEKLY
    for moment in _at(time(rhythm.digest_hour), zone, now, days=9):
        if moment > now and (not weekly or moment.astimezone(zone).weekday() == rhythm.digest_weekday):
            return moment
    raise AssertionError("every weekday comes within nine days")


def end_of_quiet(rhythm: Rhythm, zone: tzinfo, now: datetime) -> datetime:
    """Now, or if these are quiet hours, when they end."""
    if not _is_quiet(rhythm, zone, now):
        return now
    ends = [
        moment
        for fold in (0, 1)
        for moment in _at(rhythm.quiet_until, zone, now, days=4, fold=fold)
        if moment > now and not _is_quiet(rhythm, zone, moment)
    ]
    return min(ends)


def _is_quiet(rhythm: Rhythm, zone: tzinfo, moment: datetime) -> bool:
    start, end = rhythm.quiet_from, rhythm.quiet_until
    if start is None or end is None or start == end:
        return False
    here = moment.astimezone(zone).time()
    return start <= here < end if start < end else here >= start or here < end


def _at(wall: time, zone: tzinfo, now: datetime, *, days: int, fold: int = 0) -> Iterator[datetime]:
    """The moments at which the clock shows this time, from today on."""
    today = now.astimezone(zone).date()
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        yield datetime.combine(day, wall.replace(fold=fold), zone).astimezone(UTC)
