"""Links that work without signing in: whose they are, how long they work, and that nobody can make one up."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.signing import TimestampSigner

from programs.scheduling.links import answer_token, feed_token, is_feed_token, read_answer_token

PLACE = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
HARBOUR = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
AMARA = UUID("01890a5d-ac96-774b-bcce-b302099a8059")


def test_an_answer_link_leads_to_its_organization_and_place():
    token = answer_token(PLACE, HARBOUR)
    assert read_answer_token(token) == (HARBOUR, PLACE)
    assert len(token) < 100
    assert not set(token) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "a.b.c",
        "ü" * 40,
        "\ud800.\ud800.\ud800",
        "\x00",
        "a" * 100_000,
        TimestampSigner(salt="another", sep=".").sign("AYkKXayWd0u8zrMCCZqAVwGJCl2sl3RLvM6zAgmagFg"),
        TimestampSigner(salt="programs.scheduling.answer", sep=".").sign("not two ids"),
    ],
    ids=range(10),
)
def test_what_we_did_not_give_out_leads_nowhere(token):
    assert read_answer_token(token) is None


def test_a_changed_answer_link_leads_nowhere():
    token = answer_token(PLACE, HARBOUR)
    for position in range(len(token)):
        other = "A" if token[position] != "A" else "B"
        assert read_answer_token(token[:position] + other + token[position + 1 :]) is None


def test_an_answer_link_works_for_400_days():
    with time_machine.travel("2026-01-05T08:00:00Z", tick=False) as clock:
        token = answer_token(PLACE, HARBOUR)
        clock.shift(timedelta(days=400))
        assert read_answer_token(token) == (HARBOUR, PLACE)
        clock.shift(timedelta(seconds=1))
        assert read_answer_token(token) is None


def test_a_feed_has_one_address_per_version():
    token = feed_token(AMARA, 1)
    assert token == feed_token(AMARA, 1)
    assert len(token) == 43
    assert token not in {feed_token(AMARA, 2), feed_token(PLACE, 1), feed_token(AMARA, 11)}
    assert is_feed_token(token, AMARA, 1)


@pytest.mark.parametrize("other", [(AMARA, 2), (AMARA, 0), (PLACE, 1)])
def test_an_address_that_was_replaced_or_is_somebody_else_s_is_refused(other):
    assert not is_feed_token(feed_token(AMARA, 1), *other)


@pytest.mark.parametrize("token", ["", "ü", "x" * 100_000, "\x00"])
def test_a_made_up_feed_token_is_refused(token):
    assert not is_feed_token(token, AMARA, 1)


def test_links_survive_a_new_key_of_the_install_while_the_old_one_is_kept(settings):
    answer, feed = answer_token(PLACE, HARBOUR), feed_token(AMARA, 1)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of the install, long enough to be one"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert read_answer_token(answer) == (HARBOUR, PLACE)
    assert is_feed_token(feed, AMARA, 1)
    assert feed_token(AMARA, 1) != feed
    assert is_feed_token(feed_token(AMARA, 1), AMARA, 1)
    settings.SECRET_KEY_FALLBACKS = []
    assert read_answer_token(answer) is None
    assert not is_feed_token(feed, AMARA, 1)
