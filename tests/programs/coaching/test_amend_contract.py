"""A signed agreement changes when everybody has signed the change; until then what was signed holds."""

import pytest
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import (
    drop_amendment,
    evaluate_contract,
    propose_amendment,
    send_for_signing,
)
from programs.coaching.draft import ClauseText, from_json
from programs.coaching.models import Amendment
from programs.coaching.queries import (
    differences_for,
    objectives_of_contract,
    open_amendment,
    parties_of,
    signing_of,
    version_in_force,
)
from programs.coaching.queries.signing import agreement_in
from programs.engagements.actions import end_participation
from programs.engagements.actions.spine import add_participant
from programs.notifications.models import Notification
from tests.factories import coaching
from tests.programs.coaching.urls import url

NEW = "Once a month, in the morning."


def now_signed(contract):
    parties = parties_of(contract)
    return signing_of(coaching.fresh(contract), parties, objectives_of_contract(parties))


def told(kind: str) -> set:
    relay()
    return set(Notification.objects.filter(kind=kind).values_list("membership__user__name", flat=True))


def test_it_holds_with_the_last_signature_and_what_was_signed_holds_until_then(cast, harbour):
    contract = coaching.agreed(cast)
    clause = ClauseText("fees", "Nobody pays", "The organization does.", private=True)
    amendment, version = coaching.amend(cast, contract, working_arrangement=NEW, session_budget=12, send=False)
    assert version is None
    assert told("amendment-proposed") == {cast.coach.name}

    version = send_for_signing(contract=contract, by=cast.coach)
    assert told("amendment-for-signing") == {cast.participant.name, cast.sponsor.name}
    for person in (cast.participant, cast.coach):
        coaching.sign(version, person)
        assert (coaching.fresh(contract).session_budget, version_in_force(contract).number) == (8, 1)
    coaching.sign(version, cast.sponsor)

    held = coaching.fresh(contract)
    assert (held.session_budget, held.working_arrangement, version_in_force(contract).number) == (12, NEW, 2)
    assert told("amendment-agreed") == {cast.participant.name, cast.coach.name, cast.sponsor.name}
    assert not Notification.objects.filter(kind="contract-signed", created_at__gt=amendment.proposed_at).exists()
    assert open_amendment(contract) is None

    _private, third = coaching.amend(cast, held, clauses=(clause,))
    assert told("amendment-for-signing") == {cast.participant.name, cast.sponsor.name}, "the sponsor heard of the first"
    assert [place.name for place in now_signed(held).kept] == [cast.sponsor.name], "their text says the same"
    for person in (cast.participant, cast.coach):
        coaching.sign(third, person)
    assert version_in_force(contract) == third

    _, fourth = coaching.amend(cast, held, clauses=(clause, ClauseText("roles", "Who writes", "Amara.", private=True)))
    assert [place.name for place in now_signed(held).kept] == [cast.sponsor.name], "over several changes"
    _back_to_the_first(cast, contract, fourth)


def _back_to_the_first(cast, contract, fourth):
    """What somebody signed long ago does not count once they signed something else since."""
    drop_amendment(amendment=open_amendment(contract), by=cast.coach)
    coaching.amend(
        cast,
        coaching.fresh(contract),
        working_arrangement=coaching.WORDS["working_arrangement"],
        session_budget=8,
        clauses=(),
    )
    assert now_signed(contract).kept == []
    assert len(now_signed(contract).waiting) == 3


def test_a_change_that_is_dropped_is_told_to_who_was_asked_to_sign(cast, harbour):
    contract = coaching.agreed(cast)
    amendment, version = coaching.amend(cast, contract, working_arrangement=NEW)
    coaching.sign(version, cast.sponsor)
    drop_amendment(amendment=amendment, by=cast.coach)

    assert told("amendment-dropped") == {cast.participant.name, cast.sponsor.name}
    with pytest.raises(DomainError):
        coaching.sign(version, cast.participant)
    assert coaching.fresh(contract).working_arrangement == coaching.WORDS["working_arrangement"]
    coaching.amend(cast, contract, send=False)
    drop_amendment(amendment=open_amendment(contract), by=cast.participant)
    relay()
    rows = Notification.objects.filter(kind="amendment-dropped").order_by("-created_at")
    assert rows[0].membership == cast.coach, "nobody else had been asked"
    assert rows.count() == 3


def test_who_left_is_not_waited_for_and_who_joined_signs(cast, harbour):
    contract = coaching.agreed(cast)
    _, version = coaching.amend(cast, contract, working_arrangement=NEW)
    end_participation(participation=coaching.place_of(contract, cast.sponsor), by=cast.administrator)
    assert not now_signed(contract).current, "the text names who is no party any more"
    add_participant(engagement=contract.engagement, membership=cast.member, role="sponsor", by=cast.administrator)
    version = send_for_signing(contract=contract, by=cast.coach)
    for person in (cast.participant, cast.coach, cast.member):
        assert coaching.fresh(contract).working_arrangement != NEW
        coaching.sign(version, person)
    assert coaching.fresh(contract).working_arrangement == NEW


def test_what_cannot_be(cast, harbour):
    contract = coaching.active(cast, held=2)
    for part in ("sponsor", "administrator"):
        with pytest.raises(NotAllowed):
            propose_amendment(contract=contract, reason="Because", by=getattr(cast, part))
    with pytest.raises(DomainError, match="Say why"):
        propose_amendment(contract=contract, reason="  ", by=cast.coach)
    amendment, _ = coaching.amend(cast, contract, send=False)
    with pytest.raises(DomainError, match="open already"):
        propose_amendment(contract=contract, reason="Another", by=cast.coach)
    with pytest.raises(DomainError, match="Nothing is different"):
        send_for_signing(contract=contract, by=cast.coach)
    drop_amendment(amendment=amendment, by=cast.coach)
    twice = (ClauseText("fees", "Same", "One"), ClauseText("fees", "same ", "Two"))
    for changes, words in (
        ({"session_budget": 1}, "2 sessions are held"),
        ({"ends_on": timezone.localdate().replace(year=2020)}, "has passed"),
        ({"clauses": twice}, "Two clauses are called"),
        ({"clauses": (ClauseText("fees", "No words", " "),)}, "needs a title and words"),
    ):
        with pytest.raises(DomainError, match=words):
            coaching.amend(cast, contract, **changes)
        drop_amendment(amendment=open_amendment(contract), by=cast.coach)

    amendment, version = coaching.amend(cast, contract, working_arrangement=NEW)
    evaluate_contract(contract=contract, by=cast.coach)
    with pytest.raises(DomainError, match="What was signed before holds"):
        coaching.sign(version, cast.coach)
    with pytest.raises(DomainError, match="between its last signature"):
        propose_amendment(contract=coaching.fresh(contract), reason="Late", by=cast.coach)


def test_the_editor_begins_with_what_holds_and_keeps_what_was_typed(cast, harbour, as_):
    contract = coaching.agreed(cast)
    client = as_(cast.participant)
    assert client.get(url("contract-amendment", contract)).status_code == 404, "none is open"
    response = client.post(url("contract-amend", contract), {"reason": "Two weeks are too short"})
    assert response.url == url("contract-amendment", contract)
    page = client.get(response.url).text
    assert coaching.PURPOSE in page
    assert "Nothing yet" in page
    sponsor = as_(cast.sponsor)
    for name in ("contract-amend", "contract-amendment", "contract-amendment-drop", "contract-extend"):
        assert sponsor.get(url(name, contract)).status_code == 404
    client = as_(cast.participant)

    typed = {
        **coaching.WORDS,
        "working_arrangement": NEW,
        "ends_on": contract.engagement.ends_on,
        "session_budget": 10,
        "late_counts": "on",
        "clause-TOTAL_FORMS": 1,
        "clause-INITIAL_FORMS": 0,
        "clause-0-topic": "fees",
        "clause-0-title": "Nobody pays",
        "clause-0-text": "The organization does.",
    }
    assert client.post(response.url, typed).status_code == 302
    assert from_json(Amendment.objects.get().draft).clauses == (
        ClauseText("fees", "Nobody pays", "The organization does."),
    )
    page = client.get(response.url).text
    assert f'<ins><span class="visually-hidden">Added: </span>{NEW}</ins>' in page
    assert f'<del><span class="visually-hidden">Taken out: </span>{coaching.WORDS["working_arrangement"]}</del>' in page
    refused = client.post(response.url, {**typed, "session_budget": 0, "purpose": "Typed and kept"})
    assert (refused.status_code, "Typed and kept" in refused.text) == (422, True)
    bare = client.post(response.url, {**typed, "clause-0-text": ""})
    assert bare.status_code == 422

    removed = {**typed, "clause-INITIAL_FORMS": 1, "clause-0-remove": "on"}
    assert client.post(response.url, removed).status_code == 302
    assert from_json(Amendment.objects.get().draft).clauses == ()
    agreement = as_(cast.sponsor).get(url("contract-agreement", contract)).text
    assert "Two weeks are too short" in agreement
    assert NEW not in agreement, "what is not sent is between client and coach"
    as_(cast.coach).post(url("contract-send", contract))
    agreement = as_(cast.sponsor).get(url("contract-agreement", contract)).text
    assert NEW in agreement
    assert "What is different from version 1" in agreement


def test_differences_are_by_line_and_only_of_what_a_party_reads(cast, harbour):
    contract = coaching.agreed(cast)
    secret = ClauseText("roles", "Between us", "We say du.", private=True)
    _, version = coaching.amend(cast, contract, focus_areas="Delegating\nEnding", clauses=(secret,))
    before, after = agreement_in(version_in_force(contract)), agreement_in(version)
    shown = {
        part: differences_for(before, after, coaching.place_of(contract, getattr(cast, part)))
        for part in ("participant", "coach", "sponsor")
    }
    shared = shown["sponsor"]
    assert [(change.kind, change.heading) for change in shared[0].shown] == [("changed", "Focus areas")]
    assert [(line.kind, line.text) for line in shared[0].shown[0].lines] == [
        ("same", "Delegating"),
        ("removed", "Speaking early"),
        ("added", "Ending"),
    ]
    assert len(shared) == 1
    for part in ("participant", "coach"):
        assert [difference.client is not None for difference in shown[part]] == [False, True]
        assert "We say du." in str(shown[part][1].shown)
