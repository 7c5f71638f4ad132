"""A training course from the catalogue to a certificate that a stranger checks, page by page."""

from playwright.sync_api import expect

from portal.outbox.relay import relay
from programs.training.models import Certificate
from tests.browser.visitor import day
from tests.factories.training import make_training_program

COURSE = "Difficult conversations"


def test_a_course_from_the_catalogue_to_a_checked_certificate(visitor, cast, inside_harbour, let_time_pass):
    with inside_harbour():
        program = make_training_program(cast)
    administrator_plans_it(visitor, cast, program)
    learners_enrol_until_it_is_full(visitor, cast)
    first_one_gives_up(visitor, cast)
    trainer_starts_it(visitor, cast)
    let_time_pass(days=20)
    trainer_marks_who_came(visitor, cast)
    trainer_completes_it(visitor, cast)
    relay()
    learner_has_a_certificate(visitor, cast)
    with inside_harbour():
        code = Certificate.objects.get().code
    stranger_checks_it(visitor, code)


def administrator_plans_it(visitor, cast, program):
    visitor.becomes(cast.administrator, f"/o/harbour/programs/{program.pk}/")
    visitor.follow("New course")
    visitor.fill(title=COURSE, summary="Practise the talks most people put off.", outcomes="Open a hard talk")
    visitor.press("Put it in the catalogue")
    visitor.follow("Plan a run")
    visitor.fill(name="Spring run", place="Room 4", starts_on=day(7), ends_on=day(60), seats=1, needed_attendance=1)
    visitor.choose(trainer="Marta Quist")
    visitor.press("Plan this run")
    visitor.follow("Plan a session")
    visitor.fill(title="Opening well", starts_at=f"{day(10)}T10:00", minutes=120)
    visitor.press("Plan this session")
    visitor.sees("Opening well")
    visitor.press("Open enrolling")
    relay()


def looks_at_the_course(visitor, membership):
    visitor.becomes(membership, "/o/harbour/courses/")
    visitor.follow(COURSE)


def learners_enrol_until_it_is_full(visitor, cast):
    looks_at_the_course(visitor, cast.member)
    visitor.sees("1 of 1 places are free")
    visitor.tick("I have read who sees what")
    visitor.press("Enrol")
    visitor.sees("Opening well")

    for number, learner in enumerate((cast.participant, cast.bystander), start=1):
        looks_at_the_course(visitor, learner)
        visitor.sees("Full, waiting list open", f"You would be number {number}")
        visitor.press("Join the waiting list")
        visitor.sees(f"You are number {number} on the waiting list")
    relay()


def first_one_gives_up(visitor, cast):
    visitor.visits(COURSE, cast.member)
    visitor.follow("Give up my place")
    visitor.press("Give up my place")
    relay()

    looks_at_the_course(visitor, cast.participant)
    visitor.sees("You have a place")
    looks_at_the_course(visitor, cast.bystander)
    visitor.sees("You are number 1 on the waiting list")


def trainer_starts_it(visitor, cast):
    visitor.visits(COURSE, cast.trainer)
    visitor.sees("1 of 1 places are taken")
    visitor.press("Start the run")
    relay()


def trainer_marks_who_came(visitor, cast):
    visitor.visits(COURSE, cast.trainer)
    visitor.sees("Opening well waits for its attendance")
    visitor.follow("Mark attendance")
    marks = visitor.page.get_by_role("radiogroup", name="Amara Okafor")
    expect(marks.get_by_label("Present")).to_be_checked()
    marks.get_by_label("Excused").check()
    marks.get_by_label("Present").check()
    visitor.press("Save attendance")
    visitor.sees("1 of 1 came")


def trainer_completes_it(visitor, cast):
    visitor.visits(COURSE, cast.trainer)
    visitor.follow("Complete the run")
    visitor.sees("gets the certificate")
    visitor.press("Complete the run")
    visitor.sees("The run is completed")


def learner_has_a_certificate(visitor, cast):
    visitor.visits(COURSE, cast.participant)
    visitor.follow("See my certificate")
    certificate = visitor.page.get_by_role("article", name="Certificate")
    for words in ("Amara Okafor", COURSE, "Harbour Health", "Marta Quist"):
        expect(certificate).to_contain_text(words)


def stranger_checks_it(visitor, code):
    visitor.leave()
    visitor.open("/check/")
    visitor.fill(code=code.lower())
    visitor.press("Check")
    visitor.sees("This certificate is valid", "Amara Okafor", COURSE, "Harbour Health")
    visitor.open("/check/")
    visitor.fill(code="AAAA-2222")
    visitor.press("Check")
    visitor.sees("No certificate has this code")
