"""The overview shows activity and numbers, and nothing that anybody wrote."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from programs.dashboard.health import CHECK_IN, ON_TRACK, TOO_EARLY, health_of
from tests.factories.world import make_world

OVERVIEW = "/o/harbour/overview/"
QUERIES = 12  # nine questions; the test’s own transaction adds two pairs of savepoints
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def world(cast, harbour):
    return make_world(cast)


def ago(days):
    return NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("started", "last", "following", "word"),
    [
        (ago(200), ago(10), None, ON_TRACK),
        (ago(200), None, NOW + timedelta(days=3), ON_TRACK),
        (ago(200), ago(43), None, CHECK_IN),
        (ago(200), None, None, CHECK_IN),
        (ago(27), None, None, TOO_EARLY),
    ],
)
def test_health_follows_from_activity(started, last, following, word):
    assert health_of(started=started, last_session=last, next_session=following, now=NOW) == word


def test_an_empty_organization_is_told_how_to_begin(cast, as_):
    page = as_(cast.administrator).get(OVERVIEW).content.decode()
    assert "Set up a program" in page
    assert "The chart begins with the first session" in page


def test_a_member_may_not_look_over_others(cast, as_):
    assert as_(cast.participant).get(OVERVIEW).status_code == 403


def test_a_manager_sees_only_the_programs_given_to_them(cast, world, as_):
    page = as_(cast.manager).get(OVERVIEW).content.decode()
    assert "Leads" in page
    assert "Bigger teams" not in page


def test_a_silent_engagement_asks_for_a_check_in(cast, world, as_):
    later = timezone.now() + timedelta(days=120)
    with time_machine.travel(later, tick=True):
        page = as_(cast.administrator).get(OVERVIEW).content.decode()
    assert "and none planned" in page
    assert "First-time leads" in page


def test_nothing_confidential_stands_there(cast, world, as_):
    page = as_(cast.administrator).get(OVERVIEW).content.decode()
    assert not [secret for secret in world.canaries if secret in page]


def test_it_costs_the_same_with_more_engagements(cast, world, as_, django_assert_num_queries):
    browser = as_(cast.administrator)
    with django_assert_num_queries(QUERIES):
        browser.get(OVERVIEW)
