"""Strengths and development areas are written by a client and the coach, and read by these two alone."""

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import PartChanged, send_for_signing, start_design, write_portrait
from programs.coaching.queries import signing_of
from programs.coaching.queries.parts import seen_as
from programs.covenant.erasing import ERASERS
from tests.factories import coaching
from tests.programs.coaching.urls import url

OWN = {"strengths": "Listens", "development": "Says no too late"}


def test_each_client_of_a_group_and_the_coach_and_nobody_else(cast, harbour, as_):
    contract = coaching.draft(cast, also=[cast.member])
    start_design(contract=contract, by=cast.coach)
    amara = coaching.place_of(contract, cast.participant)
    write_portrait(contract=contract, client=amara, by=cast.participant, **OWN)
    assert "Says no too late" in as_(cast.coach).get(url("contract-design", contract)).text
    page = as_(cast.member).get(url("contract-design", contract)).text
    assert "Says no too late" not in page and f"portrait-{amara.pk}" not in page
    with pytest.raises(NotAllowed):
        write_portrait(contract=contract, client=amara, by=cast.member, **OWN)
    with pytest.raises(DomainError):
        write_portrait(contract=contract, client=coaching.place_of(contract, cast.sponsor), by=cast.coach, **OWN)
    forged = {"do": f"save portrait-{amara.pk}", f"portrait-{amara.pk}-strengths": "x"}
    assert as_(cast.member).post(url("contract-design", contract), forged).status_code == 404


def test_it_is_signed_by_two_and_missing_from_the_sponsors_text(cast, harbour):
    contract = coaching.designed(cast)
    client = coaching.place_of(contract, cast.participant)
    write_portrait(contract=contract, client=client, by=cast.coach, **OWN)
    version = send_for_signing(contract=contract, by=cast.coach)
    assert "Says no too late" in version.parts.get().text and "Says no too late" not in version.text
    write_portrait(contract=contract, client=client, by=cast.coach, strengths="Other", development="")
    assert not signing_of(contract, [], []).current


def test_saving_over_what_was_not_read_is_refused_and_erasing_empties_it(cast, harbour):
    contract = coaching.designed(cast)
    client = coaching.place_of(contract, cast.participant)
    before = seen_as({"strengths": "", "development": ""})
    write_portrait(contract=contract, client=client, by=cast.coach, seen=before, **OWN)
    with pytest.raises(PartChanged) as refusal:
        write_portrait(
            contract=contract, client=client, by=cast.participant, seen=before, strengths="Mine", development=""
        )
    assert refusal.value.theirs == OWN
    write_portrait(contract=contract, client=client, by=cast.participant, seen=before, **OWN)  # the same words
    for eraser in ("designs", "coaching talk"):
        assert ERASERS[eraser].of_engagement(contract.pk, None) == 1
        assert ERASERS[eraser].of_engagement(contract.pk, None) == 0
    client.portrait.refresh_from_db()
    assert (client.portrait.strengths, coaching.fresh(contract).purpose) == ("", "")
