"""Processes that want the same people's time at the same moments: `python -m tests.flows.racers PLAN ANSWERS`.

Django is loaded once; then one process is forked for each racer, and each opens a connection of its own. All wait at a
barrier before each race, with what a page would have read before its button was pressed already at hand.
"""

import json
import multiprocessing
import random
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django must be set up first
from psycopg.errors import DeadlockDetected  # noqa: E402

from accounts.models import Membership  # noqa: E402
from portal.errors import DomainError  # noqa: E402
from portal.outbox.wake import Wake  # noqa: E402
from portal.tenancy.context import organization_context  # noqa: E402
from programs.engagements.models import Participation  # noqa: E402
from programs.engagements.queries import people_of  # noqa: E402
from programs.mentoring.actions import add_member, leave_circle, replace_mentor  # noqa: E402
from programs.mentoring.queries import circle_of  # noqa: E402
from programs.scheduling.actions import (  # noqa: E402
    cancel_session,
    move_session,
    propose_times,
    reply_to_session,
    schedule_series,
    schedule_session,
)
from programs.scheduling.models import Session  # noqa: E402

PATIENCE = 120  # seconds at the barrier, for machines with much else to do
NOTHING = "There was nothing to do."


@contextmanager
def inside(job):
    """In the job's organization, in one transaction, as a request is."""
    with organization_context(job["organization"]), transaction.atomic():
        yield


def place_of(membership, engagement) -> Participation:
    """Somebody's place, with all that an action looks at."""
    places = Participation.objects.select_related("engagement__program", "membership__user")
    return places.get(membership=membership, engagement=engagement, left_at__isnull=True)


def book(job):
    """Book in an engagement, at a time."""
    by = place_of(job["by"], engagement=job["engagement"])
    starts_at = datetime.fromisoformat(job["starts_at"])
    return lambda: schedule_session(engagement=by.engagement, starts_at=starts_at, minutes=job["minutes"], by=by)


def move(job):
    """Move one session to a time."""
    session = Session.objects.select_related("engagement__program").get(pk=job["session"])
    by = place_of(job["by"], engagement=session.engagement_id)
    starts_at = datetime.fromisoformat(job["starts_at"])
    return lambda: move_session(session=session, starts_at=starts_at, minutes=job["minutes"], by=by)


def series(job):
    """Book several times at once, all or nothing."""
    by = place_of(job["by"], engagement=job["engagement"])
    starts = [datetime.fromisoformat(start) for start in job["starts"]]
    return lambda: schedule_series(engagement=by.engagement, starts=starts, minutes=job["minutes"], by=by)


def propose(job):
    """Hold several times until somebody answers."""
    by = place_of(job["by"], engagement=job["engagement"])
    starts = [datetime.fromisoformat(start) for start in job["starts"]]
    return lambda: propose_times(engagement=by.engagement, starts=starts, minutes=job["minutes"], by=by)


def anything(job):
    """Whatever somebody may do in a circle, chosen by chance."""
    chance = random.Random(job["seed"])  # noqa: S311 - a choice, no secret
    circle = circle_of(chance.choice(job["circles"]))
    engagement = circle.engagement
    by = chance.choice(people_of(engagement))
    by.engagement = engagement
    planned = list(engagement.sessions.filter(state="confirmed").select_related("engagement__program").order_by("id"))
    session = chance.choice(planned) if planned else None
    time_of = {"starts_at": datetime.fromisoformat(chance.choice(job["starts"])), "minutes": chance.choice([45, 90])}
    who = Membership.objects.get(pk=chance.choice(job["members"]))
    admin = Membership.objects.get(pk=job["administrator"])
    deeds = [
        lambda: schedule_session(engagement=engagement, by=by, **time_of),
        lambda: move_session(session=session, by=by, **time_of),
        lambda: reply_to_session(session=session, by=by, coming=False),
        lambda: reply_to_session(session=session, by=by, coming=True),
        lambda: cancel_session(session=session, by=by),
        lambda: add_member(circle=circle, membership=who, by=admin),
        lambda: leave_circle(circle=circle, by=by),
        lambda: replace_mentor(circle=circle, membership=who, by=admin),
    ]
    number = chance.choices(range(len(deeds)), weights=[6, 6, 3, 3, 2, 2, 1, 1])[0]
    return _nothing if number in (1, 2, 3, 4) and session is None else deeds[number]


def _nothing():
    raise DomainError(NOTHING)


VERBS = {"book": book, "move": move, "series": series, "propose": propose, "anything": anything}


def race(job, barrier) -> dict:
    """Take part in one race.

    Returns:
        `answer` is "won" or the sentence of a refusal; `error` is there when a person would have seen a broken page;
        `deadlock` when the database had to break a circle of waiting.
    """
    with inside(job):
        act = VERBS[job["do"]](job)
    barrier.wait(PATIENCE)
    began, result = time.monotonic(), {}
    try:
        with inside(job):
            act()
        result["answer"] = "won"
    except DomainError as refusal:
        result["answer"] = str(refusal)
        result["deadlock"] = _is_deadlock(refusal)
    except Exception as error:
        result |= {"answer": "", "error": repr(error), "deadlock": _is_deadlock(error)}
    result["seconds"] = time.monotonic() - began
    return result


def _is_deadlock(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, DeadlockDetected):
            return True
        error = error.__cause__ or error.__context__
    return False


def take_locks_away(names: list[str]) -> None:
    """For the twins: people and sessions are not waited for, wherever the portal does."""

    def session_as_it_is(session):
        return Session.objects.select_related("engagement__program").get(pk=session.pk)

    instead = {"lock_people": lambda people: None, "lock_session": session_as_it_is}
    for module in [module for name, module in sys.modules.items() if name.startswith("programs.")]:
        for name in names:
            if hasattr(module, name):
                setattr(module, name, instead[name])


def run(number: int, plan: dict, barrier, answers: Path) -> None:
    """One racer: all races, one after the other."""
    Wake.__call__ = lambda self: None  # the broker takes no part
    take_locks_away(plan["without"])
    connection.ensure_connection()
    try:
        results = [race(jobs[number], barrier) for jobs in plan["races"]]
    except BaseException:
        barrier.abort()
        raise
    answers.with_name(f"{answers.name}.{number}").write_text(json.dumps(results))


def main(plan: Path, answers: Path) -> int:
    """Start all racers and wait for them."""
    told = json.loads(plan.read_text())
    context = multiprocessing.get_context("fork")
    racers = len(told["races"][0])
    barrier = context.Barrier(racers)
    processes = [context.Process(target=run, args=(number, told, barrier, answers)) for number in range(racers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return max(abs(process.exitcode or 0) for process in processes)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
