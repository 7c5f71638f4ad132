"""A person chooses how they hear."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from programs.notifications.catalogue import DIGEST, OPTIONAL, TOPICS
from programs.notifications.models import Notification, Preference, Rhythm
from programs.notifications.queries import preferences_of
from programs.notifications.rhythm import next_digest

LAST_HOUR, LAST_WEEKDAY = 23, 6


@transaction.atomic
def save_channels(
    *,
    mails: Mapping[str, str],
    notices: Mapping[str, bool],
    digest: str,
    digest_weekday: int,
    digest_hour: int,
    quiet_from: time | None,
    quiet_until: time | None,
    by: Membership,
) -> None:
    """Save the whole page: how each topic comes, when the digest comes, and in which hours nothing does.

    Args:
        mails: by topic, one of `Preference.Mail`.
        notices: by topic, whether its notices count as new.

    Raises:
        DomainError: a topic can't be switched off or is none, or one of the quiet hours is missing.
    """
    for topic in {*mails, *notices}:
        _refuse_mandatory(topic)
    _check_rhythm(digest, digest_weekday, digest_hour)
    _check_quiet(quiet_from, quiet_until)
    for topic, mail in mails.items():
        _save(by, topic, mail=_checked(mail), notice=notices.get(topic, True))
    rhythm, _ = Rhythm.objects.update_or_create(
        membership=by,
        defaults={
            "digest": digest,
            "digest_weekday": digest_weekday,
            "digest_hour": digest_hour,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
        },
    )
    _move_waiting(by, rhythm)
    record("chose how to hear", by, by=by, digest=digest, quiet=quiet_from is not None, **mails)


@transaction.atomic
def choose_mail(*, topic: str, mail: str, by: Membership) -> bool:
    """Change how the mails of one topic come, as by the link in a mail. For the digest: of everything that is in it.

    Returns:
        Whether anything changed: whoever asks twice changes nothing the second time.

    Raises:
        DomainError: mails of this topic can't be switched off.
    """
    mail, said = _checked(mail), preferences_of(by)
    if topic != DIGEST:
        _refuse_mandatory(topic)
    topics = [one for one, preference in said.items() if preference.mail == DIGEST] if topic == DIGEST else [topic]
    changed = [one for one in topics if said[one].mail != mail]
    for one in changed:
        _save(by, one, mail=mail, notice=said[one].notice)
    if changed:
        record("chose how to hear", by, by=by, **dict.fromkeys(changed, mail))
    return bool(changed)


def _save(membership: Membership, topic: str, *, mail: str, notice: bool) -> None:
    Preference.objects.update_or_create(membership=membership, topic=topic, defaults={"mail": mail, "notice": notice})


def _move_waiting(membership: Membership, rhythm: Rhythm) -> None:
    """What waits for the digest comes with the next one by the new rhythm; not what is being sent right now."""
    now = timezone.now()
    waiting = Notification.objects.filter(membership=membership, mail=Notification.Mail.DIGEST, mail_attempts=0)
    waiting.filter(mail_due_at__gt=now).update(mail_due_at=next_digest(rhythm, membership.user.time_zone, now))


def _refuse_mandatory(topic: str) -> None:
    if topic not in OPTIONAL:
        reason = TOPICS[topic].mandatory if topic in TOPICS else "There is no such topic."
        raise DomainError(f"You can’t switch these off: {reason[0].lower()}{reason[1:]}")


def _checked(mail: str) -> str:
    if mail not in Preference.Mail.values:
        raise DomainError("Choose how the mail comes: at once, in the digest or never.")
    return mail


def _check_rhythm(digest: str, weekday: int, hour: int) -> None:
    if digest not in Rhythm.Digest.values:
        raise DomainError("Choose how often the digest comes.", field="digest")
    if not 0 <= weekday <= LAST_WEEKDAY:
        raise DomainError("Choose a day of the week.", field="digest_weekday")
    if not 0 <= hour <= LAST_HOUR:
        raise DomainError("Choose an hour from 0 to 23.", field="digest_hour")


def _check_quiet(start: time | None, end: time | None) -> None:
    if (start is None) != (end is None):
        missing = "quiet_until" if end is None else "quiet_from"
        raise DomainError("Quiet hours need both times. Leave both empty for none.", field=missing)
    if start is not None and start == end:
        raise DomainError("Quiet hours that begin and end at the same time are none. Change one.", field="quiet_until")
