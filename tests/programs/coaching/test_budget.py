"""The budget is never wrong, whatever is booked, moved, held, cancelled, let go and counted again."""

from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import cancel_contract, charge_again, waive_charge
from programs.coaching.models import Charge, Contract
from programs.coaching.queries import count_sessions, note_on_booking, sessions_used
from programs.coaching.views.stages import beads_of
from programs.scheduling.actions import (
    cancel_session,
    cancel_sessions_of_series,
    complete_session,
    move_session,
    schedule_series,
    schedule_session,
)
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of
from programs.scheduling.rules import notes_before_cancelling
from tests.factories import coaching
from tests.programs.coaching.urls import url

BUDGET, HOUR, DAY = 5, timedelta(hours=1), timedelta(days=1)


class Walk:
    """Does things at random, beside a model that knows which sessions count: all but some of the cancelled ones."""

    def __init__(self, cast, seed: int, clock):
        self.random, self.clock = Random(seed), clock  # noqa: S311 - a walk, no secret
        self.contract = coaching.agreed(cast, budget=BUDGET)
        self.coach = coaching.place_of(self.contract, cast.coach)
        self.client = coaching.place_of(self.contract, cast.participant)
        self.counts: dict = {}  # session id to whether it counts
        self.booked = 0

    def pick(self, **state) -> Session | None:
        found = list(Session.objects.filter(engagement=self.contract.pk, **state).order_by("pk"))
        return self.random.choice(found) if found else None

    def anybody(self):
        return self.random.choice([self.coach, self.client])

    def when(self):
        """Each booking has a time of its own, some of them soon."""
        self.booked += 1
        return timezone.now() + self.random.choice([3, 20, 30, 200]) * HOUR + self.booked * HOUR / 3

    def book(self) -> None:
        room = BUDGET - sum(self.counts.values())
        try:
            made = schedule_session(
                engagement=self.contract.engagement, starts_at=self.when(), minutes=15, by=self.anybody()
            )
        except DomainError as error:
            assert not room or "overlaps" in error.message, error.message
            return
        assert room
        self.counts[made.pk] = True

    def book_series(self) -> None:
        room = BUDGET - sum(self.counts.values())
        first = self.when()
        starts = [first, first + 30 * DAY + HOUR]
        try:
            made = schedule_series(
                engagement=self.contract.engagement, starts=starts, minutes=15, by=self.anybody(), rule=""
            )
        except DomainError:
            return
        assert room >= len(starts)
        self.counts |= dict.fromkeys([row.pk for row in made], True)

    def move(self) -> None:
        if session := self.pick(state="confirmed"):
            try:
                move_session(session=session, starts_at=self.when(), minutes=15, by=self.anybody())
            except DomainError:
                return

    def cancel(self) -> None:
        if session := self.pick(state="confirmed"):
            by = self.anybody()
            scope = self.random.choice(["one", "all"])
            gone = [session]
            if scope == "all" and session.series_id:
                gone = list(Session.objects.filter(series=session.series_id, state="confirmed", starts_at__gt=_now()))
                gone = gone if session in gone else [session]
                scope = scope if len(gone) > 1 else "one"
            late = {row.pk: by is self.client and row.starts_at - _now() < DAY for row in gone}
            try:
                cancel_sessions_of_series(session=session, scope=scope, by=by)
            except DomainError:
                return
            for pk in late:
                assert Session.objects.get(pk=pk).is_cancelled
            self.counts |= late

    def hold(self) -> None:
        if session := self.pick(state="confirmed", starts_at__lte=_now()):
            complete_session(session=session, attendance={self.client.pk: "absent"}, by=self.coach)

    def decide(self) -> None:
        charge = self.random.choice([*Charge.objects.order_by("pk"), None])
        if charge is None:
            return
        if self.counts[charge.session_id]:
            waive_charge(charge=charge, by=self.coach)
            self.counts[charge.session_id] = False
        elif sum(self.counts.values()) < BUDGET:
            charge_again(charge=charge, by=self.coach)
            self.counts[charge.session_id] = True
        else:
            with pytest.raises(DomainError, match="stays let go"):
                charge_again(charge=charge, by=self.coach)

    def wait(self) -> None:
        self.clock.shift(self.random.choice([5, 30, 100]) * HOUR)

    def step(self) -> None:
        steps = [self.book, self.book, self.book_series, self.move, self.cancel, self.cancel, self.hold, self.decide]
        self.random.choice([*steps, self.wait])()

    def check(self) -> None:
        used = sum(self.counts.values())
        assert used <= BUDGET
        assert sessions_used(self.contract) == used
        count = count_sessions(self.contract, sessions_of(self.contract.engagement), _now())
        assert (count.used, count.left) == (used, BUDGET - used)
        assert len(beads_of(count, _now(), self.client.membership.user.time_zone)) == BUDGET
        assert note_on_booking(self.contract.engagement).closed == (used == BUDGET)


def _now():
    return timezone.now()


@pytest.mark.parametrize("seed", [3, 11])
def test_the_number_of_used_sessions_is_that_of_a_simple_model(cast, harbour, seed):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        walk = Walk(cast, seed, clock)
        for _ in range(70):
            walk.step()
            walk.check()
    kinds = set(Charge.objects.values_list("kind", flat=True))
    assert kinds, "nothing was ever cancelled late; the walk shows too little"


def _soon(cast, contract, hours: int = 5) -> Session:
    by = coaching.place_of(contract, cast.coach)
    return schedule_session(engagement=contract.engagement, starts_at=timezone.now() + hours * HOUR, minutes=60, by=by)


def cancel_page(session: Session) -> str:
    return f"/o/harbour/sessions/{session.pk}/cancel/"


def test_a_client_is_told_before_they_cancel_late_and_the_coach_lets_it_go(cast, harbour, as_):
    contract = coaching.agreed(cast, budget=1)
    session = _soon(cast, contract)
    says = "cancelled less than 24 hours before it begins is used up. If you cancel this one now, it counts."
    assert says not in as_(cast.coach).get(cancel_page(session)).content.decode()
    assert says in as_(cast.participant).get(cancel_page(session)).content.decode()

    assert as_(cast.participant).post(cancel_page(session), {"reason": ""}).status_code == 302
    charge = Charge.objects.get()
    assert (charge.session_id, charge.kind, charge.charged_by) == (session.pk, "late", cast.participant)
    assert sessions_used(contract) == 1
    detail, waive = f"/o/harbour/sessions/{session.pk}/", url("charge-waive", session_id=session.pk)
    seen = as_(cast.participant).get(detail).content.decode()
    assert "It counts as used" in seen
    assert "Let it go" not in seen
    refused = as_(cast.participant).post(waive, {"waived": "1"})
    assert refused.status_code == 409
    assert as_(cast.sponsor).post(waive, {"waived": "1"}).status_code == 404

    assert "Let it go" in as_(cast.coach).get(detail).content.decode()
    as_(cast.coach).post(waive, {"waived": "1"})
    assert sessions_used(contract) == 0
    assert "The coach let it go" in as_(cast.participant).get(detail).content.decode()
    listed = as_(cast.participant).get(url("contract-budget", contract)).content.decode()
    assert "0 of 1 are used or planned, 1 can still be booked" in listed
    assert "Cancelled late, and the coach let it go" in listed
    assert as_(cast.sponsor).get(url("contract-budget", contract)).status_code == 404
    _soon(cast, contract, hours=90)
    with pytest.raises(DomainError, match="stays let go"):
        charge_again(charge=Charge.objects.get(), by=coaching.place_of(contract, cast.coach))


@pytest.mark.parametrize("case", ["coach", "early", "not agreed", "no hours", "free"])
def test_nothing_is_charged_otherwise(cast, harbour, case):
    contract = coaching.agreed(cast)
    if case == "not agreed":
        Contract.objects.filter(pk=contract.pk).update(late_counts=False)
    if case == "no hours":
        contract.engagement.program.late_hours = 0
        contract.engagement.program.save()
    session = _soon(cast, contract, hours=25 if case == "early" else 5)
    if case == "free":
        Charge.objects.create(session=session, kind="free", charged_at=_now(), charged_by=cast.coach)
        assert sessions_used(contract) == 0
    cancel_session(session=session, by=coaching.place_of(contract, cast.coach if case == "coach" else cast.participant))
    assert not Charge.objects.exclude(kind="free").exists()
    assert sessions_used(contract) == 0


def test_only_the_coach_decides_and_only_while_the_contract_runs(cast, harbour):
    contract = coaching.agreed(cast)
    session = _soon(cast, contract)
    cancel_session(session=session, by=coaching.place_of(contract, cast.participant))
    charge = Charge.objects.get()
    with pytest.raises(NotAllowed):
        waive_charge(charge=charge, by=coaching.place_of(contract, cast.participant))
    cancel_contract(contract=contract, by=cast.administrator)
    with pytest.raises(NotAllowed):
        waive_charge(charge=charge, by=coaching.place_of(contract, cast.coach))


def test_a_change_of_hours_that_would_cancel_says_it_too(cast, harbour):
    contract = coaching.agreed(cast)
    session = _soon(cast, contract)
    client = coaching.place_of(contract, cast.participant)
    assert "it counts" in " ".join(notes_before_cancelling([session], client))
    later = _soon(cast, contract, hours=50)
    assert notes_before_cancelling([later], client) == []
    both = " ".join(notes_before_cancelling([session, later], client))
    assert "this counts:" in both
    assert " and " not in both.partition("this counts:")[2]
