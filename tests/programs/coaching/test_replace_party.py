"""Parties who leave in the middle: nothing hangs, and who comes signs before it goes on."""

import pytest

from accounts.actions import set_membership_active
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import remove_client, replace_coach, replace_sponsor, sign_contract
from programs.coaching.models import CoachProfile, ContractVersion
from programs.coaching.queries import digest_to_sign, objectives_of_contract, parties_of, signing_of
from programs.notifications.models import Notification
from programs.scheduling.models import SessionPlace
from tests.factories import coaching
from tests.programs.coaching.urls import url


def newest(contract):
    versions = ContractVersion.objects.filter(contract=contract).select_related("contract__engagement__program")
    return versions.latest("number")


def waiting(contract):
    parties = parties_of(contract)
    return {place.name for place in signing_of(contract, parties, objectives_of_contract(parties)).waiting}


def test_a_coach_who_left_is_replaced_and_the_new_one_signs_before_sessions_are_booked(cast, harbour, as_):
    contract = coaching.active(cast)
    planned = coaching.book(cast, contract, days=3)
    set_membership_active(membership=cast.coach, active=False, by=cast.administrator)
    relay()
    contract = coaching.fresh(contract)
    assert contract.engagement.state == "paused"
    told = Notification.objects.filter(kind="contract-party-gone")
    assert [row.membership for row in told] == [cast.administrator]
    page = as_(cast.administrator).get(url("contract-people", contract)).text
    assert "Left the organization" in page

    browser = as_(cast.administrator)
    for taken in (cast.sponsor, cast.participant, cast.coach, cast.stranger_member):
        answer = browser.post(url("contract-replace-coach", contract), {"membership": taken.pk})
        assert answer.status_code == 422  # not offered
    with pytest.raises(DomainError, match="is the sponsor of this contract"):
        replace_coach(contract=contract, membership=cast.sponsor, by=cast.administrator)
    set_membership_active(membership=cast.bystander, active=False, by=cast.administrator)
    with pytest.raises(DomainError, match="has left the organization"):
        replace_coach(contract=contract, membership=cast.bystander, by=cast.administrator)
    with pytest.raises(NotAllowed):
        replace_coach(contract=contract, membership=cast.trainer, by=cast.participant)
    assert browser.post(url("contract-replace-coach", contract), {"membership": cast.trainer.pk}).status_code == 302

    contract = coaching.fresh(contract)
    assert contract.engagement.title == "Amara Okafor with Marta Quist"
    assert waiting(contract) == {"Amara Okafor", "Marta Quist", "Lucía Ferrer"}
    sitting = SessionPlace.objects.filter(session=planned).values_list("participation__membership_id", flat=True)
    assert set(sitting) == {cast.participant.pk, cast.trainer.pk}
    assert as_(cast.trainer).post(url("contract-resume", contract)).status_code == 302
    contract = coaching.fresh(contract)
    with pytest.raises(DomainError, match="Marta Quist has not signed"):
        coaching.book(cast, contract, by=cast.participant, days=5)
    version = newest(contract)
    assert "Coach: Marta Quist" in version.text
    for member in (cast.trainer, cast.participant, cast.sponsor):
        coaching.sign(version, member)
    assert coaching.book(cast, contract, by=cast.trainer, days=5)
    assert "Rafael Moreira" in as_(cast.administrator).get(url("contract-people", contract)).text


def test_in_a_design_nothing_waits_for_who_left_and_an_old_version_is_not_signed(cast, harbour):
    contract, version = coaching.sent(cast)
    old = coaching.place_of(contract, cast.coach)
    digest = digest_to_sign(version, old)
    coaching.sign(version, cast.participant)
    replace_coach(contract=contract, membership=cast.trainer, by=cast.administrator)
    with pytest.raises(DomainError, match="Nothing was signed"):
        sign_contract(version=version, name=cast.coach.name, digest=digest, by=old)
    replace_sponsor(contract=contract, membership=None, by=cast.administrator)
    version = coaching.send_for_signing(contract=contract, by=cast.trainer)
    for member in (cast.participant, cast.trainer):
        coaching.sign(version, member)
    assert coaching.fresh(contract).engagement.state == "agreed"


def test_without_a_sponsor_it_goes_on_and_another_one_signs(cast, harbour):
    contract = coaching.agreed(cast)
    with pytest.raises(DomainError, match="is the coach of this contract"):
        replace_sponsor(contract=contract, membership=cast.coach, by=cast.administrator)
    replace_sponsor(contract=contract, membership=None, by=cast.administrator)
    with pytest.raises(DomainError, match="has no sponsor"):
        replace_sponsor(contract=contract, membership=None, by=cast.administrator)
    assert waiting(contract) == set()
    assert coaching.book(cast, contract)
    replace_sponsor(contract=contract, membership=cast.trainer, by=cast.administrator)
    assert waiting(contract) == {"Amara Okafor", "Rafael Moreira", "Marta Quist"}
    assert coaching.book(cast, contract, days=4)  # the coach has signed, so sessions go on


def test_a_coach_with_no_room_is_not_given_another_client(cast, harbour):
    contract = coaching.agreed(cast)
    profile = CoachProfile.objects.create(
        membership=cast.trainer,
        capacity=0,
        created_at=contract.engagement.created_at,
        created_by=cast.administrator,
    )
    with pytest.raises(DomainError, match="has 0 of 0 clients already"):
        replace_coach(contract=contract, membership=cast.trainer, by=cast.administrator)
    profile.capacity, profile.is_open = 3, False
    profile.save()
    with pytest.raises(DomainError, match="takes no new clients"):
        replace_coach(contract=contract, membership=cast.trainer, by=cast.administrator)
    assert coaching.place_of(contract, cast.coach)


def test_a_client_leaves_a_group_and_the_last_one_does_not(cast, harbour, as_):
    contract = coaching.draft(cast, also=[cast.member])
    place = coaching.place_of(contract, cast.member)
    with pytest.raises(NotAllowed):
        remove_client(contract=contract, place=place, by=cast.coach)
    browser = as_(cast.administrator)
    address = url("contract-remove-client", contract, participation_id=place.pk)
    assert "Does this client leave the group?" in browser.get(address).text
    assert browser.post(address).status_code == 302
    assert browser.get(address).status_code == 404
    assert {row.name for row in parties_of(contract)} == {"Amara Okafor", "Rafael Moreira", "Lucía Ferrer"}
    assert coaching.fresh(contract).engagement.title == "Amara Okafor with Rafael Moreira"
    last = coaching.place_of(contract, cast.participant)
    with pytest.raises(DomainError, match="End it instead"):
        remove_client(contract=contract, place=last, by=cast.administrator)
    assert as_(cast.manager).get(url("contract-people", contract)).status_code == 404
