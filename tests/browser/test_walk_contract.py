"""A coaching contract from the draft to the outcome of its objective, page by page."""

from playwright.sync_api import expect

from portal.outbox.relay import relay
from tests.browser.visitor import day, workday
from tests.factories.coaching import make_program

CONTRACT = "Amara Okafor with Rafael Moreira"
OBJECTIVE = "Let the team make the decisions that are theirs"
DESIGN = (
    ("purpose", "Purpose", "The team has doubled."),
    ("focus_areas", "Focus areas", "Delegating\nSpeaking early"),
    ("working_arrangement", "Working arrangement", "One hour every two weeks."),
)
SHARED, PRIVATE = "She rehearsed the first sentence.", "Listen for the word must."


def test_a_contract_from_its_draft_to_its_outcome(visitor, cast, inside_harbour, let_time_pass):
    with inside_harbour():
        program = make_program(cast)
    administrator_drafts_it(visitor, cast, program)
    client_and_coach_design_it(visitor, cast)
    everybody_signs(visitor, cast)
    client_books(visitor, cast)
    let_time_pass(days=10)
    coach_writes_it_up(visitor, cast)
    relay()
    client_measures(visitor, cast)
    sponsor_sees_the_objective_alone(visitor, cast)
    coach_begins_the_evaluation(visitor, cast)
    relay()
    sponsor_answers(visitor, cast)
    coach_closes_it(visitor, cast)


def administrator_drafts_it(visitor, cast, program):
    visitor.becomes(cast.administrator, f"/o/harbour/programs/{program.pk}/")
    visitor.follow("New contract")
    visitor.choose(client="Amara Okafor", coach="Rafael Moreira", sponsor="Lucía Ferrer")
    visitor.fill(starts_on=day(0), ends_on=day(180), session_budget=6)
    visitor.press("Set up the contract")
    visitor.sees("Amara Okafor", "Rafael Moreira", "Lucía Ferrer")
    relay()


def client_and_coach_design_it(visitor, cast):
    visitor.visits(CONTRACT, cast.participant)
    visitor.press("Start the design")
    for part, heading, words in DESIGN:
        visitor.page.locator(f"#id_{part}-text").fill(words)
        visitor.press(f"Save {heading}")
    visitor.press("Add an objective")
    visitor.fill(
        title=OBJECTIVE, indicator="Team survey, average score", unit="points", baseline=2, target=5, due_on=day(150)
    )
    visitor.press("Save the objective")
    visitor.sees(OBJECTIVE, "From 2 to 5 points")

    visitor.visits(CONTRACT, cast.coach)
    visitor.sees("the design is complete.")
    visitor.press("Send for signing")
    relay()


def everybody_signs(visitor, cast):
    for person in (cast.participant, cast.coach, cast.sponsor):
        visitor.visits(CONTRACT, person)
        visitor.follow("Read and sign")
        visitor.sees(OBJECTIVE, "The team has doubled.")
        visitor.fill(name=person.name)
        visitor.press("Sign the agreement")
    visitor.follow("Read it all")
    visitor.sees("in force since")
    relay()


def client_books(visitor, cast):
    visitor.visits(CONTRACT, cast.participant)
    visitor.follow("Book the first session")
    visitor.book_at(workday(7), "15:00", topic="How do I stop answering for them?")
    visitor.sees("Booked.", "How do I stop answering for them?")
    visitor.visits(CONTRACT, cast.participant)
    visitor.sees("session 1 is")


def coach_writes_it_up(visitor, cast):
    visitor.visits(CONTRACT, cast.coach)
    visitor.follow("Write it up")
    visitor.sees("How do I stop answering for them?")
    visitor.fill(shared=SHARED, own=PRIVATE)
    visitor.press("Save and share with Amara")
    visitor.sees(SHARED, PRIVATE)


def client_measures(visitor, cast):
    visitor.visits(CONTRACT, cast.participant)
    expect(visitor.page.locator(".stages [aria-current]")).to_contain_text("Active")
    visitor.follow("All notes")
    visitor.sees(SHARED)
    visitor.sees_nowhere(PRIVATE)
    visitor.visits(CONTRACT, cast.participant)
    visitor.follow("Add a measurement")
    visitor.fill(value="3.5", note="They decided on the rota alone.")
    visitor.press("Save the measurement")
    visitor.visits(CONTRACT, cast.participant)
    shows_the_numbers(visitor)


def shows_the_numbers(visitor):
    chart = visitor.page.get_by_role("img", name=OBJECTIVE)
    for number in ("2", "3.5", "5"):
        expect(chart).to_contain_text(number)


def sponsor_sees_the_objective_alone(visitor, cast):
    visitor.visits(CONTRACT, cast.sponsor)
    shows_the_numbers(visitor)
    visitor.sees_nowhere(SHARED, PRIVATE, "How do I stop answering for them?", "They decided on the rota alone.")
    visitor.follow(OBJECTIVE)
    visitor.sees_nowhere(SHARED, PRIVATE, "How do I stop answering for them?", "They decided on the rota alone.")


def coach_begins_the_evaluation(visitor, cast):
    visitor.visits(CONTRACT, cast.coach)
    visitor.follow("Begin the evaluation")
    visitor.press("Begin the evaluation")


def sponsor_answers(visitor, cast):
    visitor.visits(CONTRACT, cast.sponsor)
    visitor.follow("Answer the questions")
    visitor.answer_scales(4)
    visitor.fill(said="She lets them decide.")
    visitor.press("Send the answers")
    visitor.visits(CONTRACT, cast.sponsor)
    visitor.sees_nowhere("Answer the questions")


def coach_closes_it(visitor, cast):
    visitor.visits(CONTRACT, cast.coach)
    visitor.follow("Close the contract")
    visitor.tick("Partly reached")
    visitor.press("Close the contract")
    visitor.sees("this contract is closed", "Partly reached")
