"""Processes that want the same people's time at the same moments: `python -m tests.flows.racers PLAN ANSWERS`.

Django is loaded once; then one process is forked for each racer, and each opens a connection of its own. All wait at a
barrier before each race, with what a page would have read before its button was pressed already at hand.
"""

import json
import multiprocessing
import random
import sys
import time
import traceback
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
    SessionsAffected,
    accept_time,
    cancel_session,
    cancel_sessions_of_series,
    change_hours,
    decline_times,
    move_session,
    move_sessions_of_series,
    propose_times,
    reply_to_session,
    schedule_series,
    schedule_session,
    take_days_off,
    withdraw_times,
)
from programs.scheduling.lifecycle import Answer  # noqa: E402
from programs.scheduling.models import Session  # noqa: E402

PATIENCE = 120  # seconds at the barrier, for machines with much else to do


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


class Chance:
    """What somebody may do in a circle, chosen by chance, with the page that they have before them."""

    def __init__(self, job):
        self.any = random.Random(job["seed"])  # noqa: S311 - a choice, no secret
        self.starts = [datetime.fromisoformat(start) for start in job["starts"]]
        self.circle = circle_of(self.any.choice(job["circles"]))
        self.engagement = self.circle.engagement
        self.by = self.any.choice(people_of(self.engagement))
        self.by.engagement = self.engagement
        self.who = Membership.objects.get(pk=self.any.choice(job["members"]))
        self.admin = Membership.objects.get(pk=job["administrator"])
        planned = self.engagement.sessions.filter(state="confirmed").select_related("engagement__program", "series")
        self.session = self._one_of(planned)
        open_ones = self.engagement.proposals.filter(state="open").select_related(
            "engagement__program", "proposed_by__membership__user", "moves"
        )
        self.proposal = self._one_of(open_ones)
        self.held = self._one_of(self.proposal.times.all()) if self.proposal else None

    def _one_of(self, rows):
        rows = list(rows.order_by("id"))
        return self.any.choice(rows) if rows else None

    def act(self) -> None:
        deeds = {self.book: 6, self.book_several: 2, self.join: 2, self.leave: 1, self.lead: 1, self.propose: 3}
        if self.session:
            deeds |= {self.move: 6, self.cancel: 2, self.answer: 6, self.move_several: 2, self.cancel_several: 1}
            deeds |= {self.propose_to_move: 3, self.change_hours: 2}
        if self.held:  # somebody else may have settled it between two reads
            deeds |= {self.accept: 4, self.decline: 1, self.withdraw: 1}
        self.any.choices(list(deeds), weights=list(deeds.values()))[0]()

    def time(self) -> dict:
        return {"starts_at": self.any.choice(self.starts), "minutes": self.any.choice([45, 90])}

    def book(self):
        schedule_session(engagement=self.engagement, by=self.by, **self.time())

    def book_several(self):
        starts = self.any.sample(self.starts, 3)
        schedule_series(engagement=self.engagement, starts=starts, minutes=30, by=self.by, rule="")

    def move(self):
        move_session(session=self.session, by=self.by, **self.time())

    def move_several(self):
        move_sessions_of_series(session=self.session, scope="following", by=self.by, **self.time())

    def cancel(self):
        cancel_session(session=self.session, by=self.by)

    def cancel_several(self):
        cancel_sessions_of_series(session=self.session, scope="all", by=self.by)

    def answer(self):
        reply_to_session(session=self.session, by=self.by, coming=self.any.random() < 0.5)

    def propose(self, moves=None):
        starts = self.any.sample(self.starts[::2], 3)
        propose_times(engagement=self.engagement, starts=starts, minutes=45, by=self.by, moves=moves)

    def propose_to_move(self):
        self.propose(moves=self.session)

    def accept(self):
        accept_time(proposal=self.proposal, session=self.held, by=self.by)

    def decline(self):
        decline_times(proposal=self.proposal, by=self.by)

    def withdraw(self):
        withdraw_times(proposal=self.proposal, by=self.by)

    def change_hours(self):
        """A day off: each session of that day is cancelled or goes on without the person, or stays."""
        day = self.any.choice(self.starts).date()
        values = {"step": take_days_off, "by": self.by.membership, "since": day, "until": day}
        with organization_context(self.engagement.organization_id, self.by.user_id):
            try:
                change_hours(answers={}, **values)
            except SessionsAffected as found:
                answers = {each.own.session.pk: self.any.choice(list(Answer)) for each in found.affected}
                change_hours(answers=answers, **values)

    def join(self):
        add_member(circle=self.circle, membership=self.who, by=self.admin)

    def leave(self):
        leave_circle(circle=self.circle, by=self.by)

    def lead(self):
        replace_mentor(circle=self.circle, membership=self.who, by=self.admin)


def anything(job):
    """Whatever somebody may do in a circle, chosen by chance."""
    return Chance(job).act


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
    except (DomainError, SessionsAffected) as refusal:  # the second is a page that asks once more
        result["answer"] = str(refusal)
        result["deadlock"] = _is_deadlock(refusal)
    except Exception as error:  # the report has to say where
        result |= {"answer": "", "error": traceback.format_exc(), "deadlock": _is_deadlock(error)}
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
