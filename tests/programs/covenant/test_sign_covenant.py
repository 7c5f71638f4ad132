"""Sign who sees what: it holds when everybody has, and a change needs everybody again."""

import pytest

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.covenant.actions import (
    declare_terms,
    drop_proposal,
    propose_covenant,
    sign_covenant,
)
from programs.covenant.queries import reading_of, standing_of, terms_of
from programs.engagements.actions import add_participant, end_participation
from programs.notes.actions import file_note
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.scheduling import make_circle, make_contract, place_in


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def sign(circle, membership):
    return sign_covenant(engagement=circle, digest=standing_of(circle).to_sign.digest, by=place_in(circle, membership))


def waiting(circle):
    return [person.name for person in standing_of(circle).waiting]


def test_it_holds_when_everybody_has_signed(cast, circle):
    assert waiting(circle) == ["Helen Byrne", "Amara Okafor", "Tiago Mendes"]
    sign(circle, cast.mentor)
    sign(circle, cast.participant)
    assert not standing_of(circle).in_force
    sign(circle, cast.member)
    assert standing_of(circle).holds
    assert waiting(circle) == []


def test_a_note_for_others_waits_for_everybody_an_own_one_does_not(cast, circle):
    mentor = place_in(circle, cast.mentor)
    file_note(engagement=circle, text="Mine", audience="private", by=mentor)
    sign(circle, cast.mentor)
    with pytest.raises(DomainError, match="Still to sign: Amara Okafor, Tiago Mendes"):
        file_note(engagement=circle, text="Ours", audience="engagement", by=mentor)
    sign_for_all(circle)
    file_note(engagement=circle, text="Ours", audience="engagement", by=mentor)


def test_who_joins_late_signs_before_they_read_or_share(cast, circle):
    sign_for_all(circle)
    late = add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    assert not reading_of(late).signed
    assert standing_of(circle).in_force
    with pytest.raises(DomainError, match="Sign who sees what before"):
        file_note(engagement=circle, text="Hello", audience="engagement", by=late)
    sign(circle, cast.bystander)
    assert reading_of(late).signed


def test_a_change_holds_when_the_last_has_signed_it(cast, circle):
    sign_for_all(circle)
    other = terms_with("mentoring", {("actions", "mentee"): "own"})
    propose_covenant(engagement=circle, terms=other, by=place_in(circle, cast.participant))
    assert waiting(circle) == ["Helen Byrne", "Tiago Mendes"]
    sign(circle, cast.mentor)
    assert terms_of(circle).level("actions", "mentee") == "all"
    sign(circle, cast.member)
    assert terms_of(circle).level("actions", "mentee") == "own"
    assert standing_of(circle).number == 2


def test_one_who_keeps_the_old_terms_ends_a_change(cast, circle):
    sign_for_all(circle)
    other = terms_with("mentoring", {("actions", "mentee"): "own"})
    proposed = propose_covenant(engagement=circle, terms=other, by=place_in(circle, cast.participant))
    drop_proposal(covenant=proposed, by=place_in(circle, cast.member))
    assert standing_of(circle).holds
    assert terms_of(circle).level("actions", "mentee") == "all"
    with pytest.raises(DomainError, match="settled"):
        drop_proposal(covenant=proposed, by=place_in(circle, cast.mentor))


def test_who_leaves_holds_nobody_up(cast, circle):
    sign(circle, cast.mentor)
    sign(circle, cast.participant)
    end_participation(participation=place_in(circle, cast.member), by=cast.administrator)
    relay()
    assert standing_of(circle).holds


def test_nobody_signs_what_they_have_not_read(cast, circle):
    digest = standing_of(circle).to_sign.digest
    declare_terms(
        program=circle.program, terms=terms_with("mentoring", {("actions", "mentee"): "own"}), by=cast.administrator
    )
    with pytest.raises(DomainError, match="changed since you opened it"):
        sign_covenant(engagement=circle, digest=digest, by=place_in(circle, cast.mentor))


def test_what_is_signed_outlasts_what_the_program_declares_later(cast, circle):
    sign_for_all(circle)
    other = terms_with("mentoring", {("actions", "mentee"): "own"})
    declare_terms(program=circle.program, terms=other, by=cast.administrator)
    assert terms_of(circle).level("actions", "mentee") == "all"


def test_only_administrators_reserve_oversight_and_nobody_negotiates_it_away(cast, circle):
    overseen = terms_with("mentoring", {("notes", "organization"): "reason"}, oversight="Safeguarding of minors")
    with pytest.raises(NotAllowed):
        declare_terms(program=circle.program, terms=overseen, by=cast.manager)
    declare_terms(program=circle.program, terms=overseen, by=cast.administrator)
    with pytest.raises(DomainError, match="declared by its program"):
        propose_covenant(engagement=circle, terms=terms_with("mentoring", {}), by=place_in(circle, cast.mentor))


def test_a_sponsor_signs_too(cast, harbour):
    contract = make_contract(cast)
    assert "Lucía Ferrer" in waiting(contract)


@pytest.mark.parametrize(
    "cells",
    [{("topics", "organization"): "all"}, {("notes", "organization"): "reason"}, {("feedback", "mentee"): "all"}],
)
def test_no_covenant_opens_what_stays_closed(cast, circle, cells):
    with pytest.raises(DomainError):
        declare_terms(program=circle.program, terms=terms_with("mentoring", cells), by=cast.administrator)


def test_strangers_sign_nothing(cast, circle):
    with pytest.raises(NotAllowed):
        sign_covenant(
            engagement=circle,
            digest=standing_of(circle).to_sign.digest,
            by=place_in(make_contract(cast), cast.coach),
        )
