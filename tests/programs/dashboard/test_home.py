"""Home joins all three kinds and says what to do now."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories.world import make_world

HOME = "/o/harbour/"
QUERIES = 31  # 28 questions for the three kinds; the test’s own transaction adds two pairs of savepoints


@pytest.fixture
def world(cast, harbour):
    return make_world(cast)


def test_somebody_without_anything_is_told_what_to_do(cast, as_):
    page = as_(cast.bystander).get(HOME).content.decode()
    assert "No session is planned for you" in page
    assert "You are in no program yet" in page
    assert "See the courses" in page


def test_a_participant_sees_all_three_kinds(cast, world, as_):
    page = as_(cast.participant).get(HOME).content.decode()
    for title in ("First-time leads", "Amara Okafor with Rafael Moreira", "Hard talks"):
        assert title in page


def test_the_next_session_stands_at_the_head_with_its_topics(cast, world, as_):
    page = as_(cast.participant).get(HOME).content.decode()
    assert "canary-circle-topic" in page
    assert "11:00 in" not in page, "people whose clocks agree need no second time"


def test_what_waits_comes_with_one_verb_each(cast, world, as_):
    page = as_(cast.participant).get(HOME).content.decode()
    assert "Read and agree" in page
    assert "Answer" in page
    assert "/agreement/" not in page, "the contract is signed"
    assert "Read and sign who sees what" in page, "the circle's mentor has proposed a change"


def test_the_lead_is_asked_to_write_up_a_session_that_is_over(cast, world, as_):
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=True):
        page = as_(cast.mentor).get(HOME).content.decode()
    assert "Write it up" in page


def test_a_sponsor_sees_no_words_of_the_sessions(cast, world, as_):
    page = as_(cast.sponsor).get(HOME).content.decode()
    assert "canary-contract-topic" not in page
    assert "canary-contract-action" not in page


def test_the_page_costs_the_same_whatever_it_shows(cast, world, as_, django_assert_num_queries):
    browser = as_(cast.participant)
    with django_assert_num_queries(QUERIES):
        browser.get(HOME)
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=True), django_assert_num_queries(QUERIES):
        browser.get(HOME)
