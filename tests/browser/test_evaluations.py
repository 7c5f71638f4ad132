"""Answering in a browser: questions that come and go, a draft, half an answer, the end; and how somebody hears."""

import pytest
from playwright.sync_api import expect

from programs.evaluations.actions import plan_round
from programs.evaluations.models import Response
from tests.factories.evaluations import make_cohort
from tests.factories.questionnaires import make_own


@pytest.fixture
def round(cast, inside_harbour):
    with inside_harbour():
        own = make_own(cast, title="How it was")
        return plan_round(engagement=make_cohort(cast), code=own.code, stage="end", by=None, anonymous=True)


def test_questions_that_hang_on_others_a_draft_and_the_end(visitor, cast, round, inside_harbour):
    visitor.becomes(cast.participant, "/o/harbour/evaluations/")
    visitor.follow("How it was")
    page = visitor.page
    why = page.get_by_label("Why not?")
    expect(why).to_be_hidden()
    page.locator("input[name=again][value=no]").check()
    why.fill("The room was cold.")
    visitor.press("Save and go on later")
    visitor.sees("Nothing is handed in yet.")
    visitor.open("/o/harbour/evaluations/")
    visitor.follow("How it was")
    expect(why).to_have_value("The room was cold.")
    visitor.press("Send the answers")
    visitor.sees("Choose a number from 0 to 10.")
    expect(why).to_have_value("The room was cold.")
    page.locator("input[name=worth][value='7']").check()
    visitor.fill(hours=3)
    visitor.tick("In a room")
    expect(page.get_by_text("What was hard?")).to_be_hidden()
    visitor.press("Send the answers")
    visitor.sees("Thank you. Your answers are handed in.")
    with inside_harbour():
        assert Response.objects.get().request is None


def test_pages_about_mail_and_evaluations_can_be_read_by_everybody(visitor, cast, round):
    visitor.becomes(cast.participant, "/o/harbour/notices/settings/")
    visitor.open("/o/harbour/reminders/")
    visitor.becomes(cast.administrator, "/o/harbour/delivery/")
    for path in ("evaluations/overview/", "evaluations/questionnaires/", f"evaluations/rounds/{round.pk}/manage/"):
        visitor.open(f"/o/harbour/{path}")
