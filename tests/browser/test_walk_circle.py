"""A mentoring circle from the program to its end evaluation, page by page."""

from playwright.sync_api import expect

from portal.outbox.relay import relay
from tests.browser.visitor import day, workday

CIRCLE = "First-time leads"
SHARED, PRIVATE = "Ask first, answer second.", "Tiago was quiet today."


def test_a_circle_from_its_program_to_its_end(visitor, cast, let_time_pass):
    administrator_forms_it(visitor, cast)
    everybody_agrees(visitor, cast)
    mentor_starts_and_books(visitor, cast)
    members_say_what_they_need(visitor, cast)
    let_time_pass(days=10)
    mentor_writes_it_up(visitor, cast)
    member_reads_what_is_shared(visitor, cast)
    mentor_ends_it(visitor, cast)
    relay()
    member_answers(visitor, cast)


def administrator_forms_it(visitor, cast):
    visitor.becomes(cast.administrator, "/o/harbour/programs/")
    visitor.follow("New program")
    visitor.tick("Mentoring")
    visitor.fill(name="New leaders", purpose="Nobody leads alone in the first year.")
    visitor.press("Save and go on")
    visitor.press("Open program")
    visitor.follow("New circle")
    visitor.fill(title=CIRCLE, purpose="Talk honestly about the first year.", starts_on=day(0), ends_on=day(200))
    visitor.choose(mentor="Helen Byrne")
    visitor.tick("Amara Okafor")
    visitor.tick("Tiago Mendes")
    visitor.press("Form the circle")
    visitor.sees("Helen Byrne", "Amara Okafor", "Tiago Mendes")
    relay()


def everybody_agrees(visitor, cast):
    for person in (cast.mentor, cast.participant, cast.member):
        visitor.visits(CIRCLE, person)
        visitor.sees("What is said here stays here.")
        visitor.press("Agree to what stands here")
        visitor.press("Sign who sees what")
    visitor.sees("Signed by everybody")
    visitor.follow(CIRCLE)
    visitor.sees("Agreed by all 3")


def mentor_starts_and_books(visitor, cast):
    visitor.visits(CIRCLE, cast.mentor)
    visitor.press("Start the circle")
    visitor.sees("The circle has begun.")
    visitor.follow("Book a session")
    visitor.book_at(workday(7), "10:00", place="The small room")
    visitor.sees("Booked.", "The small room")
    relay()


def members_say_what_they_need(visitor, cast):
    visitor.visits(CIRCLE, cast.participant)
    visitor.page.get_by_label("Propose a topic").fill("How do I say no?")
    visitor.press("Propose")
    visitor.sees("Proposed. The others can see it.", "How do I say no?")

    visitor.visits(CIRCLE, cast.member)
    visitor.sees("How do I say no?")
    visitor.press("Me too for this topic")
    expect(visitor.page.get_by_role("button", name="You for this topic")).to_have_attribute("aria-pressed", "true")


def mentor_writes_it_up(visitor, cast):
    visitor.visits(CIRCLE, cast.mentor)
    visitor.follow("Write it up")
    visitor.sees("How do I say no?", "Who came?")
    visitor.fill(shared=SHARED, own=PRIVATE)
    visitor.press("Save and share with everybody here")
    visitor.sees(SHARED, PRIVATE)
    relay()


def member_reads_what_is_shared(visitor, cast):
    visitor.visits(CIRCLE, cast.member)
    visitor.sees(SHARED)
    visitor.sees_nowhere(PRIVATE)
    visitor.follow("Notes from")
    visitor.sees(SHARED, "3 of 3")
    visitor.sees_nowhere(PRIVATE)


def mentor_ends_it(visitor, cast):
    visitor.visits(CIRCLE, cast.mentor)
    visitor.follow("End the circle")
    visitor.tick("Completed")
    visitor.press("End the circle")
    visitor.sees("This circle has come to its end.")


def member_answers(visitor, cast):
    visitor.becomes(cast.member)
    visitor.sees("Looking back on the circle")
    visitor.visits(CIRCLE, cast.member)
    visitor.follow("Answer the questions")
    visitor.answer_scales(4)
    visitor.page.get_by_label("Yes", exact=True).check()
    visitor.page.get_by_label("What helped you most?").fill("That nobody laughed.")
    visitor.press("Send the answers")
    visitor.open("/o/harbour/")
    visitor.sees_nowhere("Looking back on the circle")
