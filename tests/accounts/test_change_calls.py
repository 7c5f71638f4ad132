"""Where the calls of an organization are."""

from uuid import uuid4

import pytest

from accounts.actions import change_calls
from accounts.calls import EXAMPLE, call_address
from accounts.models import Organization
from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed

CALLS = "/o/harbour/calls/"
PAGE_QUERIES = 8  # all of them are the request itself: person, organization, membership, savepoints
OURS = "https://meet.harbour.example/{session}"


def saved(cast) -> str:
    return Organization.objects.get(pk=cast.harbour.pk).call_template


def test_an_administrator_saves_the_address(cast, as_):
    assert as_(cast.administrator).post(CALLS, {"call_template": f" {OURS} "}).url == CALLS
    assert saved(cast) == OURS
    page = as_(cast.administrator).get(CALLS).text
    assert f'value="{OURS}"' in page
    assert f"https://meet.harbour.example/{EXAMPLE.hex}" in page
    assert "everybody shares one room" not in page
    with cast.inside("harbour"):
        entry = AuditEntry.objects.get(verb="changed calls")
    assert "meet.harbour" not in str(entry.data)


def test_taking_it_away_leaves_it_to_people(cast, as_):
    as_(cast.administrator).post(CALLS, {"call_template": OURS})
    assert as_(cast.administrator).post(CALLS, {"call_template": ""}).status_code == 302
    assert saved(cast) == ""
    assert "No address" in as_(cast.administrator).get(CALLS).text


def test_an_example_saves_nothing(cast, as_):
    answer = as_(cast.administrator).post(CALLS, {"call_template": OURS, "preview": "1"})
    assert answer.status_code == 200
    assert f"https://meet.harbour.example/{EXAMPLE.hex}" in answer.text
    assert "Nothing is saved yet" in answer.text
    assert saved(cast) == ""


def test_one_room_for_everybody_is_warned_about_and_possible(cast, as_):
    room = "https://meet.harbour.example/everybody"
    answer = as_(cast.administrator).post(CALLS, {"call_template": room, "preview": "1"})
    assert "everybody shares one room" in answer.text
    as_(cast.administrator).post(CALLS, {"call_template": room})
    assert saved(cast) == room
    assert "everybody shares one room" in as_(cast.administrator).get(CALLS).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("http://meet.harbour.example/{session}", "begins with https://"),
        ("meet.harbour.example/{session}", "begins with https://"),
        ("javascript:alert(1)//{session}", "begins with https://"),
        ("https://", "no address of a call"),
        ("https://meet harbour/{session}", "no address of a call"),
        ("https://meet.harbour.example/{room}", "only thing that can stand in curly brackets"),
        ("https://meet.harbour.example/{Session}", "only thing that can stand in curly brackets"),
        ("https://meet.harbour.example/{{session}}", "only thing that can stand in curly brackets"),
        ("https://meet.harbour.example/" + "a" * 145 + "{session}", "too long for an address"),
        ("https://meet.harbour.example/" + "a" * 200, "at most 200 characters"),
    ],
)
def test_what_is_no_safe_address_comes_back_with_what_was_typed(cast, as_, typed, words):
    for extra in ({}, {"preview": "1"}):
        answer = as_(cast.administrator).post(CALLS, {"call_template": typed, **extra})
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{typed}"' in answer.text
    assert saved(cast) == ""
    if len(typed) <= 200:
        with cast.inside("harbour"), pytest.raises(DomainError):
            change_calls(organization=cast.harbour, call_template=typed, by=cast.administrator)


@pytest.mark.parametrize(("part", "status"), [("manager", 403), ("participant", 403), ("stranger", 404)])
def test_others_may_not(cast, as_, part, status):
    browser = as_(getattr(cast, part))
    assert browser.get(CALLS).status_code == status
    assert browser.post(CALLS, {"call_template": OURS}).status_code == status
    with cast.inside("harbour"), pytest.raises(NotAllowed):
        change_calls(organization=cast.harbour, call_template=OURS, by=cast.manager)
    assert saved(cast) == ""


def test_each_session_has_an_address_of_its_own():
    one, other = uuid4(), uuid4()
    assert call_address(OURS, one) == f"https://meet.harbour.example/{one.hex}"
    assert call_address(OURS, one) != call_address(OURS, other)
    assert call_address("https://{session}.meet.example/", one) == f"https://{one.hex}.meet.example/"
    assert call_address("", one) == ""


@pytest.mark.parametrize("template", ["", OURS])
def test_the_page_costs_the_same(cast, as_, template, django_assert_num_queries):
    browser = as_(cast.administrator)
    browser.post(CALLS, {"call_template": template})
    browser.get(CALLS)
    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(CALLS)
