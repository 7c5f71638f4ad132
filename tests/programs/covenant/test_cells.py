"""One cell of the covenant after the other: on the real pages exactly that role's view of exactly that item changes."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from programs.coaching.queries import agreement_of, objectives_of_contract, parties_of
from programs.coaching.queries.signing import materials_of
from programs.covenant.actions import declare_terms
from programs.covenant.items import ORGANIZATION, ROLES, Access, Item, choices_for
from programs.covenant.policy import Reading
from programs.covenant.terms import Terms
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import State
from programs.engagements.queries import people_of
from programs.evaluations.actions.batches import join_rounds
from programs.goals.actions import add_measurement, agree_action
from programs.goals.models import Action, Measurement, Objective
from programs.goals.reading import readable_actions, readable_measurements, readable_objectives
from programs.scheduling.actions import log_session, propose_topic
from programs.scheduling.models import SessionPlace, Topic
from programs.scheduling.queries import readable_places, readable_topics, shown_places
from programs.training.actions import enroll
from tests.factories import coaching, evaluations, mentoring, training
from tests.factories.covenant import terms_with
from tests.factories.goals import make_objective, place_of, set_state

pytestmark = pytest.mark.usefixtures("harbour")
HIDES_TOO = {"objectives": {"measurements"}}  # what is measured is read on the page of its objective


class Eyes:
    """One person's browser."""

    def __init__(self, membership):
        self.client = Client()
        self.client.force_login(membership.user)

    def page(self, path: str) -> str:
        answer = self.client.get(f"/o/harbour/{path}")
        return answer.content.decode() if answer.status_code == 200 else ""


def open_to_all(kind: str) -> dict:
    """Every cell as open as it can be, but notes, which have tests of their own."""
    items = [item for item in Item if item != Item.NOTES]
    return {(item.value, str(role)): choices_for(item, role)[-1] for item in items for role in ROLES[Kind(kind)]}


def cells_to_close(kind: str) -> list[tuple[str, str]]:
    """The cells with a choice."""
    return [cell for cell in open_to_all(kind) if len(choices_for(*cell)) > 1]


def declare(cast, engagement, cells: dict) -> None:
    declare_terms(program=engagement.program, terms=terms_with(engagement.program.kind, cells), by=cast.administrator)


def changed_by_each(cast, engagement, look) -> dict:
    """Close one cell at a time: cell to what is not seen any more."""
    kind = engagement.program.kind
    everything = open_to_all(kind)
    declare(cast, engagement, everything)
    before = look()
    assert all(before.values()), before
    found = {}
    for item, role in cells_to_close(kind):
        declare(cast, engagement, {**everything, (item, role): choices_for(item, role)[0]})
        found[item, role] = {cell for cell, seen in look().items() if not seen}
    return found


def expected(cells, seen) -> dict:
    """Exactly the closed cell, and what it hides too."""
    also = {cell: {(item, cell[1]) for item in HIDES_TOO.get(cell[0], ())} for cell in cells}
    return {cell: ({cell} | also[cell]) & seen for cell in cells}


def held_session(engagement, lead, excused):
    """A session that took place, of which one person was excused."""
    people = [place for place in people_of(engagement) if place.role != "sponsor"]
    marks = {place.pk: "excused" if place.membership_id == excused.pk else "present" for place in people}
    session, _ = log_session(
        engagement=engagement,
        starts_at=timezone.now() - timedelta(days=2),
        minutes=60,
        place="",
        attendance=marks,
        by=place_of(engagement, lead),
    )
    return session


def say(engagement, membership, text: str, **fields) -> Topic:
    return propose_topic(engagement=engagement, text=text, by=place_of(engagement, membership), **fields)


def promise(engagement, membership, text: str, **fields) -> Action:
    place = place_of(engagement, membership)
    return agree_action(owner=place, text=text, due_on=None, by=place, **fields)


def measured(engagement, membership, title: str, value: str) -> Objective:
    objective = make_objective(engagement, membership, title=title)
    add_measurement(
        objective=objective,
        value=Decimal(value),
        measured_on=timezone.localdate() - timedelta(days=3),
        note=f"behind {value}",
        by=place_of(engagement, membership),
    )
    return objective


def asked_360(engagement, subject):
    """A 360 about somebody, whose page those who may read it can open."""
    place = place_of(engagement, subject)
    return evaluations.make_round(
        engagement, "feedback-360", stage="baseline", subject=place, respondents=[(subject, "self")]
    )


@pytest.fixture
def circle(cast):
    return mentoring.make_circle(cast).engagement


@pytest.fixture
def contract(cast):
    """With the client's and the coach's own things; nobody has signed, so what the program declares holds."""
    contract = coaching.draft(cast)
    set_state(contract.engagement, State.ACTIVE)
    return contract.engagement


def test_each_cell_of_a_circle(cast, circle):
    say(circle, cast.member, "Tiago’s topic")
    promise(circle, cast.participant, "Amara acts")
    promise(circle, cast.member, "Tiago acts")
    measured(circle, cast.participant, "Amara’s aim", "3.37")
    measured(circle, cast.member, "Tiago’s aim", "2.73")
    session = held_session(circle, cast.mentor, excused=cast.member)
    round = evaluations.make_round(circle, "mentoring-end", anonymous=True)
    about = asked_360(circle, cast.participant)
    helen, amara, olga = Eyes(cast.mentor), Eyes(cast.participant), Eyes(cast.administrator)
    base, goals, results = f"circles/{circle.pk}/", f"engagements/{circle.pk}/objectives/", "evaluations/rounds/{}/"

    def look():
        led, lead = amara.page(goals), helen.page(goals)
        page, manage = amara.page(base), olga.page(base + "manage/")
        return {
            ("topics", "mentee"): "Tiago’s topic" in page,
            ("actions", "mentee"): "Tiago acts" in led and "Tiago acts" in page,
            ("actions", "mentor"): "Amara acts" in lead,
            ("objectives", "mentee"): "Tiago’s aim" in led,
            ("objectives", "mentor"): "Amara’s aim" in lead,
            ("measurements", "mentee"): "2.73" in led,
            ("measurements", "mentor"): "3.37" in lead,
            ("attendance", "mentee"): "Excused" in amara.page(f"sessions/{session.pk}/"),
            ("attendance", ORGANIZATION): "excused" in manage,
            ("feedback", "mentor"): bool(helen.page(results.format(about.pk))),
            ("evaluations", "mentor"): bool(helen.page(results.format(round.pk))),
            ("evaluations", "mentee"): bool(amara.page(results.format(round.pk))),
            ("evaluations", ORGANIZATION): round.questionnaire.title in manage,
        }

    found = changed_by_each(cast, circle, look)
    assert found == expected(found, look().keys())


def test_each_cell_of_a_contract(cast, contract):
    say(contract, cast.coach, "Rafael’s topic")
    promise(contract, cast.participant, "Amara acts")
    promise(contract, cast.coach, "Rafael acts")
    aim = measured(contract, cast.participant, "Amara’s aim", "3.37")
    session = held_session(contract, cast.coach, excused=cast.coach)
    round = evaluations.make_round(contract, "coaching-end", anonymous=True)
    about = asked_360(contract, cast.participant)
    rafael, amara = Eyes(cast.coach), Eyes(cast.participant)
    lucia, olga = Eyes(cast.sponsor), Eyes(cast.administrator)
    base, results = f"contracts/{contract.pk}/", "evaluations/rounds/{}/"

    def look():
        lead, led, sponsor = rafael.page(base), amara.page(base), lucia.page(base)
        assert "behind 3.37" not in lucia.page(f"objectives/{aim.pk}/")
        return {
            ("topics", "client"): "Rafael’s topic" in led,
            ("actions", "client"): "Rafael acts" in led,
            ("actions", "coach"): "Amara acts" in lead,
            ("actions", "sponsor"): "Amara acts" in sponsor,
            ("objectives", "coach"): "Amara’s aim" in lead,
            ("objectives", "sponsor"): "Amara’s aim" in sponsor,
            ("measurements", "coach"): "3.37" in lead,
            ("measurements", "sponsor"): "3.37" in sponsor,
            ("attendance", "client"): "Excused" in amara.page(f"sessions/{session.pk}/"),
            ("attendance", "sponsor"): "1 of 2 came" in sponsor,
            ("attendance", ORGANIZATION): "excused" in olga.page(base + "oversee/"),
            ("feedback", "coach"): bool(rafael.page(results.format(about.pk))),
            ("evaluations", "coach"): bool(rafael.page(results.format(round.pk))),
            ("evaluations", "client"): bool(amara.page(results.format(round.pk))),
            ("evaluations", "sponsor"): bool(lucia.page(results.format(round.pk))),
        }

    found = changed_by_each(cast, contract, look)
    assert found == expected(found, look().keys())


def test_each_cell_of_a_course(cast):
    cohort = training.make_cohort(cast)
    for learner in (cast.participant, cast.member):
        enroll(cohort=cohort, membership=learner, by=learner)
    run = training.fresh(cohort).engagement
    set_state(run, State.ACTIVE)
    say(run, cast.member, "Tiago’s topic")
    promise(run, cast.participant, "Amara acts")
    promise(run, cast.member, "Tiago acts")
    session = held_session(run, cast.trainer, excused=cast.member)
    Topic.objects.filter(engagement=run).update(session=session)
    round = evaluations.make_round(run, anonymous=True)
    set_state(run, State.EVALUATING)
    marta, amara, olga = Eyes(cast.trainer), Eyes(cast.participant), Eyes(cast.administrator)
    goals, results = f"engagements/{run.pk}/objectives/", f"evaluations/rounds/{round.pk}/"

    def look():
        page, overseen = amara.page(f"sessions/{session.pk}/"), olga.page(f"cohorts/{run.pk}/")
        return {
            ("topics", "learner"): "Tiago’s topic" in page,
            ("actions", "learner"): "Tiago acts" in amara.page(goals),
            ("actions", "trainer"): "Amara acts" in marta.page(goals),
            ("attendance", "learner"): "Excused" in page,
            ("attendance", ORGANIZATION): "1 of 2 came" in overseen and "1 of 1" in overseen,
            ("evaluations", "trainer"): bool(marta.page(results)),
            ("evaluations", "learner"): bool(amara.page(results)),
            ("evaluations", ORGANIZATION): round.questionnaire.title in overseen,
        }

    found = changed_by_each(cast, run, look)
    assert found == expected(found, look().keys())


def test_rounds_reach_the_results_of_the_program_only_where_it_was_signed(cast):
    cohort = evaluations.make_cohort(cast, state=State.ACTIVE)
    round = evaluations.make_round(cohort)
    for person in evaluations.respondents(round):
        evaluations.answer(round, person)
    declare(cast, cohort, {("evaluations", ORGANIZATION): Access.NONE})
    assert join_rounds(program_id=cohort.program_id) == 0
    declare(cast, cohort, {})
    assert join_rounds(program_id=cohort.program_id) == 1


def test_a_life_question_stays_with_whose_it_is_and_who_leads(cast, circle):
    declare(cast, circle, open_to_all("mentoring"))
    topic = say(circle, cast.member, "May I move home?", life=True)
    promise(circle, cast.member, "Call my mother", life=True)
    aim = make_objective(circle, cast.member, title="Sleep again", life=True)
    words = ("May I move home?", "Call my mother", "Sleep again")
    pages = (f"circles/{circle.pk}/", f"engagements/{circle.pk}/objectives/")

    def said_to(membership) -> list[str]:
        shown = " ".join(Eyes(membership).page(path) for path in pages)
        return [text for text in words if text in shown]

    assert said_to(cast.member) == said_to(cast.mentor) == list(words)
    assert said_to(cast.participant) == []
    amara = Eyes(cast.participant)
    assert not amara.page(f"objectives/{aim.pk}/")
    assert amara.client.post(f"/o/harbour/topics/{topic.pk}/back/", {"back": "1"}).status_code == 404
    olga = Eyes(cast.administrator).page(f"circles/{circle.pk}/manage/")
    assert olga and not any(text in olga for text in words)


def test_a_sponsor_neither_reads_nor_signs_a_life_question(cast, contract):
    declare(cast, contract, open_to_all("coaching"))
    measured(contract, cast.participant, "Lead well", "3.37")
    hidden = make_objective(contract, cast.participant, title="Sleep again", life=True)
    promise(contract, cast.participant, "Call my mother", life=True)
    lucia, rafael = Eyes(cast.sponsor), Eyes(cast.coach)
    page = lucia.page(f"contracts/{contract.pk}/")
    assert "Lead well" in page and "Sleep again" not in page and "Call my mother" not in page
    assert not lucia.page(f"objectives/{hidden.pk}/")
    assert "Sleep again" in rafael.page(f"contracts/{contract.pk}/")
    parties = parties_of(contract.contract)
    known = {contract.pk: (parties, objectives_of_contract(parties))}
    (material,) = materials_of([contract.contract], known, {})
    signed = agreement_of(material)
    assert "Lead well" in signed.text and "Sleep again" not in signed.text
    assert "Sleep again" in signed.parts[place_of(contract, cast.participant).pk]
    closed = terms_with("coaching", {("objectives", "sponsor"): Access.NONE})
    assert "Lead well" not in agreement_of(replace(material, terms=closed)).text


def any_terms(kind: str, dice: random.Random) -> Terms:
    cells = {cell: dice.choice(choices_for(*cell)) for cell in open_to_all(kind)}
    return terms_with(kind, cells)


def rows_of(reading: Reading) -> list[tuple]:
    """Each kind of row: what the database gives this person, and what the policy allows."""

    def allowed(item, rows, owner, life=None):
        return {row.pk for row in rows if reading.allows(item, owner_id=owner(row), life=bool(life and life(row)))}

    def ids(rows):
        return set(rows.values_list("pk", flat=True))

    mine = allowed(Item.OBJECTIVES, Objective.objects.all(), lambda row: row.owner_id, lambda row: row.life)
    numbers = Measurement.objects.select_related("objective")
    read = allowed(Item.MEASUREMENTS, numbers, lambda row: row.objective.owner_id, lambda row: row.objective.life)
    places = allowed(Item.ATTENDANCE, SessionPlace.objects.all(), lambda row: row.participation_id)
    return [
        (
            ids(readable_topics(reading)),
            allowed(Item.TOPICS, Topic.objects.all(), lambda row: row.proposed_by_id, lambda row: row.life),
        ),
        (ids(readable_objectives(reading)), mine),
        (
            ids(readable_measurements(reading)),
            {row.pk for row in numbers if row.pk in read and row.objective_id in mine},
        ),
        (
            ids(readable_actions(reading)),
            allowed(Item.ACTIONS, Action.objects.all(), lambda row: row.owner_id, lambda row: row.life),
        ),
        (ids(readable_places(reading)), places),
        ({row.pk for row in shown_places(reading) if row.shown is not None}, places),
    ]


@pytest.mark.parametrize("kind", ["mentoring", "coaching"])
def test_whatever_is_signed_the_database_gives_what_the_policy_allows(cast, request, kind):
    engagement = request.getfixturevalue({"mentoring": "circle", "coaching": "contract"}[kind])
    lead, led = (cast.mentor, cast.member) if kind == "mentoring" else (cast.coach, cast.participant)
    held_session(engagement, lead, excused=lead)
    for number, person in enumerate((lead, led)):
        for life in (False, True):
            say(engagement, person, f"Topic {number} {life}", life=life)
            promise(engagement, person, f"Action {number} {life}", life=life)
    measured(engagement, led, "Aim", "3.37")
    make_objective(engagement, led, title="Life", life=True)
    dice = random.Random(kind)  # noqa: S311
    people = people_of(engagement)
    for _ in range(15):
        terms = any_terms(kind, dice)
        readings = [Reading(terms, place.role, place.pk, place.membership_id) for place in people]
        for reading in [*readings, Reading(terms, ORGANIZATION, None, cast.administrator.pk)]:
            for given, allowed in rows_of(reading):
                assert given == allowed, reading
