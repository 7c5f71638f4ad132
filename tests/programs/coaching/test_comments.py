"""What client and coach say to parts of a design stays with those whose part it is, and holds nothing up."""

import pytest

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import (
    add_comment,
    remove_contract_clause,
    send_for_signing,
    settle_comment,
    start_design,
    write_clause,
)
from programs.coaching.queries import objectives_of_contract, parties_of
from programs.notifications.models import Notification
from tests.factories import coaching
from tests.programs.coaching.urls import url


def test_a_comment_is_said_settled_and_opened_again_on_the_page(cast, harbour, as_):
    contract = coaching.designed(cast)
    page = url("contract-design", contract)
    as_(cast.participant).post(page, {"do": "comment purpose", "comment-purpose-text": "Whose words are these?"})
    (comment,) = contract.comments.all()
    browser = as_(cast.coach)
    shown = browser.get(page).text
    assert "Whose words are these?" in shown and "1 comment is still open" in shown
    browser.post(page, {"do": f"settle {comment.pk}"})
    comment.refresh_from_db()
    assert comment.settled_by == cast.coach and "is still open" not in browser.get(page).text
    browser.post(page, {"do": f"reopen {comment.pk}"})
    comment.refresh_from_db()
    assert comment.settled_at is None
    empty = browser.post(page, {"do": "comment purpose", "comment-purpose-text": " "})
    assert empty.status_code == 422 and "Write what you want to say" in empty.text
    assert send_for_signing(contract=contract, by=cast.coach).number == 1


def test_one_clients_parts_are_talked_about_with_the_coach_alone(cast, harbour, as_):
    contract = coaching.draft(cast, also=[cast.member])
    start_design(contract=contract, by=cast.coach)
    amara, tiago = coaching.place_of(contract, cast.participant), coaching.place_of(contract, cast.member)
    objective = coaching.add_objective(cast, contract, owner=amara)
    clause = write_clause(contract=contract, topic="roles", title="Ours", text="x", private=True, by=cast.coach)
    said = [("portrait", "about-her"), (f"objective:{objective.pk}", "on-hers"), (f"clause:{clause.pk}", "on-ours")]
    for part, text in said:
        row = add_comment(contract=contract, part=part, client=amara, text=text, by=cast.coach)
        with pytest.raises(NotAllowed):
            settle_comment(contract=contract, comment=row, by=cast.member)
        assert as_(cast.member).post(url("contract-design", contract), {"do": f"settle {row.pk}"}).status_code == 404
        with pytest.raises(NotAllowed):
            add_comment(contract=contract, part=part, client=amara, text="x", by=cast.member)
    add_comment(contract=contract, part="purpose", text="for-all", by=cast.participant)
    hers, his = (as_(person).get(url("contract-design", contract)).text for person in (cast.participant, cast.member))
    for _, text in said:
        assert text in hers and text not in his
    assert "for-all" in his
    relay()
    rows = Notification.objects.filter(kind="design-comment")
    told = [(row.membership_id, row.facts["by"]) for row in rows]
    assert told.count((cast.participant.pk, str(cast.coach.pk))) == 3
    assert {person for person, _ in told} == {cast.participant.pk, cast.member.pk, cast.coach.pk}
    assert told.count((cast.member.pk, str(cast.participant.pk))) == 1
    assert "about-her" not in str([row.facts for row in rows])
    remove_contract_clause(contract=contract, clause=clause, by=cast.coach)
    assert not contract.comments.filter(text__isnull=False, part__startswith="clause").exists()
    assert tiago.pk != amara.pk


def test_there_is_nothing_to_say_about_parts_that_are_not_there(cast, harbour):
    contract = coaching.designed(cast)
    client = coaching.place_of(contract, cast.participant)
    (objective,) = objectives_of_contract(parties_of(contract))
    wrong = [
        ("nonsense", None),
        ("portrait", None),
        ("clause:x", None),
        (f"clause:{objective.pk}", client),
        (f"objective:{objective.pk}", None),
        ("purpose", coaching.place_of(contract, cast.sponsor)),
    ]
    for part, whose in wrong:
        with pytest.raises(DomainError):
            add_comment(contract=contract, part=part, client=whose, text="x", by=cast.coach)
    with pytest.raises(DomainError, match="at most 2000"):
        add_comment(contract=contract, part="purpose", text="x" * 2001, by=cast.coach)
    with pytest.raises(NotAllowed):
        add_comment(contract=contract, part="purpose", text="x", by=cast.sponsor)
    agreed = coaching.agreed(cast, program=contract.engagement.program, ends_on=coaching.today(159))
    with pytest.raises(DomainError, match="Everybody has signed"):
        add_comment(contract=agreed, part="purpose", text="x", by=cast.coach)
