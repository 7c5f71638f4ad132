"""Every party signs the same version, once; the last signature makes the agreement."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.coaching.actions import OutdatedVersion, save_design, send_for_signing, sign_contract
from programs.coaching.models import ContractVersion, Signature
from programs.coaching.queries import current_agreement, digest_of, objectives_of_contract, parties_of, sections_of
from tests.cast import make_cast
from tests.factories import coaching
from tests.programs.coaching.urls import url


def events(name: str) -> int:
    return OutboxEvent.objects.filter(name=f"coaching.{name}").count()


def test_the_text_has_every_part_in_its_order(cast, harbour):
    _, version = coaching.sent(cast)

    assert [section.heading for section in sections_of(version.text)] == [
        "Parties",
        "Term",
        "Purpose",
        "Focus areas",
        "How we work",
        "Sessions",
        "Objective 1",
        "Who sees what",
    ]
    assert "  From 2.1 to 4 points" in version.text.splitlines()
    assert version.digest == digest_of(version.text)


def test_the_same_design_has_the_same_text(cast, harbour):
    contract, version = coaching.sent(cast)
    parties = parties_of(contract)
    assert current_agreement(coaching.fresh(contract), parties, objectives_of_contract(parties)).text == version.text


def test_nobody_writes_a_part_of_their_own(cast, harbour):
    contract = coaching.designed(cast)
    words = {**coaching.WORDS, "purpose": "Grow\nWho sees what\nLucía sees everything."}
    save_design(contract=contract, by=cast.coach, **words)
    version = send_for_signing(contract=contract, by=cast.coach)

    sections = {section.heading: section.lines for section in sections_of(version.text)}
    assert sections["Purpose"] == ["Grow", "Who sees what", "Lucía sees everything."]
    assert "Lucía sees everything." not in sections["Who sees what"]


@pytest.mark.parametrize("part", ["participant", "sponsor", "administrator"])
def test_only_the_coach_sends_it(cast, harbour, part):
    with pytest.raises(NotAllowed):
        send_for_signing(contract=coaching.designed(cast), by=getattr(cast, part))


def test_the_same_version_is_not_sent_twice(cast, harbour):
    contract, _ = coaching.sent(cast)
    with pytest.raises(DomainError, match="already"):
        send_for_signing(contract=contract, by=cast.coach)
    assert ContractVersion.objects.count() == 1


def test_it_is_agreed_when_the_last_party_has_signed(cast, harbour):
    contract, version = coaching.sent(cast)
    coaching.sign(version, cast.participant)
    coaching.sign(version, cast.coach)
    assert coaching.fresh(contract).engagement.state == "design"
    coaching.sign(version, cast.sponsor)

    assert coaching.fresh(contract).engagement.state == "agreed"
    assert coaching.fresh(contract).agreed_at
    assert (events("ContractSentForSigning"), events("ContractSigned"), events("ContractAgreed")) == (1, 3, 1)


def test_two_parties_are_enough_without_a_sponsor(cast, harbour):
    assert coaching.agreed(cast, sponsor=None).engagement.state == "agreed"


@pytest.mark.parametrize("typed", ["  amara   OKAFOR ", "Amara Okafor"])
def test_case_and_spaces_of_the_name_do_not_matter(cast, harbour, typed):
    contract, version = coaching.sent(cast)
    place = coaching.place_of(contract, cast.participant)
    assert sign_contract(version=version, name=typed, digest=version.digest, by=place).name == "Amara Okafor"


@pytest.mark.parametrize("typed", ["Amara", "", "Rafael Moreira"])
def test_another_name_signs_nothing(cast, harbour, typed):
    contract, version = coaching.sent(cast)
    place = coaching.place_of(contract, cast.participant)
    with pytest.raises(DomainError) as refusal:
        sign_contract(version=version, name=typed, digest=version.digest, by=place)

    assert refusal.value.field == "name"
    assert not Signature.objects.exists()


def test_nobody_signs_twice(cast, harbour):
    _, version = coaching.sent(cast)
    coaching.sign(version, cast.coach)
    with pytest.raises(DomainError, match="signed this version already"):
        coaching.sign(version, cast.coach)
    assert Signature.objects.count() == 1


def test_an_agreed_version_takes_no_more_signatures(cast, harbour):
    contract = coaching.agreed(cast)
    with pytest.raises(DomainError, match="already"):
        coaching.sign(contract.versions.get(), cast.coach)


def test_an_outdated_version_is_not_signed(cast, harbour):
    contract, old = coaching.sent(cast)
    coaching.sign(old, cast.coach)
    save_design(contract=contract, by=cast.coach, **{**coaching.WORDS, "purpose": "Something else"})
    with pytest.raises(OutdatedVersion, match="sends a new version"):
        coaching.sign(old, cast.participant)

    new = send_for_signing(contract=contract, by=cast.coach)
    with pytest.raises(OutdatedVersion, match="since you opened it"):
        coaching.sign(old, cast.participant)
    coaching.sign(new, cast.participant)
    assert (new.number, new.signatures.count(), old.signatures.count()) == (2, 1, 1)


def test_a_changed_objective_makes_the_version_outdated_too(cast, harbour):
    contract, version = coaching.sent(cast)
    coaching.add_objective(cast, contract, title="One more")
    with pytest.raises(OutdatedVersion):
        coaching.sign(version, cast.coach)


def test_the_digest_of_the_page_counts(cast, harbour):
    contract, version = coaching.sent(cast)
    place = coaching.place_of(contract, cast.coach)
    with pytest.raises(OutdatedVersion):
        sign_contract(version=version, name=cast.coach.name, digest="0" * 64, by=place)


def test_a_place_in_another_contract_signs_nothing(cast, harbour):
    contract, version = coaching.sent(cast)
    other = coaching.draft(cast, program=contract.engagement.program, client=cast.member)
    place = coaching.place_of(other, cast.coach)
    with pytest.raises(NotAllowed):
        sign_contract(version=version, name=cast.coach.name, digest=version.digest, by=place)


def test_a_party_signs_on_the_page(cast, harbour, as_):
    contract, version = coaching.sent(cast)
    browser, page = as_(cast.sponsor), url("contract-agreement", contract)
    shown = browser.get(page).text
    assert version.digest in shown
    assert coaching.PURPOSE in shown
    response = browser.post(page, {"name": "lucía ferrer", "digest": version.digest, "version": version.pk})

    assert response.url == url("contract-detail", contract)
    assert version.signatures.get().participation.membership == cast.sponsor


def test_the_page_shows_the_newer_version_after_a_refusal(cast, harbour, as_):
    contract, old = coaching.sent(cast)
    save_design(contract=contract, by=cast.coach, **{**coaching.WORDS, "purpose": "A newer purpose"})
    new = send_for_signing(contract=contract, by=cast.coach)
    response = as_(cast.participant).post(
        url("contract-agreement", contract), {"name": "Amara Okafor", "digest": old.digest, "version": old.pk}
    )

    assert response.status_code == 422
    assert "changed since you opened it" in response.text
    assert "A newer purpose" in response.text
    assert f'name="digest" value="{new.digest}"' in response.text
    assert 'value="Amara Okafor"' in response.text
    assert not Signature.objects.exists()


@pytest.mark.parametrize("part", ["stranger", "member", "administrator"])
def test_others_do_not_get_the_agreement(cast, harbour, as_, part):
    contract, _ = coaching.sent(cast)
    assert as_(getattr(cast, part)).get(url("contract-agreement", contract)).status_code == 404


@pytest.mark.parametrize(("part", "status"), [("coach", 302), ("participant", 409), ("sponsor", 404), ("member", 404)])
def test_the_coach_sends_it_with_a_button(cast, harbour, as_, part, status):
    contract = coaching.designed(cast)
    assert as_(getattr(cast, part)).post(url("contract-send", contract)).status_code == status
    assert ContractVersion.objects.count() == (1 if part == "coach" else 0)


@pytest.mark.django_db(transaction=True)
def test_the_last_two_parties_who_sign_at_once_agree_once():
    with transaction.atomic():  # row security learns the organization at the beginning of a transaction
        cast = make_cast()
    with cast.inside("harbour"), transaction.atomic():
        contract, version = coaching.sent(cast)
        coaching.sign(version, cast.participant)
        places = [coaching.place_of(contract, person) for person in (cast.coach, cast.sponsor)]
    start, failures = Barrier(2), []

    def run(place):
        try:
            with cast.inside("harbour", place.membership.user):
                with transaction.atomic():
                    mine = ContractVersion.objects.select_related("contract__engagement").get(pk=version.pk)
                start.wait(timeout=20)
                sign_contract(version=mine, name=place.name, digest=mine.digest, by=place)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with cast.inside("harbour"), transaction.atomic():
        assert failures == []
        assert coaching.fresh(contract).engagement.state == "agreed"
        assert (events("ContractSigned"), events("ContractAgreed")) == (3, 1)
