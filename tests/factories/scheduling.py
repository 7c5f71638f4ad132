"""Engagements with people and sessions, made through the actions."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone

from programs.engagements.actions import add_participant, create_engagement, create_program, move_program
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.scheduling.actions import open_poll, schedule_series, schedule_session, vote
from programs.scheduling.models import Poll, PollOption, Session

KIND_OF_LEAD = {"mentor": "mentoring", "coach": "coaching", "trainer": "training"}


def make_engagement(*, by, people: dict, title: str = "First-time team leads", state=State.ACTIVE) -> Engagement:
    """An engagement in a program of its own.

    Args:
        by: an administrator.
        people: role to membership, or to a list of memberships; the lead's role decides the kind.
    """
    kind = next(KIND_OF_LEAD[role] for role in people if role in KIND_OF_LEAD)
    program = create_program(kind=kind, name=f"Program of {title}", by=by)
    move_program(program=program, to=ProgramState.OPEN, by=by)
    engagement = create_engagement(program=program, title=title, state=state, starts_on=timezone.localdate(), by=by)
    for role, members in people.items():
        for membership in members if isinstance(members, list) else [members]:
            add_participant(engagement=engagement, membership=membership, role=role, by=by)
    return engagement


def make_circle(cast, **fields) -> Engagement:
    """Helen with Amara and Tiago."""
    people = {"mentor": cast.mentor, "mentee": [cast.participant, cast.member]}
    return make_engagement(by=cast.administrator, people=people, **fields)


def make_contract(cast, **fields) -> Engagement:
    """Rafael with Amara; Lucía is the sponsor."""
    people = {"coach": cast.coach, "client": cast.participant, "sponsor": cast.sponsor}
    return make_engagement(by=cast.administrator, people=people, **{"title": "Amara with Rafael", **fields})


def make_cohort(cast, **fields) -> Engagement:
    """Marta teaches Amara and Tiago."""
    people = {"trainer": cast.trainer, "learner": [cast.participant, cast.member]}
    return make_engagement(by=cast.administrator, people=people, **{"title": "Difficult conversations", **fields})


def place_in(engagement: Engagement, membership) -> Participation:
    """Somebody's place in it."""
    return participation_of(membership, engagement)


def in_days(days: float, hour: int = 10) -> datetime:
    """A full hour (UTC) some days from now."""
    return (timezone.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def make_session(
    engagement: Engagement, by, *, starts_at: datetime | None = None, minutes: int = 60, **fields
) -> Session:
    """A planned session, in a week unless told otherwise.

    Args:
        by: the membership who books.
    """
    return schedule_session(
        engagement=engagement,
        starts_at=starts_at or in_days(7),
        minutes=minutes,
        by=place_in(engagement, by),
        **fields,
    )


def make_poll(engagement: Engagement, by, *, starts: list[datetime] | None = None, **fields) -> Poll:
    """An open poll about three times from the seventh day on, to be answered within five days.

    Args:
        by: the membership who asks.
    """
    return open_poll(
        engagement=engagement,
        options=starts or [in_days(7), in_days(8), in_days(9)],
        by=place_in(engagement, by),
        **{"minutes": 60, "quorum": 2, "closes_at": in_days(5), **fields},
    )


def options_of(poll: Poll) -> list[PollOption]:
    """Its times in their order."""
    return list(poll.options.order_by("starts_at"))


def answer_poll(poll: Poll, membership, *answers: str) -> None:
    """What somebody says to its times in their order; "" leaves one out."""
    given = {option.pk: answer for option, answer in zip(options_of(poll), answers, strict=True)}
    vote(poll=poll, answers=given, by=place_in(poll.engagement, membership))


@contextmanager
def at(moment: datetime):
    """Let the portal's clock show this moment."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def weekly_from(starts_at: datetime, number: int, *, every: int = 1) -> list[datetime]:
    """The same time (UTC) of so many weeks."""
    return [starts_at + timedelta(weeks=every * step) for step in range(number)]


def make_series(
    engagement: Engagement, by, *, number: int = 4, starts_at: datetime | None = None, every: int = 1, **fields
) -> list[Session]:
    """A series of planned sessions of an hour, from next week on unless told otherwise.

    Args:
        by: the membership who books.
    """
    values = {"minutes": 60, "rule": f"FREQ=WEEKLY;INTERVAL={every};BYDAY=TH;COUNT={number}", **fields}
    starts = weekly_from(starts_at or in_days(7), number, every=every)
    return schedule_series(engagement=engagement, starts=starts, by=place_in(engagement, by), **values)
