"""The operator opens organizations, closes them, and sees nobody's rows."""

import re

import pytest
from django.core import mail

from accounts.actions import create_organization, invite_administrator, set_organization_active
from accounts.models import Organization
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay

LIST = "/operator/"
NEW = "/operator/new/"
TYPED = {
    "name": "Quay Arts",
    "slug": "quay",
    "time_zone": "Europe/Dublin",
    "hue": "20",
    "administrator_email": "Head@quay.example",
}
JOIN = {
    "name": "Una Daly",
    "time_zone": "Europe/Dublin",
    "password": "four quiet green stones",
    "password_again": "four quiet green stones",
}


@pytest.fixture
def operator(cast, client):
    client.force_login(cast.operator)
    return client


def test_from_the_operator_s_form_to_the_administrator_s_first_page(cast, operator):
    page = operator.post(NEW, TYPED, follow=True)
    assert page.redirect_chain == [(LIST, 302)]
    assert b"Quay Arts is open. An invitation is on its way to Head@quay.example." in page.content
    operator.logout()
    relay()
    assert mail.outbox[0].to == ["head@quay.example"]
    link = re.search(r"/invitation/\S+/", mail.outbox[0].body)[0]
    assert "You are invited to join Quay Arts as an administrator." in mail.outbox[0].body
    operator.post(link, JOIN)
    assert operator.get("/o/quay/people/").status_code == 200
    answer = operator.post("/o/quay/people/invite/", {"emails": "two@quay.example", "role": "member"})
    assert answer.status_code == 302


def test_the_list_shows_names_addresses_and_states_but_no_people(cast, operator):
    page = operator.get(LIST).content.decode()
    assert "Harbour Health" in page
    assert "/o/northwind/" in page
    for name in ("Olga Ferreira", "Greta Holm"):
        assert name not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "harbour"}, "This address is taken."),
        ({"slug": "operator"}, "This address is taken."),
        ({"slug": "Quay Arts"}, "Use small letters"),
        ({"slug": "4quay"}, "with a letter first"),
        ({"administrator_email": "nobody"}, "This is no mail address."),
        ({"hue": "400"}, "359"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(cast, operator, change, said):
    answer = operator.post(NEW, {**TYPED, **change})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Quay Arts" in answer.content.decode()
    assert Organization.objects.count() == 2


def test_a_closed_organization_opens_for_nobody_until_it_is_opened_again(cast, operator, as_):
    address = "/operator/organizations/harbour/access/"
    assert "Close Harbour Health?" in operator.get(address).content.decode()
    assert as_(cast.participant).get("/o/harbour/profile/").status_code == 200
    operator.force_login(cast.operator)
    for active, status in (("0", 404), ("1", 200)):
        operator.force_login(cast.operator)
        assert operator.post(address, {"active": active}).url == LIST
        assert operator.post(address, {"active": active}).url == LIST  # pressed twice
        assert as_(cast.participant).get("/o/harbour/profile/").status_code == status


def test_others_are_not_told_that_these_pages_exist(cast, as_, client):
    pages = [LIST, NEW, "/operator/health/", "/operator/organizations/harbour/access/"]
    for page in pages:
        assert client.get(page).url.startswith("/accounts/login/")
    for person in (cast.administrator, cast.stranger):
        for page in pages:
            assert as_(person).get(page).status_code == 404
        assert as_(person).post(NEW, TYPED).status_code == 404
        assert as_(person).post(pages[3], {"active": "0"}).status_code == 404
    assert Organization.objects.filter(is_active=True).count() == 2


def test_the_actions_ask_for_an_operator_themselves(cast):
    person = cast.administrator.user
    with pytest.raises(NotAllowed):
        create_organization(name="X", slug="xx", administrator_email="a@b.example", by=person)
    with pytest.raises(NotAllowed):
        set_organization_active(organization=cast.northwind, active=False, by=person)


def test_a_taken_address_is_a_sentence_also_for_the_slower_of_two(cast, monkeypatch):
    from django.db.models.query import QuerySet  # noqa: PLC0415 - only to blind the check that comes first

    monkeypatch.setattr(QuerySet, "exists", lambda self: False)
    with pytest.raises(DomainError, match="taken"):
        create_organization(name="X", slug="harbour", administrator_email="a@b.example", by=cast.operator)


def test_the_operator_cannot_open_an_organization_s_pages(cast, operator):
    assert operator.get("/o/harbour/people/").status_code == 404


AGAIN = "/operator/organizations/quay/administrator/"


def test_a_lost_first_invitation_is_sent_again_and_the_first_link_ends(cast, operator, client):
    operator.post(NEW, TYPED)
    relay()
    first = re.search(r"/invitation/\S+/", mail.outbox[-1].body)[0]
    assert operator.get(AGAIN).status_code == 200
    page = operator.post(AGAIN, {"email": "right@quay.example"}, follow=True)
    assert b"An invitation to Quay Arts is on its way to right@quay.example." in page.content
    relay()
    assert mail.outbox[-1].to == ["right@quay.example"]
    second = re.search(r"/invitation/\S+/", mail.outbox[-1].body)[0]
    operator.logout()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_an_operator_makes_nobody_administrator_of_an_organization_that_has_one(cast, operator):
    address = "/operator/organizations/harbour/administrator/"
    page = operator.get(address).content.decode()
    assert "has an administrator, who invites" in page
    assert 'name="email"' not in page
    answer = operator.post(address, {"email": "otto@elsewhere.example"})
    assert answer.status_code == 422
    relay()
    assert mail.outbox == []


def test_only_the_operator_invites_a_first_administrator(cast, as_):
    address = "/operator/organizations/harbour/administrator/"
    assert as_(cast.administrator).get(address).status_code == 404
    with pytest.raises(NotAllowed):
        invite_administrator(organization=cast.harbour, email="me@people.example", by=cast.administrator.user)


def test_a_first_address_that_is_too_long_comes_back(cast, operator):
    answer = operator.post(NEW, {**TYPED, "administrator_email": f"{'x' * 300}@quay.example"})
    assert answer.status_code == 422
    assert not Organization.objects.filter(slug="quay").exists()
