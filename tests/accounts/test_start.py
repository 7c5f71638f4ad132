"""The front page sends everybody where they belong."""

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.cast import make_user


def test_a_stranger_reads_what_this_is_and_finds_the_way_in(db, client):
    page = client.get("/").content.decode()
    for words in ("Mentoring circle", "Coaching contract", "Training course"):
        assert words in page
    assert 'href="/accounts/login/"' in page


def test_one_membership_leads_home(cast, as_):
    answer = as_(cast.participant).get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/o/harbour/")


def test_several_memberships_are_a_choice(cast, as_):
    page = as_(cast.coach).get("/").content.decode()
    assert "Where to?" in page
    assert "Harbour Health" in page
    assert "Northwind Academy" in page
    assert 'href="/o/northwind/' in page


def test_closed_organizations_and_ended_memberships_are_no_choice(cast, as_):
    cast.northwind.is_active = False
    cast.northwind.save()
    answer = as_(cast.coach).get("/")
    assert answer.url.startswith("/o/harbour/")
    with cast.inside("harbour"):
        cast.coach.is_active = False
        cast.coach.save()
    assert "Harbour Health" not in as_(cast.coach).get("/").content.decode()


def test_nobody_yet_is_told_what_to_wait_for(db, client):
    client.force_login(make_user("Nia Roth"))
    page = client.get("/").content.decode()
    assert "You are in no organization" in page
    assert "nia@people.example" in page
    assert 'href="/profile/"' in page


def test_the_operator_lands_on_the_organizations(cast, client):
    client.force_login(cast.operator)
    assert client.get("/").url == "/operator/"


@pytest.mark.parametrize("path", ["/privacy/", "/help/"])
def test_everybody_may_read_it(cast, client, as_, path):
    assert client.get(path).status_code == 200
    assert as_(cast.participant).get(path).status_code == 200


def test_the_privacy_page_names_every_kind_of_content(db, client):
    page = client.get("/privacy/").content.decode()
    for words in ("Notes", "Topics", "Objectives", "Measurements", "360 feedback", "Attendance", "ciphertext"):
        assert words in page


def test_the_demo_s_sign_ins_can_be_printed(capsys):
    call_command("demo_sign_ins")
    printed = capsys.readouterr().out
    assert all(person["email"] in printed for person in settings.DEMO_SIGN_INS)
    assert settings.DEMO_PASSWORD in printed
