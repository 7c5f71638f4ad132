"""How an engagement is doing, from its activity alone and never from what people write."""

from datetime import datetime, timedelta

ON_TRACK, CHECK_IN, TOO_EARLY = "on track", "needs a check-in", "too early to tell"
SETTLING = timedelta(weeks=4)  # before that nobody can tell
QUIET = timedelta(weeks=6)  # the longest usual pause between two sessions


def health_of(*, started: datetime, last_session: datetime | None, next_session: datetime | None, now: datetime) -> str:
    """One of three words.

    Args:
        started: when the engagement began.
        last_session, next_session: the newest held and the next planned session, if any.
    """
    if next_session or (last_session and now - last_session <= QUIET):
        return ON_TRACK
    if now - started <= SETTLING:
        return TOO_EARLY
    return CHECK_IN
