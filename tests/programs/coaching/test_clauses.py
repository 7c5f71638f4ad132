"""A program keeps clauses; a contract copies them, changes them as its own, and says each thing once."""

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import (
    PartChanged,
    adopt_built_in,
    change_clause,
    change_contract_clause,
    create_clause,
    end_clause,
    move_contract_clause,
    remove_contract_clause,
    send_for_signing,
    start_design,
    take_clause,
    write_clause,
)
from programs.coaching.library import BUILT_IN
from programs.coaching.models import ClauseTopic
from programs.coaching.queries.clauses import clauses_of, coverage, library_of, offered_clauses
from programs.coaching.queries.parts import clause_words, seen_as
from tests.factories import coaching
from tests.programs.coaching.urls import url

OWN = {"topic": "fees", "title": "Travel", "text": "Travel is paid.", "private": False}


def test_the_built_in_set_covers_the_list_of_the_bodies():
    assert {row.topic for row in BUILT_IN} == set(ClauseTopic)
    assert len({row.title for row in BUILT_IN}) == len({row.slug for row in BUILT_IN}) == len(BUILT_IN) >= 14
    assert all(row.source and len(row.text) < 400 for row in BUILT_IN)


def test_a_library_is_kept_on_its_pages(cast, harbour, as_):
    program = coaching.make_program(cast)
    browser = as_(cast.administrator)
    listed = url("clause-list", program_id=program.pk)
    assert "No clauses yet" in browser.get(listed).text
    browser.post(url("clause-adopt", program_id=program.pk))
    assert library_of(program).count() == len(BUILT_IN)
    assert adopt_built_in(program=program, by=cast.administrator) == 0
    values = {**OWN, "preset": "on", "everywhere": "on"}
    del values["private"]
    assert browser.post(url("clause-create", program_id=program.pk), values).url == listed
    clause = library_of(program).get(title="Travel")
    assert clause.program is None and clause.preset and not clause.private
    again = browser.post(url("clause-create", program_id=program.pk), {**values, "title": "travel"})
    assert again.status_code == 422 and "already" in again.text and "Travel is paid." in again.text
    change = url("clause-change", program_id=program.pk, clause_id=clause.pk)
    assert browser.post(change, {**values, "text": "Nobody pays."}).url == listed
    browser.post(url("clause-end", program_id=program.pk, clause_id=clause.pk))
    assert clause.pk not in {row.pk for row in offered_clauses(program)}
    assert "Offered no more" in browser.get(listed).text
    browser.post(url("clause-end", program_id=program.pk, clause_id=clause.pk), {"again": "1"})
    assert clause.pk in {row.pk for row in offered_clauses(program)}


def test_managers_keep_their_own_programs_and_administrators_those_of_all(cast, harbour, as_):
    from programs.engagements.actions import give_program  # noqa: PLC0415 - only here

    program = coaching.make_program(cast)
    mine = {**OWN, "preset": False}
    shared = create_clause(program=program, by=cast.administrator, everywhere=True, **mine)
    assert as_(cast.manager).get(url("clause-list", program_id=program.pk)).status_code == 404
    with pytest.raises(NotAllowed):
        create_clause(program=program, by=cast.manager, **mine)
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    with pytest.raises(NotAllowed):
        end_clause(program=program, clause=shared, by=cast.manager)
    with pytest.raises(NotAllowed):
        create_clause(program=program, by=cast.manager, everywhere=True, **{**mine, "title": "All"})
    own = create_clause(program=program, by=cast.manager, **mine)  # the program's own words come first
    assert [row.pk for row in offered_clauses(program)] == [own.pk]


def test_a_contract_begins_with_the_presets_and_keeps_its_own_words(cast, harbour):
    contract = coaching.draft(cast)
    program = contract.engagement.program
    adopt_built_in(program=program, by=cast.administrator)
    start_design(contract=contract, by=cast.coach)
    rows = clauses_of(contract)
    assert {row.title for row in rows} == {row.title for row in BUILT_IN if row.preset}
    first = rows[0]
    change_contract_clause(
        contract=contract, clause=first, by=cast.participant, **{**clause_words(first), "text": "In our words."}
    )
    source = first.clause
    change_clause(
        program=program, clause=source, by=cast.administrator, preset=True, **{**clause_words(first), "text": "Newer."}
    )
    assert clauses_of(contract)[0].text == "In our words."
    with pytest.raises(PartChanged):
        change_contract_clause(
            contract=contract,
            clause=first,
            by=cast.coach,
            seen=seen_as(clause_words(first)),
            **{**clause_words(first), "text": "Mine."},
        )
    with pytest.raises(DomainError, match="already") as refusal:
        take_clause(contract=contract, choice=str(source.pk), by=cast.coach)
    assert refusal.value.field == "choice"
    with pytest.raises(DomainError, match="Choose a clause"):
        take_clause(contract=contract, choice=BUILT_IN[0].slug, by=cast.coach)


def test_clauses_are_taken_written_ordered_and_removed_on_the_page(cast, harbour, as_):
    contract = coaching.designed(cast)
    page, browser = url("contract-design", contract), as_(cast.coach)
    browser.post(page, {"do": "take", "take-choice": "no-therapy"})  # without a library the built-in ones are offered
    browser.post(page, {"do": "write", "new-topic": "fees", "new-title": "Purpose", "new-text": "A\nOurs"})
    private = {"new-topic": "roles", "new-title": "Us", "new-text": "Hidden words", "new-private": "on"}
    browser.post(page, {"do": "write", **private})
    again = browser.post(page, {"do": "write", "new-topic": "fees", "new-title": "us", "new-text": "Typed words"})
    assert again.status_code == 422 and "already" in again.text and "Typed words" in again.text
    taken, named, hidden = clauses_of(contract)
    browser.post(page, {"do": f"up {named.pk}"})
    browser.post(page, {"do": f"up {named.pk}"})
    assert [row.pk for row in clauses_of(contract)] == [named.pk, taken.pk, hidden.pk]
    version = send_for_signing(contract=contract, by=cast.coach)
    assert "\nFees: Purpose\n  A" in version.text and version.text.count("\nPurpose\n") == 1
    assert "Hidden words" not in version.text and "Hidden words" in version.parts.get().text
    assert "Hidden words" not in as_(cast.sponsor).get(url("contract-agreement", contract)).text
    as_(cast.coach).post(page, {"do": f"remove {hidden.pk}"})
    assert [row.topic for row in coverage(clauses_of(contract)) if row.clauses] == ["fees", "roles"]
    assert browser.post(page, {"do": f"remove {hidden.pk}"}).status_code == 404


def test_bad_clauses_are_refused(cast, harbour):
    contract = coaching.designed(cast)
    for changes, field in [
        ({"topic": "weather"}, "topic"),
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"text": " "}, "text"),
        ({"text": "x" * 4001}, "text"),
    ]:
        with pytest.raises(DomainError) as refusal:
            write_clause(contract=contract, by=cast.coach, **{**OWN, **changes})
        assert refusal.value.field == field
    row = write_clause(contract=contract, by=cast.coach, **OWN)
    for person in (cast.sponsor, cast.administrator):
        with pytest.raises(NotAllowed):
            remove_contract_clause(contract=contract, clause=row, by=person)
    move_contract_clause(contract=contract, clause=row, up=True, by=cast.coach)  # the only one stays where it is
    remove_contract_clause(contract=contract, clause=row, by=cast.coach)
    with pytest.raises(DomainError, match="removed meanwhile"):
        change_contract_clause(contract=contract, clause=row, by=cast.coach, **OWN)
