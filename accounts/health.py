"""Whether the install does its work: what machines ask for and what the operator reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.outbox.queries import beat_seen_ago, count_everywhere, oldest_waiting, worker_seen_ago

LATE = timedelta(minutes=5)  # the longest that an event or a mail may wait
MOST_COUNTED = 10_000
BROKER_SECONDS = 0.5  # to connect, and again to answer: together no more than a second
Found = tuple[bool, str] | tuple[bool, str, Mapping[str, int]]


@dataclass(frozen=True)
class Check:
    """One part of the install.

    Args:
        key: for machines.
        name: for people.
        ok: whether it does its work.
        says: what was found.
        advice: what to do when it does not.
        numbers: counts over all organizations, for machines; `says` has them in words.
    """

    key: str
    name: str
    ok: bool
    says: str
    advice: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)


def checks() -> list[Check]:
    """Every part, each asked by itself: one that is down does not hide the others."""
    return [
        _guarded("database", "Database", database, "Start PostgreSQL, and see DATABASE_URL."),
        _guarded("beat", "Beat", beat, "Start beat, one for the whole install, and read its log."),
        _guarded(
            "worker", "Worker", worker, "Start a worker and read its log. Beat and the broker have to be well first."
        ),
        _guarded(
            "outbox",
            "What happened and has consequences",
            outbox,
            "A worker is missing, too slow, or fails: read its log.",
        ),
        _guarded(
            "mail",
            "Mail",
            mail,
            "See EMAIL_URL or ANYMAIL_ESP, and whether the mail server answers. Nothing is lost; it is tried again.",
        ),
        _guarded(
            "broker",
            "Broker",
            broker,
            "Start Redis, and see REDIS_URL. Until then beat’s next look does the work, later.",
        ),
    ]


def _guarded(key: str, name: str, ask: Callable[[], Found], advice: str) -> Check:
    try:
        ok, says, *numbers = ask()
    except (DatabaseError, InterfaceError, redis.RedisError, OSError):
        ok, says, numbers = False, "No answer.", []
    return Check(key, name, ok, says, "" if ok else advice, *numbers)


def database() -> tuple[bool, str]:
    """Whether it answers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, "It answers."


def beat() -> tuple[bool, str]:
    """Whether beat looks for what is due. It writes that down itself: worker and broker have no part in it."""
    with transaction.atomic():
        return _seen(beat_seen_ago())


def worker() -> tuple[bool, str]:
    """Whether a worker takes beat's calls, through the broker, and does them."""
    with transaction.atomic():
        well, says = _seen(worker_seen_ago())
        called, _ = _seen(beat_seen_ago())
    return well, says if well or called else f"{says} Beat is away, and nothing else shows whether it lives."


def _seen(ago: timedelta | None) -> tuple[bool, str]:
    if ago is None:
        return False, "Never seen."
    patience = max(timedelta(seconds=3 * settings.BEAT_SECONDS), LATE)
    return ago <= patience, f"Seen {in_words(ago)} ago."


def outbox() -> Found:
    """How long the oldest event waits for its handlers, how many wait, and how many were given up."""
    with transaction.atomic():
        numbers = {"waiting": count_everywhere("outbox_waiting"), "parked": count_everywhere("outbox_parked")}
        ok, says = _waiting(oldest_waiting())
    return ok, f"{says} {number(numbers['waiting'])} waiting, {number(numbers['parked'])} given up.", numbers


def mail() -> Found:
    """How long the oldest mail is due or refused by the mail server, how many wait, and how many failed."""
    now = timezone.now()
    with transaction.atomic():
        numbers = {"waiting": count_everywhere("mail_waiting"), "failed": count_everywhere("mail_failed")}
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.mail_oldest(%s)", [now])
            since = cursor.fetchone()[0]
    ok, says = _waiting(now - since if since else None)
    return ok, f"{says} {number(numbers['waiting'])} waiting, {number(numbers['failed'])} failed.", numbers


def broker() -> tuple[bool, str]:
    """Whether it answers within a second; asked once, since its client would ask again and again."""
    client = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=BROKER_SECONDS,
        socket_timeout=BROKER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        client.ping()
    finally:
        client.close()
    return True, "It answers."


def _waiting(age: timedelta | None) -> tuple[bool, str]:
    if age is None:
        return True, "Nothing is due."
    return age <= LATE, f"The oldest waits for {in_words(age)}."


def number(count: int) -> str:
    """ "12", or "more than 10000": counting ends there."""
    return f"more than {count - 1}" if count > MOST_COUNTED else str(count)


def in_words(age: timedelta) -> str:
    """ "40 seconds", "12 minutes", "3 hours", "2 days"."""
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count = int(age.total_seconds() // seconds)
        if count:
            return f"{count} {unit}{'s' * (count > 1)}"
    count = max(int(age.total_seconds()), 0)
    return f"{count} second{'s' * (count != 1)}"
