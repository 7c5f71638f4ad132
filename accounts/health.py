"""Whether the install does its work: what machines ask for and what the operator reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from portal.outbox.queries import oldest_waiting, worker_seen_ago

LATE = timedelta(minutes=5)  # the longest that an event or a mail may wait
BROKER_SECONDS = 1.0


@dataclass(frozen=True)
class Check:
    """One part of the install.

    Args:
        key: for machines.
        name: for people.
        ok: whether it does its work.
        says: what was found.
        advice: what to do when it does not.
    """

    key: str
    name: str
    ok: bool
    says: str
    advice: str = ""


def checks() -> list[Check]:
    """Every part, each asked by itself: one that is down does not hide the others."""
    return [
        _guarded("database", "Database", database, "Start PostgreSQL, and see DATABASE_URL."),
        _guarded("worker", "Worker and beat", worker, "Start worker and beat, and read their log."),
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
            "See EMAIL_URL and whether the mail server answers. Nothing is lost; it is tried again.",
        ),
        _guarded(
            "broker",
            "Broker",
            broker,
            "Start Redis, and see REDIS_URL. Until then beat’s next look does the work, later.",
        ),
    ]


def _guarded(key: str, name: str, ask: Callable[[], tuple[bool, str]], advice: str) -> Check:
    try:
        ok, says = ask()
    except (DatabaseError, InterfaceError, redis.RedisError, OSError):
        ok, says = False, "No answer."
    return Check(key, name, ok, says, "" if ok else advice)


def database() -> tuple[bool, str]:
    """Whether it answers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, "It answers."


def worker() -> tuple[bool, str]:
    """Whether beat sends and a worker receives."""
    with transaction.atomic():
        ago = worker_seen_ago()
    if ago is None:
        return False, "Never seen."
    patience = max(timedelta(seconds=3 * settings.BEAT_SECONDS), LATE)
    return ago <= patience, f"Seen {in_words(ago)} ago."


def outbox() -> tuple[bool, str]:
    """How long the oldest event waits for its handlers."""
    with transaction.atomic():
        return _waiting(oldest_waiting())


def mail() -> tuple[bool, str]:
    """How long the oldest mail is due."""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT app.mail_oldest(%s)", [now])
        since = cursor.fetchone()[0]
    return _waiting(now - since if since else None)


def broker() -> tuple[bool, str]:
    """Whether it answers within a second."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        client.ping()
    finally:
        client.close()
    return True, "It answers."


def _waiting(age: timedelta | None) -> tuple[bool, str]:
    if age is None:
        return True, "Nothing waits."
    return age <= LATE, f"The oldest waits for {in_words(age)}."


def in_words(age: timedelta) -> str:
    """ "40 seconds", "12 minutes", "3 hours", "2 days"."""
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count = int(age.total_seconds() // seconds)
        if count:
            return f"{count} {unit}{'s' * (count > 1)}"
    count = max(int(age.total_seconds()), 0)
    return f"{count} second{'s' * (count != 1)}"
