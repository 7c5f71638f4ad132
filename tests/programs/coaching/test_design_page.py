"""One page for the whole design: saved part by part, nothing typed elsewhere is lost, and it says whose turn it is."""

import re
from html import unescape

import pytest
from django.utils import timezone

from portal.errors import DomainError
from portal.outbox.relay import relay
from programs.coaching.actions import hand_over, save_words, send_for_signing, start_design
from programs.coaching.models import Contract
from programs.coaching.queries import objectives_of_contract, parties_of
from programs.notifications.models import Notification
from programs.notifications.queries.present import is_still_true
from tests.factories import coaching
from tests.programs.coaching.urls import url

SEEN = re.compile(r'name="([\w-]+-seen)" value="(\w*)"')


def opened(browser, contract) -> dict:
    """What the form of the open page would send without a word typed."""
    return dict(SEEN.findall(browser.get(url("contract-design", contract)).text))


def group(cast):
    """Amara and Tiago, coached together, with a complete design but for their objectives."""
    contract = coaching.draft(cast, also=[cast.member])
    start_design(contract=contract, by=cast.coach)
    for name, text in coaching.WORDS.items():
        save_words(contract=contract, name=name, text=text, by=cast.coach)
    return contract


def test_one_part_is_saved_and_what_is_typed_in_others_comes_back(cast, harbour, as_):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=cast.coach)
    browser = as_(cast.coach)
    typed = {
        **opened(browser, contract),
        "do": "save purpose",
        "purpose-text": "To lead",
        "focus_areas-text": "Half a thou",
        "comment-covenant-text": "Is this enough?",
        "new-title": "Dogs",
        "new-text": "Are welcome",
    }
    page = browser.post(url("contract-design", contract), typed)

    assert page.status_code == 200
    kept = coaching.fresh(contract)
    assert (kept.purpose, kept.focus_areas, kept.comments.count(), kept.clauses.count()) == ("To lead", "", 0, 0)
    for text in ("Half a thou", "Is this enough?", "Dogs", "Are welcome", "Not saved yet:"):
        assert text in unescape(page.text)
    refused = browser.post(url("contract-design", contract), {**typed, "do": "go"})
    assert refused.status_code == 422
    assert "Half a thou" in refused.text


def test_of_two_who_save_at_once_the_second_is_told_and_reads_both(cast, harbour, as_):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=cast.coach)
    browser = as_(cast.participant)
    typed = {**opened(browser, contract), "do": "save purpose", "purpose-text": "Mine"}
    save_words(contract=contract, name="purpose", text="Theirs", by=cast.coach)
    page = browser.post(url("contract-design", contract), typed)

    assert page.status_code == 422
    assert "Somebody saved this while you wrote" in page.text
    assert "Mine" in page.text and "Theirs" in page.text
    assert coaching.fresh(contract).purpose == "Theirs"
    again = {**typed, **dict(SEEN.findall(page.text))}
    assert browser.post(url("contract-design", contract), again).status_code == 302
    assert coaching.fresh(contract).purpose == "Mine"
    # Somebody who typed nothing there saves another part, and writes nothing over.
    other = {**typed, "do": "save focus_areas", "purpose-text": "", "focus_areas-text": "One"}
    assert browser.post(url("contract-design", contract), other).status_code == 302
    assert (coaching.fresh(contract).purpose, coaching.fresh(contract).focus_areas) == ("Mine", "One")


def test_texts_that_are_too_long_stay_in_the_form(cast, harbour, as_):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=cast.coach)
    browser = as_(cast.coach)
    long = "é" * 4001
    for name in ("purpose", "focus_areas"):
        sent = {**opened(browser, contract), "do": f"save {name}", f"{name}-text": long}
        page = browser.post(url("contract-design", contract), sent)
        assert page.status_code == 422
        assert "at most 4000 characters; this has 4001" in page.text and long in page.text
    sent = {**opened(browser, contract), "do": "save purpose", "purpose-text": "é" * 4000}
    assert browser.post(url("contract-design", contract), sent).status_code == 302


def test_the_page_in_each_state_and_for_each_part(cast, harbour, as_):
    draft = coaching.draft(cast)
    assert "Start the design" in as_(cast.coach).get(url("contract-design", draft)).text
    agreed = coaching.agreed(cast, program=draft.engagement.program, ends_on=coaching.today(159))
    page = as_(cast.participant).get(url("contract-design", agreed)).text
    assert "Everybody has signed" in page and coaching.PURPOSE in unescape(page) and "<textarea" not in page
    sent = {"do": "save purpose", "purpose-text": "x", "purpose-seen": "y"}
    assert as_(cast.participant).post(url("contract-design", agreed), sent).status_code == 422
    assert as_(cast.participant).post(url("contract-design", agreed), {"do": "nonsense"}).status_code == 404
    for part in ("sponsor", "administrator", "bystander", "stranger"):
        assert as_(getattr(cast, part)).get(url("contract-design", agreed)).status_code == 404


def test_handing_over_tells_the_other_one_and_saving_does_not(cast, harbour, as_):
    contract = coaching.designed(cast)
    hand_over(contract=contract, comment="Look at the purpose", by=cast.coach)
    relay()
    notice = Notification.objects.get(kind="design-turn")
    assert notice.membership == cast.participant and "purpose" not in str(notice.facts)
    assert not Notification.objects.filter(kind="design-comment").exists()  # the words come with the turn
    assert is_still_true(notice, timezone.now())
    page = as_(cast.participant).get(url("contract-design", contract)).text
    assert "It is your turn" in page and "Look at the purpose" in page

    save_words(contract=contract, name="purpose", text="Another", by=cast.participant)
    assert coaching.fresh(contract).turn == Contract.Turn.CLIENT
    with pytest.raises(DomainError, match="turn already"):
        hand_over(contract=contract, by=cast.coach)
    as_(cast.participant).post(url("contract-design", contract), {"do": "hand-over", "turn-comment": ""})
    assert coaching.fresh(contract).turn == Contract.Turn.COACH
    relay()
    assert Notification.objects.filter(kind="design-turn", membership=cast.coach).count() == 1
    assert not is_still_true(notice, timezone.now())


def test_in_a_group_the_turn_is_everybodys_and_each_client_needs_an_objective(cast, harbour, as_):
    contract = group(cast)
    amara, tiago = coaching.place_of(contract, cast.participant), coaching.place_of(contract, cast.member)
    hand_over(contract=contract, by=cast.coach)
    relay()
    told = Notification.objects.filter(kind="design-turn").values_list("membership", flat=True)
    assert set(told) == {cast.participant.pk, cast.member.pk}

    browser = as_(cast.coach)
    values = {key: str(value) for key, value in coaching.objective_values().items()}
    page = browser.post(url("contract-objective-create", contract), values)
    assert page.status_code == 422 and "Whose objective is it?" in unescape(page.text)
    browser.post(url("contract-objective-create", contract), {**values, "owner": amara.pk})
    with pytest.raises(DomainError, match="an objective of Tiago Mendes"):
        send_for_signing(contract=contract, by=cast.coach)
    assert "Tiago Mendes has none yet" in browser.get(url("contract-design", contract)).text
    as_(cast.member).post(url("contract-objective-create", contract), values)
    assert {row.owner_id for row in objectives_of_contract(parties_of(contract))} == {amara.pk, tiago.pk}
    assert as_(cast.coach).post(url("contract-design", contract), {"do": "send"}).url == url(
        "contract-agreement", contract
    )


def test_the_number_of_queries_does_not_follow_the_clauses_and_comments(
    cast, harbour, as_, django_assert_max_num_queries
):
    from programs.coaching.actions import add_comment, write_clause  # noqa: PLC0415 - only here

    contract = coaching.designed(cast, objectives=3)
    browser = as_(cast.coach)
    browser.get(url("contract-design", contract))
    with django_assert_max_num_queries(60) as few:
        browser.get(url("contract-design", contract))
    for number in range(4):
        row = write_clause(
            contract=contract, topic="fees", title=f"Fees {number}", text="x", private=number % 2 == 1, by=cast.coach
        )
        client = coaching.place_of(contract, cast.participant) if row.private else None
        add_comment(contract=contract, part=f"clause:{row.pk}", client=client, text="Why?", by=cast.coach)
    with django_assert_max_num_queries(len(few)):
        browser.get(url("contract-design", contract))
