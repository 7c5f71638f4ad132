"""Administrators give roles, end access and let people in again."""

import pytest
from allauth.account.models import EmailAddress

from accounts.actions import accept_invitation, give_role, set_membership_active
from accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from tests.factories.accounts import invitation_for


def address(person, page="role", slug="harbour"):
    return f"/o/{slug}/people/{person.pk}/{page}/"


def fresh(cast, person):
    with cast.inside("harbour"):
        return Membership.objects.get(pk=person.pk)


def test_an_administrator_makes_somebody_program_manager(cast, as_):
    answer = as_(cast.administrator).post(address(cast.mentor), {"role": "manager"}, follow=True)
    assert fresh(cast, cast.mentor).role == "manager"
    assert b"Helen Byrne is program manager now." in answer.content
    with cast.inside("harbour"):
        entry = AuditEntry.objects.get(verb="given role")
    assert entry.data == {"was": "member", "now": "manager"}


def test_the_role_counts_from_the_next_page(cast, as_):
    assert as_(cast.mentor).get("/o/harbour/people/").status_code == 403
    with cast.inside("harbour"):
        give_role(membership=cast.mentor, role="manager", by=cast.administrator)
    assert as_(cast.mentor).get("/o/harbour/people/").status_code == 200


def test_the_last_administrator_stays(cast, as_):
    answer = as_(cast.administrator).post(address(cast.administrator), {"role": "member"})
    assert answer.status_code == 422
    assert b"An organization needs an administrator." in answer.content
    answer = as_(cast.administrator).post(address(cast.administrator, "access"), {"active": "0"})
    assert answer.status_code == 409
    membership = fresh(cast, cast.administrator)
    assert (membership.role, membership.is_active) == ("administrator", True)


def test_one_of_two_administrators_may_step_down_and_lands_where_they_may_be(cast, as_):
    with cast.inside("harbour"):
        give_role(membership=cast.manager, role="administrator", by=cast.administrator)
    answer = as_(cast.administrator).post(address(cast.administrator), {"role": "member"})
    assert answer.url == "/"
    assert fresh(cast, cast.administrator).role == "member"


def test_ending_access_is_asked_first_and_ends_it_at_the_next_page(cast, as_):
    page = as_(cast.administrator).get(address(cast.bystander, "access")).content.decode()
    assert "End Nuno Alves’s access?" in page
    assert fresh(cast, cast.bystander).is_active
    as_(cast.administrator).post(address(cast.bystander, "access"), {"active": "0"})
    assert as_(cast.bystander).get("/o/harbour/profile/").status_code == 404
    as_(cast.administrator).post(address(cast.bystander, "access"), {"active": "1"})
    assert as_(cast.bystander).get("/o/harbour/profile/").status_code == 200


@pytest.mark.parametrize("part", ["manager", "participant"])
def test_others_may_not(cast, as_, part):
    by = getattr(cast, part)
    for page, values in (("role", {"role": "administrator"}), ("access", {"active": "0"})):
        assert as_(by).get(address(cast.mentor, page)).status_code == 403
        assert as_(by).post(address(cast.mentor, page), values).status_code == 403
    with cast.inside("harbour"):
        with pytest.raises(NotAllowed):
            give_role(membership=by, role="administrator", by=by)
        with pytest.raises(NotAllowed):
            set_membership_active(membership=cast.mentor, active=False, by=by)
    assert fresh(cast, cast.mentor).role == "member"


def test_the_stranger_finds_nobody(cast, as_):
    for slug in ("harbour", "northwind"):
        for page, values in (("role", {"role": "administrator"}), ("access", {"active": "0"})):
            assert as_(cast.stranger).get(address(cast.mentor, page, slug)).status_code == 404
            assert as_(cast.stranger).post(address(cast.mentor, page, slug), values).status_code == 404
    membership = fresh(cast, cast.mentor)
    assert (membership.role, membership.is_active) == ("member", True)


def test_an_unknown_role_is_refused(cast, as_):
    assert as_(cast.administrator).post(address(cast.mentor), {"role": "emperor"}).status_code == 422


def test_an_ended_administrator_does_not_count(cast, harbour):
    give_role(membership=cast.manager, role="administrator", by=cast.administrator)
    set_membership_active(membership=cast.manager, active=False, by=cast.administrator)
    with pytest.raises(DomainError):
        give_role(membership=cast.administrator, role="member", by=cast.administrator)
    give_role(membership=cast.manager, role="member", by=cast.administrator)


def test_ending_access_ends_invitations_to_the_persons_addresses(cast):
    invitation, _ = invitation_for(cast, "nuno@second.example", role="administrator")
    EmailAddress.objects.create(user=cast.bystander.user, email="nuno@second.example", verified=True)
    with cast.inside("harbour"):
        set_membership_active(membership=cast.bystander, active=False, by=cast.administrator)
    with pytest.raises(DomainError, match="has ended"):
        accept_invitation(invitation=invitation, user=cast.bystander.user)
    assert not fresh(cast, cast.bystander).is_active


def test_what_was_read_before_somebody_else_changed_it_does_not_count(cast):
    """The manager was made the only administrator after this page was opened."""
    with cast.inside("harbour"):
        stale = Membership.objects.get(pk=cast.manager.pk)
        give_role(membership=cast.manager, role="administrator", by=cast.administrator)
        give_role(membership=cast.administrator, role="member", by=cast.manager)
        with pytest.raises(DomainError, match="needs an administrator"):
            set_membership_active(membership=stale, active=False, by=cast.manager)


def test_who_has_just_lost_the_role_gives_none(cast):
    with cast.inside("harbour"):
        give_role(membership=cast.manager, role="administrator", by=cast.administrator)
        still_thinks_so = Membership.objects.get(pk=cast.manager.pk)
        give_role(membership=cast.manager, role="member", by=cast.administrator)
        with pytest.raises(NotAllowed, match="no longer an administrator"):
            give_role(membership=cast.mentor, role="administrator", by=still_thinks_so)
