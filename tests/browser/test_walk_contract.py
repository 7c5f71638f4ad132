"""A coaching contract from the proposal of coaches to the closing document: client, coach and sponsor, each in a
browser of their own."""

import pytest
from playwright.sync_api import expect

from portal.outbox.relay import relay
from programs.coaching.actions import offer_coaches
from programs.coaching.models import CoachChoice
from tests.browser.conftest import SIZES
from tests.browser.visitor import Visitor, day, workday
from tests.factories.coaches import make_coaches
from tests.factories.coaching import make_program

CONTRACT = "Amara Okafor with Rafael Moreira"
OBJECTIVE = "Let the team make the decisions that are theirs"
DESIGN = (
    ("purpose", "Purpose", "The team has doubled."),
    ("focus_areas", "Focus areas", "Delegating\nSpeaking early"),
    ("working_arrangement", "Working arrangement", "One hour every two weeks."),
)
SHARED, PRIVATE = "She rehearsed the first sentence.", "Listen for the word must."
TOPIC, REMARK, PROOF = "How do I stop answering for them?", "They decided on the rota alone.", "The rota of November"
REPORT = "I answer less, and they decide more."
UNSAID = (SHARED, PRIVATE, TOPIC, REMARK)


@pytest.fixture
def seats(browser, browser_context_args, portal_url, cast):
    """Three people in three browsers, who stay signed in."""
    contexts = [browser.new_context(**browser_context_args) for _ in range(3)]
    people = (cast.participant, cast.coach, cast.sponsor)
    visitors = [Visitor(context.new_page(), portal_url, also_at=SIZES["desktop"]) for context in contexts]
    for visitor, person in zip(visitors, people, strict=True):
        visitor.becomes(person)
    yield visitors
    for context in contexts:
        context.close()


def home(visitor) -> None:
    """To the contract: the first time from the person's home."""
    if hasattr(visitor, "contract"):
        visitor.open(visitor.contract)
        return
    visitor.open("/o/harbour/")
    visitor.follow(CONTRACT, within=visitor.page.get_by_role("region", name="Your programs"))
    visitor.contract = visitor.path


def test_a_contract_from_the_proposal_to_the_closing_document(seats, cast, inside_harbour, let_time_pass):
    client, coach, sponsor = seats
    with inside_harbour():
        program = make_program(cast)
        coaches = [coach.pk for coach in make_coaches(cast)]
    client_asks_and_chooses(client, cast, inside_harbour, program, coaches)
    client_and_coach_design_it(client, coach)
    everybody_signs(seats, cast)
    client_books(client)
    let_time_pass(days=10)
    coach_writes_it_up(coach)
    relay()
    client_measures(client)
    client_reports(client)
    sponsor_reads_what_is_released_alone(sponsor)
    coach_begins_the_evaluation(coach)
    relay()
    sponsor_answers(sponsor)
    client_says_what_became_of_it(client)
    coach_closes_it(coach)
    everybody_keeps_a_closing_document(seats)


def client_asks_and_chooses(client, cast, inside_harbour, program, coaches):
    client.open(f"/o/harbour/choices/new/{program.pk}/")
    client.fill(wishes="Somebody who does not spare me", starts_on=day(0), ends_on=day(180), session_budget=6)
    client.press("Ask for a coach")
    with inside_harbour():
        choice = CoachChoice.objects.select_related("client__user", "program").get()
        offer_coaches(choice=choice, coaches=coaches, by=cast.administrator)
    relay()
    client.open(f"/o/harbour/choices/{choice.pk}/")
    client.follow("Choose Rafael Moreira")
    client.choose(sponsor="Lucía Ferrer")
    client.press("Choose this coach")
    relay()


def client_and_coach_design_it(client, coach):
    home(client)
    client.press("Start the design")
    for part, heading, words in DESIGN:
        client.page.locator(f"#id_{part}-text").fill(words)
        client.press(f"Save {heading}")
    client.press("Add an objective")
    client.fill(
        title=OBJECTIVE, indicator="Team survey, average score", unit="points", baseline=2, target=5, due_on=day(150)
    )
    client.press("Save the objective")
    client.sees(OBJECTIVE)
    client.press("Hand over to Rafael Moreira")
    home(coach)
    coach.sees("the design is complete.")
    coach.press("Send for signing")
    relay()


def everybody_signs(seats, cast):
    for visitor, person in zip(seats, (cast.participant, cast.coach, cast.sponsor), strict=True):
        home(visitor)
        visitor.follow("Read and sign")
        visitor.sees(OBJECTIVE, "The team has doubled.")
        visitor.fill(name=person.name)
        visitor.press("Sign the agreement")
    seats[2].follow("Read it all")
    seats[2].sees("in force since")
    relay()


def client_books(client):
    home(client)
    client.follow("Book the first session")
    client.book_at(workday(7), "15:00", topic=TOPIC)
    client.sees("Booked.", TOPIC)
    home(client)
    client.sees("session 1 is")


def coach_writes_it_up(coach):
    home(coach)
    coach.follow("Write it up")
    coach.sees(TOPIC)
    coach.fill(shared=SHARED, own=PRIVATE)
    coach.press("Save and share with Amara")
    coach.sees(SHARED, PRIVATE)


def client_measures(client):
    home(client)
    expect(client.page.locator(".stages [aria-current]")).to_contain_text("Active")
    client.follow("All notes")
    client.sees(SHARED)
    client.sees_nowhere(PRIVATE)
    home(client)
    client.follow("Add a measurement")
    client.fill(value="3.5", note=REMARK)
    client.press("Save the measurement")
    home(client)
    shows_the_numbers(client)


def shows_the_numbers(visitor):
    chart = visitor.page.get_by_role("img", name=OBJECTIVE)
    for number in ("2", "3.5", "5"):
        expect(chart).to_contain_text(number)


def client_reports(client):
    client.follow("Progress reports")
    client.follow("Write a report")
    client.fill(progress=REPORT, support="An hour without calls")
    client.press("Keep it and see what goes out")
    client.sees(REPORT)
    client.press("Release it")
    relay()


def sponsor_reads_what_is_released_alone(sponsor):
    home(sponsor)
    shows_the_numbers(sponsor)
    sponsor.sees_nowhere(*UNSAID)
    sponsor.follow("Progress reports")
    sponsor.follow("Report 1")
    sponsor.sees(REPORT)
    sponsor.sees_nowhere(*UNSAID)
    home(sponsor)
    sponsor.follow(OBJECTIVE)
    sponsor.sees_nowhere(*UNSAID)


def coach_begins_the_evaluation(coach):
    home(coach)
    coach.follow("Begin the evaluation")
    coach.press("Begin the evaluation")


def sponsor_answers(sponsor):
    home(sponsor)
    sponsor.follow("Answer the questions")
    sponsor.answer_scales(4)
    sponsor.fill(said="She lets them decide.")
    sponsor.press("Send the answers")
    home(sponsor)
    sponsor.sees_nowhere("Answer the questions")


def client_says_what_became_of_it(client):
    home(client)
    client.follow("Say what became of your objectives")
    client.tick("Partly reached")
    client.page.locator("[name^=proof_]").first.fill(PROOF)
    client.press("Save the outcomes")
    client.tick("A mentor")
    client.press("Save")


def coach_closes_it(coach):
    home(coach)
    coach.follow("Close the contract")
    coach.press("Close the contract")
    coach.sees("this contract is closed")


def everybody_keeps_a_closing_document(seats):
    contract = seats[1].path
    for visitor in seats:
        visitor.open(f"{contract}closing/")
        visitor.sees(OBJECTIVE, "Partly reached", PROOF)
        visitor.sees_nowhere(*UNSAID)
