"""Say which of many times are taken."""

from collections.abc import Iterable
from uuid import UUID

from portal.errors import DomainError
from portal.ui import clock
from programs.engagements.models import Participation
from programs.scheduling.actions.locks import who_is_busy
from programs.scheduling.models import SessionPlace
from programs.scheduling.queries.taken import Taken

MOST_LINES = 6


class SomeTaken(DomainError):
    """Several times do not work; `lines` say for each why."""

    def __init__(self, lines: list[str], kept: str):
        rest = len(lines) - MOST_LINES
        shown = [*lines[:MOST_LINES], *([f"And {rest} more times."] if rest > 0 else [])]
        super().__init__("\n".join([*shown, kept]), field="starts_at")
        self.lines = lines


def refuse_taken(
    taken: Taken, people: Iterable[Participation], by: Participation, kept: str, *, leaving_out: Iterable[UUID] = ()
) -> None:
    """Refuse if somebody for whom the sessions must suit has another one.

    Raises:
        SomeTaken: with a line for each time. Names are given for sessions of this organization only.
    """
    people = list(people)
    periods = taken.of(people)
    if not periods:
        return
    places = list(
        SessionPlace.objects.filter(
            user__in=[person.user_id for person in people],
            period__overlap=(periods[0][0], periods[-1][1]),
            blocks=True,
        )
        .exclude(session__in=list(leaving_out))
        .select_related("user", "session")
        .order_by("user__name")
    )
    zone, lines = by.membership.user.time_zone, []
    for start, end in periods:
        busy = [row for row in places if row.period.lower < end and start < row.period.upper]
        when = f"{clock.day(start, zone)}, {clock.clock_time(start, zone)}"
        lines.append(f"{when}: {_small(who_is_busy(busy, by.engagement_id, by))}")
    raise SomeTaken(lines, kept)


def _small(sentence: str) -> str:
    """The sentence behind a colon; names stay as they are."""
    for begin in ("This ", "You ", "Somebody "):
        if sentence.startswith(begin):
            return sentence[0].lower() + sentence[1:]
    return sentence
