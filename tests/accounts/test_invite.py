"""Administrators invite people by mail address, one or many."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import invite_people, send_invitation_again, withdraw_invitation
from accounts.models import Invitation
from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import Delivery, OutboxEvent
from portal.outbox.relay import relay
from tests.factories.accounts import invitation_for

INVITE = "/o/harbour/people/invite/"
PEOPLE = "/o/harbour/people/"


def invitations(cast):
    with cast.inside("harbour"):
        return {row.email: (row.role, row.state) for row in Invitation.objects.all()}


def test_many_addresses_are_invited_at_once_and_each_gets_a_mail(cast, as_):
    typed = "Ana@new.example, bo@new.example\n\ncem@new.example; ana@new.example"
    page = as_(cast.administrator).post(INVITE, {"emails": typed, "role": "manager"}, follow=True)
    assert page.redirect_chain == [(PEOPLE, 302)]
    assert invitations(cast) == {f"{name}@new.example": ("manager", "sent") for name in ("ana", "bo", "cem")}
    assert b"Invited: ana@new.example, bo@new.example, cem@new.example." in page.content
    relay()
    assert sorted(message.to[0] for message in mail.outbox) == ["ana@new.example", "bo@new.example", "cem@new.example"]


def test_the_answer_tells_what_happened_to_each_address(cast, as_):
    invitation_for(cast, "waiting@new.example")
    emails = f"fresh@new.example {cast.mentor.user.email} waiting@new.example"
    page = as_(cast.administrator).post(INVITE, {"emails": emails, "role": "member"}, follow=True)
    assert b"Invited: fresh@new.example." in page.content
    assert f"Here already, so not invited: {cast.mentor.user.email}.".encode() in page.content
    assert b"Invited earlier, so no second mail: waiting@new.example." in page.content


def test_somebody_whose_access_has_ended_can_be_invited(cast, harbour):
    cast.bystander.is_active = False
    cast.bystander.save()
    assert len(invite_people(emails=[cast.bystander.user.email], role="member", by=cast.administrator)) == 1


@pytest.mark.parametrize(
    ("emails", "said"),
    [
        ("good@new.example, broken@, alsobroken", "“broken@”, “alsobroken” are no mail addresses. Nobody has been"),
        ("broken@", "“broken@” is no mail address"),
        (f"{'x' * 300}@new.example", f"“{'x' * 60}…” is no mail address"),
        (" \n", "Write at least one address."),
        (" ".join(f"p{number}@new.example" for number in range(201)), "Invite up to 200 at once."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(cast, as_, emails, said):
    page = as_(cast.administrator).post(INVITE, {"emails": emails, "role": "member"})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert emails.strip() in page.content.decode()
    assert invitations(cast) == {}


def test_the_mail_holds_a_link_that_works_and_says_who_invites(cast, client):
    invitation, _ = invitation_for(cast)
    relay()
    (message,) = mail.outbox
    assert message.subject == "Olga Ferreira invites you to Harbour Health"
    assert message.extra_headers["Message-ID"] == f"<invitation-{invitation.pk}@127.0.0.1>"
    link = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+/)", message.body)[1]
    html = message.alternatives[0][0]
    assert link in html
    assert "Harbour Health" in html
    assert re.search(r"background: #[0-9a-f]{6}", html)
    assert client.get(link).status_code == 200


def test_names_in_the_text_mail_are_not_escaped(cast):
    cast.harbour.name = "Harbour & O'Neill"
    cast.harbour.save()
    invitation_for(cast)
    relay()
    assert mail.outbox[0].subject == "Olga Ferreira invites you to Harbour & O'Neill"
    assert "Harbour &amp; O&#x27;Neill" in mail.outbox[0].alternatives[0][0]


def test_a_mail_that_is_sent_again_after_a_crash_is_the_same_mail_with_the_same_link(cast):
    invitation_for(cast)
    relay()
    with cast.inside("harbour"):
        Delivery.objects.all().delete()
        OutboxEvent.objects.update(done_at=None, due_at=timezone.now())
    relay()
    first, second = mail.outbox
    assert first.extra_headers == second.extra_headers
    assert first.body == second.body


def test_a_withdrawn_invitation_is_not_mailed(cast):
    invitation, _ = invitation_for(cast)
    with cast.inside("harbour"):
        withdraw_invitation(invitation=invitation, by=cast.administrator)
    relay()
    assert mail.outbox == []


def test_withdrawing_ends_the_link(cast, as_):
    invitation, link = invitation_for(cast)
    address = f"{PEOPLE}invitations/{invitation.pk}/withdraw/"
    assert as_(cast.administrator).post(address).url == PEOPLE
    assert as_(cast.administrator).get(link).status_code == 410
    assert as_(cast.administrator).post(address).status_code == 404


def test_sending_again_makes_a_fresh_link_and_ends_the_first(cast, as_, client):
    invitation, link = invitation_for(cast, role="manager")
    as_(cast.administrator).post(f"{PEOPLE}invitations/{invitation.pk}/again/")
    client.logout()
    assert client.get(link).status_code == 410
    relay()
    fresh = re.search(r"/invitation/\S+/", mail.outbox[0].body)[0]
    assert fresh != link
    assert client.get(fresh).status_code == 200
    assert invitations(cast) == {"new@harbour.example": ("manager", "sent")}


def test_sending_again_twice_from_one_page_is_refused(cast, harbour):
    invitation, _ = invitation_for(cast)
    send_invitation_again(invitation=invitation, by=cast.administrator)
    with pytest.raises(DomainError, match="in the meantime"):
        send_invitation_again(invitation=invitation, by=cast.administrator)


def test_opening_the_list_sends_nothing(cast, as_):
    invitation, _ = invitation_for(cast)
    for step in ("withdraw", "again"):
        assert as_(cast.administrator).get(f"{PEOPLE}invitations/{invitation.pk}/{step}/").status_code == 405


@pytest.mark.parametrize("part", ["manager", "participant"])
def test_others_may_not_invite(cast, as_, part):
    person = getattr(cast, part)
    assert as_(person).get(INVITE).status_code == 403
    assert as_(person).post(INVITE, {"emails": "x@new.example", "role": "member"}).status_code == 403
    with cast.inside("harbour"), pytest.raises(NotAllowed):
        invite_people(emails=["x@new.example"], role="member", by=person)
    assert invitations(cast) == {}


def test_the_other_organization_s_administrator_finds_nothing(cast, as_):
    invitation, _ = invitation_for(cast)
    assert as_(cast.stranger).get(INVITE).status_code == 404
    for slug in ("harbour", "northwind"):
        for step in ("withdraw", "again"):
            address = f"/o/{slug}/people/invitations/{invitation.pk}/{step}/"
            assert as_(cast.stranger).post(address).status_code == 404
    assert invitations(cast) == {"new@harbour.example": ("member", "sent")}


def test_an_invitation_lasts_two_weeks_and_is_on_record(cast):
    invitation, _ = invitation_for(cast, role="manager")
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)
    with cast.inside("harbour"):
        entry = AuditEntry.objects.get(verb="invited", subject_id=invitation.pk)
    assert (entry.by_user, entry.data) == (cast.administrator.user_id, {"role": "manager"})
