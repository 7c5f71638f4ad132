"""The catalogue is complete: each kind has words, a link that exists, and a check before it is mailed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from programs.engagements.kinds import Kind
from programs.notifications.catalogue import CATALOGUE
from programs.notifications.queries.present import CHECKS
from programs.notifications.wording import begins, put_into_words

NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
FACTS = {
    "objective_id": str(uuid4()),
    "choice_id": str(uuid4()),
    "coach_id": str(uuid4()),
    "introduction_id": "8d9c6f6e-0000-7000-8000-000000000000",
    "story_id": "8d9c6f6e-0000-7000-8000-000000000000",
    "title": "First-year leads",
    "kind": "mentoring",
    "engagement_id": str(uuid4()),
    "session_id": str(uuid4()),
    "poll_id": str(uuid4()),
    "proposal_id": str(uuid4()),
    "request_id": str(uuid4()),
    "enrollment_id": str(uuid4()),
    "series_id": str(uuid4()),
    "opening_id": str(uuid4()),
    "assignment_id": str(uuid4()),
    "supporter_id": str(uuid4()),
    "opened": datetime(2026, 5, 12, 8, tzinfo=UTC).isoformat(),
    "count": 12,
    "rule": "every two weeks on Thursday",
    "last": datetime(2026, 10, 15, 13, 30, tzinfo=UTC).isoformat(),
    "starts_at": datetime(2026, 5, 14, 13, 30, tzinfo=UTC).isoformat(),
    "ends_at": datetime(2026, 5, 14, 14, 30, tzinfo=UTC).isoformat(),
    "was": datetime(2026, 5, 13, 13, 30, tzinfo=UTC).isoformat(),
    "until": datetime(2026, 5, 28, 12, tzinfo=UTC).isoformat(),
    "due_on": "2026-05-13",
    "closes": datetime(2026, 5, 13, 22, 59, tzinfo=UTC).isoformat(),
    "zone": "Europe/Lisbon",
    "by": "1",
}


def tell(message, zone="Europe/Lisbon", **facts):
    return put_into_words(
        kind=message, facts={**FACTS, **facts}, slug="harbour", zone=ZoneInfo(zone), names={"1": "Helen Byrne"}, now=NOW
    )


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_has_words_and_leads_to_a_page(kind):
    told = tell(kind)
    assert told.path.startswith("/o/harbour/")
    assert told.path != "/o/harbour/notices/", "the page that it should lead to does not exist"
    assert told.sentence.endswith((".", "?"))
    assert "{" not in told.sentence + told.subject + told.button
    assert "\n" not in told.subject


@pytest.mark.parametrize("engagement_kind", Kind)
def test_every_kind_of_engagement_has_a_page(engagement_kind):
    assert tell("engagement-started", kind=engagement_kind).path != "/o/harbour/notices/"


def test_every_kind_is_looked_at_again_before_it_is_mailed():
    assert set(CHECKS) == set(CATALOGUE)


def test_the_time_is_the_readers_and_the_other_clock_is_named():
    assert "10:30 to 11:30 São Paulo time (14:30 in Lisbon)" in tell("session-moved", "America/Sao_Paulo").sentence
    assert "14:30 to 15:30 Lisbon time." in tell("session-moved").sentence


def test_who_is_gone_is_somebody():
    assert tell("member-left", by="2").sentence == "Somebody has left First-year leads."


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=24), "In 24 hours"),
        (timedelta(minutes=59), "In one hour"),
        (timedelta(minutes=20), "In 20 minutes"),
        (timedelta(seconds=50), "In one minute"),
        (timedelta(seconds=-50), "In 0 minutes"),
    ],
)
def test_a_reminder_says_how_long_it_is_from_now(ahead, words):
    assert begins(ahead) == words
