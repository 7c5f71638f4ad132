"""The agreement's pages: what a party reads, who signed, every version and what differs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.coaching.actions import drop_amendment, save_design, send_for_signing
from programs.coaching.draft import ClauseText
from programs.coaching.models import Portrait
from programs.coaching.queries import digest_to_sign, open_amendment
from programs.engagements.actions.spine import add_participant
from tests.factories import coaching
from tests.programs.coaching.urls import url

SECRET = ClauseText("roles", "Between us", "We say du.", private=True)


def test_each_party_reads_their_texts_with_their_digests_and_who_is_missing(cast, harbour, as_):
    contract = coaching.designed(cast)
    place = coaching.place_of(contract, cast.participant)
    words = {"written_at": contract.designed_at or contract.engagement.created_at, "written_by": cast.participant}
    Portrait.objects.create(client=place, strengths="She listens.", development="Saying no", **words)
    version = send_for_signing(contract=contract, by=cast.coach)
    coaching.sign(version, cast.coach)
    page = as_(cast.participant).get(url("contract-agreement", contract)).text.replace("<wbr>", "")
    assert "She listens." in page
    assert "From here on for client and coach only" in page
    for digest in (version.digest, version.parts.get().digest, digest_to_sign(version, place)):
        assert digest in page
    assert page.count("not signed yet") == 2
    sponsor = as_(cast.sponsor).get(url("contract-agreement", contract)).text.replace("<wbr>", "")
    assert "She listens." not in sponsor
    assert version.parts.get().digest not in sponsor
    assert version.digest in sponsor


def test_versions_of_the_design_stay_and_differ(cast, harbour, as_):
    contract, _ = coaching.sent(cast)
    save_design(contract=contract, by=cast.coach, **{**coaching.WORDS, "focus_areas": "Delegating\nEnding"})
    send_for_signing(contract=contract, by=cast.coach)
    browser = as_(cast.sponsor)
    page = browser.get(url("contract-version", contract, number=2)).text
    assert "What is different from version 1" in page
    assert "Added: </span>Ending" in page
    assert "Taken out: </span>Speaking early" in page
    assert (
        "Replaced by version 2 before everybody signed" in browser.get(url("contract-version", contract, number=1)).text
    )
    assert browser.get(url("contract-version", contract, number=3)).status_code == 404
    assert as_(cast.administrator).get(url("contract-version", contract, number=1)).status_code == 404
    assert as_(cast.stranger).get(url("contract-document", contract, number=1)).status_code == 404


def test_history_kept_signatures_and_constant_queries(cast, harbour, as_):
    contract = coaching.agreed(cast)
    coaching.amend(cast, contract, reason="Dropped again", purpose="Never")
    drop_amendment(amendment=open_amendment(contract), by=cast.participant)
    _, version = coaching.amend(cast, contract, reason="Something between us", clauses=(SECRET,))
    agreement = url("contract-agreement", contract)
    page = as_(cast.participant).get(agreement).text
    assert "Signed version 1, which says the same" in page
    sponsor = as_(cast.sponsor)
    sponsor.get(agreement)
    with CaptureQueriesContext(connection) as few:
        sponsor.get(agreement)
    for person in (cast.participant, cast.coach):
        coaching.sign(version, person)
    for number in range(3):
        _, version = coaching.amend(cast, coaching.fresh(contract), reason=f"Why {number}", session_budget=9 + number)
        for person in (cast.participant, cast.coach, cast.sponsor):
            coaching.sign(version, person)
    with CaptureQueriesContext(connection) as many:
        page = sponsor.get(agreement).text
    assert len(many) <= len(few) + 1
    for words in ("Dropped again", "Something between us", "Why 0", "Why 2", "Signed by everybody", "Dropped"):
        assert words in page
    assert "We say du." not in page
    assert (
        "Signed version 1, which says the same to you" in sponsor.get(url("contract-version", contract, number=3)).text
    )
    compared = as_(cast.participant).get(url("contract-version", contract, number=6) + "?with=1").text
    assert "What is different from version 1" in compared
    assert "We say du." in compared


def test_who_comes_later_reads_nothing_from_before(cast, harbour, as_):
    contract = coaching.agreed(cast, sponsor=None)
    add_participant(engagement=contract.engagement, membership=cast.sponsor, role="sponsor", by=cast.administrator)
    browser = as_(cast.sponsor)
    page = browser.get(url("contract-agreement", contract))
    assert "The others signed before you came" in page.text
    assert coaching.PURPOSE not in page.text
    for name in ("contract-version", "contract-document"):
        assert browser.get(url(name, contract, number=1)).status_code == 404
    coaching.amend(cast, contract, reason="Lucía is the sponsor now")
    page = browser.get(url("contract-agreement", contract)).text
    assert coaching.PURPOSE in page
    assert "Sign the agreement" in page
