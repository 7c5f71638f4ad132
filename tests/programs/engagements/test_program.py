"""Programs: set up by administrators, run by those to whom they are given."""

from datetime import date

import pytest

from portal.errors import DomainError, IllegalTransition, NotAllowed
from programs.engagements.actions import change_program, create_engagement, create_program, give_program, move_program
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Program
from tests.factories.engagements import engagement_with, open_program

LIST = "/o/harbour/programs/"
NEW = "/o/harbour/programs/new/"
LIST_QUERIES = 10  # six questions; the test’s own transaction adds two pairs of savepoints
SESSIONS = {"session_minutes": 60, "booked_by": "everybody", "late_hours": 24, "hold_hours": 72}
FILLED = {"kind": "coaching", "name": "Leading bigger teams", "purpose": "Lead without being in every room", **SESSIONS}


def test_an_administrator_sets_up_a_program(cast, harbour, as_):
    answer = as_(cast.administrator).post(NEW, FILLED)
    program = Program.objects.get()
    assert answer.url == f"{LIST}{program.pk}/"
    assert (program.kind, program.state) == ("coaching", "draft")


@pytest.mark.parametrize("part", ["manager", "participant"])
def test_others_may_not_set_up_programs(cast, harbour, as_, part):
    assert as_(getattr(cast, part)).post(NEW, FILLED).status_code == 403
    assert not Program.objects.exists()
    with pytest.raises(NotAllowed):
        create_program(kind="coaching", name="Mine", by=getattr(cast, part))


def test_a_mistyped_year_is_asked_about(cast, harbour, as_):
    typed = {**FILLED, "starts_on": "0027-06-01", "ends_on": ""}
    answer = as_(cast.administrator).post(NEW, typed)
    assert answer.status_code == 422
    assert b"Check the year of this day" in answer.content
    assert not Program.objects.exists()


def test_dates_in_the_wrong_order_come_back_with_what_was_typed(cast, harbour, as_):
    typed = {**FILLED, "starts_on": "2026-06-01", "ends_on": "2026-05-01"}
    answer = as_(cast.administrator).post(NEW, typed)
    assert answer.status_code == 422
    assert b"The end is before the start" in answer.content
    assert b"Leading bigger teams" in answer.content
    assert not Program.objects.exists()


def test_a_name_is_used_once(cast, harbour):
    create_program(kind="coaching", name="Twice", by=cast.administrator)
    with pytest.raises(DomainError, match="Another program has this name"):
        create_program(kind="mentoring", name="Twice", by=cast.administrator)


def test_the_other_organization_may_use_the_same_name(cast, harbour):
    create_program(kind="coaching", name="Twice", by=cast.administrator)
    with cast.inside("northwind"):
        assert create_program(kind="coaching", name="Twice", by=cast.stranger).organization_id == cast.northwind.pk


def test_a_draft_cannot_be_archived(cast, harbour):
    program = create_program(kind="coaching", name="Draft", by=cast.administrator)
    with pytest.raises(IllegalTransition):
        move_program(program=program, to=ProgramState.ARCHIVED, by=cast.administrator)


def test_opening_it_twice_is_refused_with_a_sentence(cast, harbour, as_):
    program = create_program(kind="coaching", name="Draft", by=cast.administrator)
    page = f"{LIST}{program.pk}/move/"
    assert as_(cast.administrator).post(page, {"to": "open"}).status_code == 302
    answer = as_(cast.administrator).post(page, {"to": "open"})
    assert answer.status_code == 409
    assert b"This is open, so that step is not possible now" in answer.content


def test_changing_the_words_does_not_take_back_a_step_that_somebody_else_took(cast, harbour):
    program = create_program(kind="coaching", name="Draft", by=cast.administrator)
    seen = Program.objects.get(pk=program.pk)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    change_program(program=seen, name="Renamed", by=cast.administrator)
    fresh = Program.objects.get(pk=program.pk)
    assert (fresh.name, fresh.state) == ("Renamed", ProgramState.OPEN)


def test_an_invented_step_is_refused(cast, harbour, as_):
    program = create_program(kind="coaching", name="Draft", by=cast.administrator)
    assert as_(cast.administrator).post(f"{LIST}{program.pk}/move/", {"to": "everything"}).status_code == 409


def test_a_manager_sees_only_the_programs_given_to_them(cast, harbour, as_):
    given = open_program(cast.administrator, name="Given")
    hidden = open_program(cast.administrator, name="Hidden")
    give_program(program=given, managers=[cast.manager], by=cast.administrator)
    page = as_(cast.manager).get(LIST).content.decode()
    assert "Given" in page
    assert "Hidden" not in page
    assert as_(cast.manager).get(f"{LIST}{hidden.pk}/").status_code == 404


def test_a_program_of_another_organization_is_404(cast, as_):
    with cast.inside("northwind"):
        foreign = open_program(cast.stranger, name="Foreign")
    assert as_(cast.administrator).get(f"{LIST}{foreign.pk}/").status_code == 404


def test_those_who_run_it_see_people_and_dates_of_an_engagement(cast, harbour, as_):
    engagement, _ = engagement_with(cast.administrator, {"mentor": cast.mentor, "mentee": cast.participant})
    page = f"/o/harbour/engagements/{engagement.pk}/"
    assert b"Helen Byrne" in as_(cast.administrator).get(page).content
    assert as_(cast.manager).get(page).status_code == 404
    assert as_(cast.mentor).get(page).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_any_number_of_programs(cast, harbour, as_, rows, django_assert_num_queries):
    for number in range(rows):
        engagement_with(cast.administrator, {"mentor": cast.mentor}, title=f"T{number}")
    browser = as_(cast.administrator)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)


def test_the_same_engagement_sent_twice_is_made_once(cast, harbour):
    program = open_program(cast.administrator)
    wanted = {"program": program, "title": "Twice", "state": State.FORMING, "starts_on": date(2026, 5, 14)}
    create_engagement(**wanted, by=cast.administrator)
    with pytest.raises(DomainError, match="sent twice"):
        create_engagement(**wanted, by=cast.administrator)
    assert Engagement.objects.filter(title="Twice").count() == 1


def test_an_engagement_does_not_begin_in_a_program_that_was_closed_meanwhile(cast, harbour):
    seen = open_program(cast.administrator)
    move_program(program=Program.objects.get(pk=seen.pk), to=ProgramState.CLOSED, by=cast.administrator)
    with pytest.raises(DomainError, match="not open"):
        create_engagement(
            program=seen, title="Late", state=State.FORMING, starts_on=date(2026, 5, 14), by=cast.administrator
        )
