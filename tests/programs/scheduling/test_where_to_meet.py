"""Where a session is when nobody said it: in the program's place, on the lead's call, on the organization's."""

import pytest
from django.urls import reverse

from accounts.actions import change_calls
from programs.engagements.actions import change_program
from programs.scheduling.actions import accept_time, cancel_session, propose_times, schedule_series, schedule_session
from programs.scheduling.calls import link_of_lead
from programs.scheduling.models import Availability, Session
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

TEMPLATE = "https://meet.harbour.example/{session}"
OWN = "https://meet.coaches.example/rafael"


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


def meets_on_calls(cast) -> None:
    change_calls(organization=cast.harbour, call_template=TEMPLATE, by=cast.administrator)


def has_own_room(cast, membership, link: str = OWN) -> None:
    with cast.inside("harbour", membership.user):
        Availability.objects.create(time_zone=membership.user.time_zone, notice_hours=0, call_link=link)


def where(session) -> tuple[str, str]:
    row = Session.objects.get(pk=session.pk)
    return row.place, row.join_url


def test_without_anything_there_is_none(cast, contract):
    assert where(make_session(contract, cast.coach)) == ("", "")


def test_the_organizations_template_gives_each_session_its_own(cast, contract):
    meets_on_calls(cast)
    one = make_session(contract, cast.coach)
    other = make_session(contract, cast.coach, starts_at=in_days(8))
    assert where(one) == ("", f"https://meet.harbour.example/{one.pk.hex}")
    assert where(other) == ("", f"https://meet.harbour.example/{other.pk.hex}")


def test_each_session_of_a_series_has_its_own_call(cast, contract):
    meets_on_calls(cast)
    starts = [in_days(7), in_days(14), in_days(21)]
    series = schedule_series(engagement=contract, starts=starts, minutes=60, by=place_in(contract, cast.coach))
    assert [where(one) for one in series] == [("", f"https://meet.harbour.example/{one.pk.hex}") for one in series]
    has_own_room(cast, cast.coach)
    later = [in_days(28), in_days(35)]
    series = schedule_series(engagement=contract, starts=later, minutes=60, by=place_in(contract, cast.participant))
    assert {where(one) for one in series} == {("", OWN)}


def test_the_leads_own_room_comes_first_whoever_books(cast, contract):
    meets_on_calls(cast)
    has_own_room(cast, cast.coach)
    has_own_room(cast, cast.participant, "https://meet.example/amara")
    assert where(make_session(contract, cast.participant)) == ("", OWN)


def test_what_was_typed_comes_before_both(cast, contract):
    meets_on_calls(cast)
    has_own_room(cast, cast.coach)
    typed = make_session(contract, cast.coach, join_url="https://meet.example/once")
    assert where(typed) == ("", "https://meet.example/once")


def test_the_programs_place_is_used_and_needs_no_call(cast, contract):
    meets_on_calls(cast)
    has_own_room(cast, cast.coach)
    change_program(program=contract.program, session_place="The small room", by=cast.administrator)
    assert where(make_session(contract, cast.coach)) == ("The small room", "")
    elsewhere = make_session(contract, cast.coach, starts_at=in_days(8), place="Room 4")
    assert where(elsewhere) == ("Room 4", "")
    both = make_session(contract, cast.coach, starts_at=in_days(9), join_url="https://meet.example/once")
    assert where(both) == ("The small room", "https://meet.example/once")


def test_a_place_that_was_typed_needs_no_call(cast, contract):
    meets_on_calls(cast)
    assert where(make_session(contract, cast.coach, place="Room 4")) == ("Room 4", "")


def test_another_organizations_template_is_not_used(cast, contract):
    with cast.inside("northwind"):
        change_calls(organization=cast.northwind, call_template=TEMPLATE, by=cast.stranger)
    assert where(make_session(contract, cast.coach)) == ("", "")


def test_a_time_that_was_proposed_and_taken_meets_there_too(cast, contract):
    meets_on_calls(cast)
    coach, client = place_in(contract, cast.coach), place_in(contract, cast.participant)
    proposal = propose_times(engagement=contract, starts=[in_days(4)], minutes=60, by=coach)
    session = accept_time(proposal=proposal, session=Session.objects.get(), by=client)
    assert where(session) == ("", f"https://meet.harbour.example/{session.pk.hex}")


def test_the_leads_room_is_one_query(cast, contract, django_assert_num_queries):
    has_own_room(cast, cast.coach)
    people = [place_in(contract, cast.participant), place_in(contract, cast.coach)]
    with django_assert_num_queries(1):
        assert link_of_lead(people) == OWN
    with django_assert_num_queries(0):
        assert link_of_lead(people[:1]) == ""


def test_a_cancelled_session_shows_no_address(cast, as_, harbour):
    circle = make_circle(cast)
    session = schedule_session(
        engagement=circle,
        starts_at=in_days(3),
        minutes=60,
        by=place_in(circle, cast.mentor),
        join_url="https://meet.example/once",
    )
    page = reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})
    assert "meet.example/once" in as_(cast.member).get(page).text
    cancel_session(session=session, by=place_in(circle, cast.mentor))
    with at(session.starts_at):
        assert "meet.example/once" not in as_(cast.member).get(page).text


def test_the_booking_page_begins_with_the_programs_place(cast, as_, contract):
    change_program(program=contract.program, session_place="The small room", by=cast.administrator)
    page = reverse("scheduling:session-create", kwargs={"organization": "harbour", "engagement_id": contract.pk})
    assert 'value="The small room"' in as_(cast.coach).get(page).text
