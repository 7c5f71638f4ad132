"""The link in a mail by which somebody says whether they come, without signing in."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.actions import set_membership_active
from portal.audit.models import AuditEntry
from programs.engagements.actions import end_participation
from programs.scheduling.actions import cancel_session, move_session, propose_topic, remove_person_from_sessions
from programs.scheduling.links import answer_token
from programs.scheduling.models import SessionPlace
from tests.factories.mails import mails_to, send_all
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def session(cast, harbour):
    return make_session(make_circle(cast), cast.mentor, place="Room 4")


@pytest.fixture
def link(cast, session) -> str:
    """Amara's, from her mail."""
    send = mails_to("amara", send_all())
    return re.search(rf"{settings.SITE_URL}(/answer/[^/]+/)\?coming=1", "".join(m.body for m in send))[1]


def place(session, membership) -> SessionPlace:
    return SessionPlace.objects.get(session=session, user=membership.user)


def test_it_says_when_in_the_persons_zone_and_nothing_else(cast, session, client, link):
    place_of_amara = place_in(session.engagement, cast.participant)
    propose_topic(engagement=session.engagement, session=session, text="canary-topic", by=place_of_amara)
    answer = client.get(link)
    page = answer.text
    assert answer.status_code == 200
    for text in ("Can you come?", "First-time team leads", "Harbour Health", "Amara Okafor", "Lisbon time"):
        assert text in page
    for text in ("canary", "Helen", "Tiago", "Room 4", "meet."):
        assert text not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(("coming", "reply"), [("1", "coming"), ("0", "not_coming")])
def test_the_button_answers(cast, session, client, link, coming, reply):
    answer = client.post(link, {"coming": coming})
    assert (answer.status_code, answer.url) == (302, link)
    mine = place(session, cast.participant)
    assert (mine.reply, mine.blocks) == (reply, coming == "1")
    assert place(session, cast.member).reply == ""
    assert AuditEntry.objects.get(verb="replied").by_user == cast.participant.user.pk
    assert ("You are coming" if coming == "1" else "You can’t come") in client.get(link).text


def test_opening_it_answers_nothing_whichever_link_it_was(cast, session, client, link):
    writes = []

    def watch(execute, sql, params, many, state):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql):
            writes.append(sql)
        return execute(sql, params, many, state)

    with connection.execute_wrapper(watch):
        for method in (client.get, client.head):
            for query in ("", "?coming=1", "?coming=0"):
                assert method(link + query).status_code == 200
    assert writes == []
    assert place(session, cast.participant).reply == ""


def test_the_followed_link_is_the_first_button(client, link):
    first = re.compile(r'class="button button--primary" type="submit" name="coming" value="(\d)"')
    assert first.findall(client.get(link).text) == ["1"]
    assert first.findall(client.get(f"{link}?coming=0").text) == ["0"]


def test_another_page_cannot_make_a_browser_answer(cast, session, link):
    assert Client(enforce_csrf_checks=True).post(link, {"coming": "0"}).status_code == 403
    assert place(session, cast.participant).reply == ""


def test_it_is_the_persons_whoever_is_signed_in(cast, session, as_, link):
    browser = as_(cast.stranger)
    assert "You answer for Amara Okafor" in browser.get(link).text
    browser.post(link, {"coming": "0"})
    assert place(session, cast.participant).reply == "not_coming"


def test_after_a_move_it_is_about_the_new_time(cast, session, client, link):
    client.post(link, {"coming": "1"})
    move_session(session=session, starts_at=in_days(9), minutes=60, by=place_in(session.engagement, cast.mentor))
    assert "Can you come?" in client.get(link).text


def test_a_cancelled_session_says_so_and_takes_no_answer(cast, session, client, link):
    cancel_session(session=session, by=place_in(session.engagement, cast.mentor), reason="canary-reason")
    page = client.get(link).text
    assert "This session was cancelled" in page
    assert "canary" not in page
    assert 'name="coming"' not in page
    assert client.post(link, {"coming": "1"}).status_code == 409


def test_a_past_session_says_so_and_takes_no_answer(session, client, link):
    with at(session.ends_at + timedelta(minutes=1)):
        page = client.get(link).text
        assert client.post(link, {"coming": "1"}).status_code == 409
    assert "This session is over" in page
    assert 'name="coming"' not in page


def test_who_is_busy_then_by_now_reads_why_not(cast, session, client, link):
    client.post(link, {"coming": "0"})
    make_session(make_contract(cast), cast.coach)
    answer = client.post(link, {"coming": "1"})
    assert answer.status_code == 409
    assert "another session at that time" in answer.text
    assert "Rafael" not in answer.text
    assert place(session, cast.participant).reply == "not_coming"


def test_a_link_that_was_changed_leads_nowhere(cast, session, client, link):
    other = place(session, cast.member)
    wrong = [
        link[:-2] + ("A" if link[-2] != "A" else "B") + "/",
        link.replace("/answer/", "/answer/x"),
        "/answer/x/",
        f"/answer/{answer_token(other.pk, cast.northwind.pk)}/",
        f"/answer/{answer_token(session.pk, cast.harbour.pk)}/",
        f"/answer/{other.pk}/",
    ]
    for path in wrong:
        for method in (client.get, client.post):
            assert method(path, {"coming": "0"}).status_code == 404, path
    assert not SessionPlace.objects.exclude(reply="").exists()


def test_the_same_place_in_the_right_organization_is_found(cast, session, client):
    """So that the test above fails for the reason that it names."""
    token = answer_token(place(session, cast.member).pk, cast.harbour.pk)
    assert client.get(f"/answer/{token}/").status_code == 200


def test_it_ends_with_the_place_the_membership_the_organization_and_time(cast, session, client, link):
    set_membership_active(membership=cast.participant, active=False, by=cast.administrator)
    assert client.get(link).status_code == 404
    set_membership_active(membership=cast.participant, active=True, by=cast.administrator)
    assert client.get(link).status_code == 200
    cast.harbour.is_active = False
    cast.harbour.save()
    assert client.get(link).status_code == 404
    cast.harbour.is_active = True
    cast.harbour.save()
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert client.get(link).status_code == 404
    amara = place_in(session.engagement, cast.participant)
    remove_person_from_sessions(participation=amara)
    end_participation(participation=amara, by=cast.participant)
    assert client.get(link).status_code == 404


def test_a_person_without_access_answers_nothing(cast, session, client, link):
    cast.participant.user.is_active = False
    cast.participant.user.save()
    assert client.post(link, {"coming": "0"}).status_code == 404
    assert place(session, cast.participant).reply == ""
