"""The page behind the link of an invitation: opening it changes nothing, a button does."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.actions import accept_invitation, join_as_new_person
from accounts.models import Invitation, Membership, User
from portal.errors import DomainError
from tests.cast import make_user
from tests.factories.accounts import invitation_for

TYPED = {
    "name": "Nia Roth",
    "time_zone": "Europe/Madrid",
    "password": "four quiet green stones",
    "password_again": "four quiet green stones",
}


def membership_of(cast, email):
    with cast.inside("harbour"):
        return Membership.objects.filter(user__email=email).first()


def test_opening_the_link_shows_who_invites_to_what_and_changes_nothing(cast, client):
    invitation, link = invitation_for(cast, role="manager")
    page = client.get(link).content.decode()
    assert "Join Harbour Health" in page
    assert "Olga Ferreira invites new@harbour.example as a program manager" in page
    assert not User.objects.filter(email="new@harbour.example").exists()
    assert client.head(link).status_code in {200, 405}
    with cast.inside("harbour"):
        assert Invitation.objects.get(pk=invitation.pk).state == "sent"


def test_a_new_person_sets_up_their_sign_in_and_is_in(cast, client):
    _, link = invitation_for(cast, role="manager")
    answer = client.post(link, TYPED)
    assert answer.status_code == 302
    assert answer.url.startswith("/o/harbour/")
    membership = membership_of(cast, "new@harbour.example")
    assert (membership.role, membership.is_active) == ("manager", True)
    person = User.objects.get(email="new@harbour.example")
    assert (person.name, person.time_zone) == ("Nia Roth", ZoneInfo("Europe/Madrid"))
    assert person.check_password(TYPED["password"])
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.get(user=person).verified


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "short", "password_again": "short"}, "too short"),
        ({"password": "password1234", "password_again": "password1234"}, "too common"),
        ({"password_again": "another thing entirely"}, "The two passwords differ."),
        ({"name": ""}, "required"),
        ({"time_zone": "Mars/Base"}, "This is not one of the choices any more. Choose again."),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed_but_not_the_password(cast, client, change, said):
    _, link = invitation_for(cast)
    typed = {**TYPED, **change}
    answer = client.post(link, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed["name"] in page
    assert f'"{typed["password"]}"' not in page
    assert not User.objects.filter(email="new@harbour.example").exists()
    assert membership_of(cast, "new@harbour.example") is None


def test_a_password_like_the_address_is_refused(cast, client):
    _, link = invitation_for(cast, "longishname@harbour.example")
    answer = client.post(link, {**TYPED, "password": "longishname", "password_again": "longishname"})
    assert answer.status_code == 422
    assert "too similar" in answer.content.decode()


def test_somebody_with_a_sign_in_is_asked_to_use_it_and_comes_back(cast, client):
    _, link = invitation_for(cast, cast.stranger_member.user.email)
    page = client.get(link).content.decode()
    assert f"/accounts/login/?next={link}" in page
    assert 'name="password"' not in page
    answer = client.post(link, TYPED)
    assert answer.url == f"/accounts/login/?next={link}"
    assert cast.stranger_member.user.check_password("walk-the-path")
    answer = client.post(
        "/accounts/login/", {"login": cast.stranger_member.user.email, "password": "walk-the-path", "next": link}
    )
    assert answer.url == link


def test_signed_in_as_the_invited_person_one_button_joins(cast, as_):
    email = cast.stranger_member.user.email
    _, link = invitation_for(cast, email)
    page = as_(cast.stranger_member).get(link).content.decode()
    assert "You are signed in as Ida Sand" in page
    assert membership_of(cast, email) is None
    assert as_(cast.stranger_member).post(link).status_code == 302
    assert membership_of(cast, email).is_active


def test_signed_in_as_somebody_else_it_says_so_and_offers_to_sign_out(cast, as_):
    _, link = invitation_for(cast)
    page = as_(cast.stranger).get(link).content.decode()
    assert f"You are signed in as {cast.stranger.user.email}." in page
    assert 'action="/accounts/logout/"' in page
    answer = as_(cast.stranger).post(link, TYPED)
    assert answer.status_code == 409
    assert "This invitation is for new@harbour.example" in answer.content.decode()
    assert membership_of(cast, cast.stranger.user.email) is None
    assert membership_of(cast, "new@harbour.example") is None


def test_after_signing_out_they_are_back_at_the_invitation(cast, as_):
    _, link = invitation_for(cast)
    assert as_(cast.stranger).post("/accounts/logout/", {"next": link}).url == link


def test_a_second_address_that_is_proven_counts_as_the_person_s_own(cast, as_):
    EmailAddress.objects.create(user=cast.stranger.user, email="new@harbour.example", verified=True)
    _, link = invitation_for(cast)
    assert as_(cast.stranger).post(link).status_code == 302
    assert membership_of(cast, cast.stranger.user.email).is_active


def test_a_second_address_that_is_not_proven_does_not_count(cast, as_):
    EmailAddress.objects.create(user=cast.stranger.user, email="new@harbour.example", verified=False)
    _, link = invitation_for(cast)
    assert as_(cast.stranger).post(link).status_code == 409


def test_a_used_link_says_so(cast, client):
    _, link = invitation_for(cast)
    client.post(link, TYPED)
    client.logout()
    for answer in (client.get(link), client.post(link, TYPED)):
        assert answer.status_code == 410
        assert "This invitation has been used" in answer.content.decode()


def test_a_link_that_has_run_out_says_so(cast, client):
    invitation, link = invitation_for(cast)
    with cast.inside("harbour"):
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = client.post(link, TYPED)
    assert answer.status_code == 410
    assert "has run out" in answer.content.decode()
    assert not User.objects.filter(email="new@harbour.example").exists()


def test_a_closed_organization_s_links_do_not_work(cast, client):
    _, link = invitation_for(cast)
    cast.harbour.is_active = False
    cast.harbour.save()
    assert client.get(link).status_code == 404


def test_a_secret_does_not_open_another_organization(cast, client):
    _, link = invitation_for(cast)
    assert client.get(link.replace(str(cast.harbour.pk), str(cast.northwind.pk))).status_code == 404


@pytest.mark.parametrize("token", ["x", "a.b", "not-a-uuid.secret", "0198c1c0-0000-7000-8000-000000000000.secret", "."])
def test_garbage_gets_a_friendly_page(db, client, token):
    answer = client.get(f"/invitation/{token}/")
    assert answer.status_code == 404
    assert "There is no such invitation" in answer.content.decode()


def test_two_tabs_join_once(cast):
    invitation, _ = invitation_for(cast)
    user = make_user("Nia Roth")
    user.email = invitation.email
    user.save()
    accept_invitation(invitation=invitation, user=user)
    with pytest.raises(DomainError, match="used already"):
        accept_invitation(invitation=invitation, user=user)
    with pytest.raises(DomainError, match="sign-in already"):
        join_as_new_person(invitation=invitation, name="x", time_zone=ZoneInfo("UTC"), password="y")


def test_an_invitation_that_ran_out_while_its_page_was_open_lets_nobody_in(cast):
    invitation, _ = invitation_for(cast, cast.stranger.user.email)
    with cast.inside("harbour"):
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(DomainError, match="has ended"):
        accept_invitation(invitation=invitation, user=cast.stranger.user)
    assert membership_of(cast, cast.stranger.user.email) is None


def test_joining_again_brings_an_ended_membership_back_with_the_new_role(cast, as_):
    with cast.inside("harbour"):
        Membership.objects.filter(pk=cast.bystander.pk).update(is_active=False)
    _, link = invitation_for(cast, cast.bystander.user.email, role="manager")
    as_(cast.bystander).post(link)
    membership = membership_of(cast, cast.bystander.user.email)
    assert (membership.pk, membership.role, membership.is_active) == (cast.bystander.pk, "manager", True)


def test_the_page_is_never_kept_by_a_cache(cast, client):
    _, link = invitation_for(cast)
    assert "no-store" in client.get(link)["Cache-Control"]
