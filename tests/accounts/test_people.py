"""The list of people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Invitation
from tests.cast import make_member
from tests.factories.accounts import invitation_for

PEOPLE = "/o/harbour/people/"


def test_everybody_of_the_organization_and_nobody_else(cast, as_):
    page = as_(cast.administrator).get(PEOPLE).content.decode()
    for name in ("Olga Ferreira", "Helen Byrne", "Rafael Moreira", "Nuno Alves"):
        assert name in page
    assert "Greta Holm" not in page
    assert "Ida Sand" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [("name=byr", ["Helen Byrne"]), ("name=paul@people", ["Paul Costa"]), ("role=manager", ["Paul Costa"])],
)
def test_search_by_name_address_and_role(cast, as_, query, names):
    page = as_(cast.administrator).get(f"{PEOPLE}?{query}")
    assert [person.name for person in page.context["page"]] == names


def test_nobody_found_is_said_with_a_way_back(cast, as_):
    page = as_(cast.administrator).get(f"{PEOPLE}?name=zzz").content.decode()
    assert "Nobody found" in page
    assert f'href="{PEOPLE}"' in page


def test_nonsense_in_the_filter_shows_everybody(cast, as_):
    page = as_(cast.administrator).get(f"{PEOPLE}?role=emperor&page=99")
    assert page.status_code in {200, 422}
    assert len(page.context["page"].object_list) == 9


def test_open_invitations_show_their_age_and_whether_they_have_run_out(cast, as_):
    invitation, _ = invitation_for(cast, "late@new.example")
    invitation_for(cast, "soon@new.example")
    with cast.inside("harbour"):
        past = timezone.now() - timedelta(days=15)
        Invitation.objects.filter(pk=invitation.pk).update(invited_at=past, expires_at=past + timedelta(days=14))
    page = as_(cast.administrator).get(PEOPLE).content.decode()
    assert "soon@new.example" in page
    assert "2\xa0weeks, 1\xa0day ago" in page
    assert page.count("Has run out") == 1


def test_managers_look_but_do_not_see_invitations_or_buttons(cast, as_):
    invitation_for(cast, "soon@new.example")
    page = as_(cast.manager).get(PEOPLE).content.decode()
    assert "Helen Byrne" in page
    assert "soon@new.example" not in page
    assert "End access" not in page
    assert "Invite people" not in page


def test_members_may_not_open_it_and_strangers_do_not_find_it(cast, as_, client):
    assert as_(cast.participant).get(PEOPLE).status_code == 403
    assert as_(cast.stranger).get(PEOPLE).status_code == 404
    client.logout()
    assert client.get(PEOPLE).status_code == 302


def test_long_lists_come_in_pages(cast, as_):
    with cast.inside("harbour"):
        for number in range(45):
            make_member(f"P{number:02} Long")
    first = as_(cast.administrator).get(PEOPLE)
    assert len(first.context["page"].object_list) == 50
    assert "Page 1 of 2" in first.content.decode()
    assert len(as_(cast.administrator).get(f"{PEOPLE}?page=2").context["page"].object_list) == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, as_, rows, django_assert_num_queries):
    for number in range(rows):
        invitation_for(cast, f"p{number}@new.example")
        with cast.inside("harbour"):
            make_member(f"Extra{number} Person")
    browser = as_(cast.administrator)
    browser.get(PEOPLE)
    with django_assert_num_queries(QUERIES):
        browser.get(PEOPLE)


QUERIES = 11
