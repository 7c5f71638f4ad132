"""Whatever anybody tries in whatever order, the rules of a contract hold.

A state machine tries every action as every party, also as people who have no business there. An action either works or
is refused with a sentence; after each one the database is asked whether the rules still hold.
"""

from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from portal.errors import DomainError
from programs.coaching.actions import (
    cancel_contract,
    change_amendment,
    close_contract,
    drop_amendment,
    evaluate_contract,
    pause_contract,
    propose_amendment,
    remove_contract_objective,
    resume_contract,
    save_design,
    send_for_signing,
    sign_contract,
    start_design,
)
from programs.coaching.draft import from_json
from programs.coaching.models import ContractVersion, Signature
from programs.coaching.queries import (
    agreement_in,
    current_agreement,
    digest_to_sign,
    objectives_of_contract,
    open_amendment,
    parties_of,
    sessions_used,
    signing_of,
    version_in_force,
)
from programs.engagements.lifecycle import State
from programs.goals.actions import add_measurement, agree_action
from programs.goals.models import Measurement
from programs.notes.actions import file_note
from programs.scheduling.actions import cancel_session, propose_topic
from programs.scheduling.models import Session
from tests.factories import coaching
from tests.programs.coaching.urls import url

PARTIES = ("participant", "coach", "sponsor")
EVERYBODY = ("coach", *PARTIES, *PARTIES, "administrator", "member")
BEFORE_AGREEMENT = {State.DRAFT, State.DESIGN}
SECRET = "canary"
STAGES = ("draft", "sent", "agreed", "active", "active")
who = strategies.sampled_from(EVERYBODY)
number = strategies.integers(0, 3)


@pytest.fixture
def machine(cast, harbour):
    """The machine over this test's cast and a contract at each stage; each of its runs is undone by a rollback."""
    made = {"program": coaching.make_program(cast), "budget": 3}

    class Contracts(ContractMachine):
        people = cast
        stages = {
            "draft": coaching.draft(cast, ends_on=coaching.today(200), **made),
            "sent": coaching.sent(cast, ends_on=coaching.today(201), **made)[0],
            "agreed": coaching.agreed(cast, ends_on=coaching.today(202), **made),
            "active": coaching.active(cast, ends_on=coaching.today(203), **made),
        }

    return Contracts


def test_no_order_of_actions_breaks_a_rule(machine):
    runs = settings(max_examples=12, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(machine, settings=runs)


class ContractMachine(RuleBasedStateMachine):
    """One contract of three parties with a budget of three sessions."""

    people, stages = None, None

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.contract = None
        self.reached = set()

    @initialize(stage=strategies.sampled_from(STAGES))
    def begin(self, stage):
        """Runs begin at different stages: from a draft, few would come as far as an evaluation."""
        self.contract = coaching.fresh(self.stages[stage])

    def teardown(self):
        if coaching.fresh(self.contract).engagement.state != State.CANCELLED:
            self.look_as_the_sponsor()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @contextmanager
    def refused(self):
        """What is not allowed says so, and leaves nothing behind."""
        try:
            with transaction.atomic():
                yield
        except DomainError as error:
            assert str(error), "a refusal without a sentence"
        self.contract = coaching.fresh(self.contract)

    def person(self, part):
        return getattr(self.people, part)

    def place(self, part):
        """Their place; somebody who has none comes with one of another contract's kind: none at all."""
        found = [party for party in parties_of(self.contract) if party.membership_id == self.person(part).pk]
        return found[0] if found else None

    # What people do

    @rule(by=who)
    def start_the_design(self, by):
        with self.refused():
            start_design(contract=self.contract, by=self.person(by))

    @rule(by=who, purpose=strategies.sampled_from(["Lead", "Lead well", ""]))
    def write_the_design(self, by, purpose):
        with self.refused():
            save_design(contract=self.contract, by=self.person(by), **{**coaching.WORDS, "purpose": purpose})

    @rule(by=who, life=strategies.booleans())
    def add_an_objective(self, by, life):
        title = f"{SECRET} of life" if life else f"Objective {len(self.objectives())}"
        with self.refused():
            values = coaching.objective_values(title=title)
            coaching.add_contract_objective(contract=self.contract, by=self.person(by), life=life, **values)

    @rule(by=who, which=number)
    def take_an_objective_out(self, by, which):
        if found := self.objectives()[which : which + 1]:
            with self.refused():
                remove_contract_objective(contract=self.contract, objective=found[0], by=self.person(by))

    @rule(by=who)
    def send(self, by):
        with self.refused():
            send_for_signing(contract=self.contract, by=self.person(by))

    @rule()
    def the_design_is_written_and_sent(self):
        """The way on, so that most runs come further than a draft."""
        with self.refused():
            start_design(contract=self.contract, by=self.people.coach)
        with self.refused():
            save_design(contract=self.contract, by=self.people.coach, **coaching.WORDS)
        if not self.objectives():
            self.add_an_objective("coach", life=False)
        self.send("coach")

    @rule(by=strategies.sampled_from(PARTIES), back=number)
    def sign(self, by, back):
        """Any version, mostly the newest one."""
        versions = ContractVersion.objects.filter(contract=self.contract).select_related(
            "contract__engagement__program"
        )
        found = list(versions.order_by("-number")[back // 3 : back // 3 + 1])
        if found:
            place = self.place(by)
            with self.refused():
                sign_contract(version=found[0], name=place.name, digest=digest_to_sign(found[0], place), by=place)

    @rule()
    def all_sign(self):
        for party in PARTIES:
            self.sign(party, 0)

    @rule(by=who, days=strategies.integers(1, 9))
    def book(self, by, days):
        if place := self.place(by):
            with self.refused():
                moment = (timezone.now() + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
                coaching.schedule_session(engagement=self.contract.engagement, starts_at=moment, minutes=60, by=place)

    @rule(by=who, which=number)
    def cancel_one(self, by, which):
        place, found = self.place(by), self.sessions()[which : which + 1]
        if place and found:
            with self.refused():
                cancel_session(session=found[0], by=place)

    @rule(which=number)
    def hold_one(self, which):
        planned = [row for row in self.sessions() if row.is_planned][which : which + 1]
        if planned:
            with self.refused():
                coaching.hold(self.people, self.contract, planned[0], days_ago=2 + len(self.sessions()))

    @rule(by=strategies.sampled_from(PARTIES))
    def measure(self, by):
        if found := self.objectives()[:1]:
            with self.refused():
                day = coaching.today(-Measurement.objects.count())
                add_measurement(objective=found[0], value=3, measured_on=day, by=self.place(by))

    @rule(by=strategies.sampled_from(PARTIES))
    def speak_in_confidence(self, by):
        engagement, place = self.contract.engagement, self.place(by)
        with self.refused():
            propose_topic(engagement=engagement, text=f"{SECRET} topic", by=place)
        with self.refused():
            agree_action(owner=self.place("participant"), text=f"{SECRET} action", due_on=None, by=place)
        with self.refused():
            file_note(engagement=engagement, text=f"{SECRET} note", audience="engagement", by=place)

    @rule(by=who, budget=strategies.integers(1, 5), purpose=strategies.sampled_from(["", "Lead differently"]))
    def amend(self, by, budget, purpose):
        with self.refused():
            propose_amendment(contract=self.contract, reason="It went faster", by=self.person(by))
        if found := open_amendment(self.contract):
            draft = from_json(found.draft)
            words = {**coaching.WORDS, "purpose": purpose or draft.purpose}
            with self.refused():
                change_amendment(
                    amendment=found, session_budget=budget, ends_on=draft.ends_on, by=self.person(by), **words
                )
            self.send("coach")

    @rule(budget=strategies.integers(1, 5))
    def an_amendment_is_signed(self, budget):
        self.amend("participant", budget, "Lead more")
        self.all_sign()

    @rule(by=who)
    def drop_the_amendment(self, by):
        if found := open_amendment(self.contract):
            with self.refused():
                drop_amendment(amendment=found, by=self.person(by))

    @rule(by=who, step=strategies.sampled_from([pause_contract, resume_contract]))
    def pause_or_resume(self, by, step):
        with self.refused():
            step(contract=self.contract, by=self.person(by))

    @rule(by=who)
    def evaluate(self, by):
        with self.refused():
            evaluate_contract(contract=self.contract, by=self.person(by))

    @rule(by=who)
    def close(self, by):
        with self.refused():
            outcomes = {row.pk: "reached" for row in self.objectives()}
            close_contract(contract=self.contract, outcomes=outcomes, by=self.person(by))

    @rule()
    def it_comes_to_its_end(self):
        self.evaluate("coach")
        self.close("coach")

    @rule(by=who)
    def cancel_everything(self, by):
        with self.refused():
            cancel_contract(contract=self.contract, by=self.person(by))

    # What always holds

    @invariant()
    def every_rule_holds(self):
        if self.contract is None:
            return
        state, sessions = State(self.contract.engagement.state), self.sessions()
        self.reached.add(state)
        parties = parties_of(self.contract)
        objectives = objectives_of_contract(parties)
        self.nothing_happens_before_the_agreement(state, sessions)
        self.the_budget_is_right(sessions)
        self.one_version_at_a_time_is_signed(parties, objectives)
        if self.contract.agreed_at:
            self.what_everybody_signed_is_what_holds(parties, objectives)

    def nothing_happens_before_the_agreement(self, state, sessions):
        if state in BEFORE_AGREEMENT:
            assert not sessions
            assert not Measurement.objects.filter(objective__owner__engagement=self.contract.pk).exists()
        assert self.contract.agreed_at or state in {*BEFORE_AGREEMENT, State.CANCELLED}

    def what_everybody_signed_is_what_holds(self, parties, objectives):
        version = version_in_force(self.contract)
        signatures = list(Signature.objects.filter(version__contract=self.contract))
        for party in parties:
            digest = digest_to_sign(version, party)
            own = {row.digest for row in signatures if (row.version_id, row.participation_id) == (version.pk, party.pk)}
            before = {row.digest for row in signatures if row.participation_id == party.pk}
            assert own == {digest} if own else digest in before  # an earlier version said the same to them
        assert agreement_in(version) == current_agreement(self.contract, parties, objectives)

    def one_version_at_a_time_is_signed(self, parties, objectives):
        versions = list(
            ContractVersion.objects.filter(contract=self.contract).prefetch_related("signatures").order_by("number")
        )
        for earlier, later in pairwise(versions):
            assert all(row.signed_at <= later.sent_at for row in earlier.signatures.all())
        signing = signing_of(self.contract, parties, objectives)
        assert not signing.is_open or signing.version == versions[-1]

    def the_budget_is_right(self, sessions):
        counted = [row for row in sessions if row.state != "cancelled"]
        assert sessions_used(self.contract) == len(counted) <= self.contract.session_budget

    def objectives(self):
        return objectives_of_contract(parties_of(self.contract))

    def sessions(self):
        return list(Session.objects.filter(engagement=self.contract.pk).order_by("starts_at", "id"))

    def look_as_the_sponsor(self):
        """Nothing confidential is on any page that a sponsor can open."""
        client = Client()
        client.force_login(self.people.sponsor.user)
        for name in ("contract-detail", "contract-agreement"):
            answer = client.get(url(name, self.contract))
            assert SECRET not in answer.text, f"{name} shows it"
