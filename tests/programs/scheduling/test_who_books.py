"""A program says who books; everybody else reads who does, and still moves and cancels."""

import pytest
from django.urls import reverse

from portal.errors import NotAllowed
from programs.engagements.actions import change_program
from programs.mentoring.actions import create_circle
from programs.scheduling.actions import cancel_session, move_session, schedule_series, schedule_session
from programs.scheduling.booking import who_books, why_not_book
from programs.scheduling.models import Session
from programs.scheduling.permissions import can_schedule_session
from tests.factories import coaching
from tests.factories.engagements import open_program
from tests.factories.scheduling import in_days, make_circle, make_cohort, make_contract, make_session, place_in


def let_book(engagement, booked_by: str, by) -> None:
    change_program(program=engagement.program, booked_by=booked_by, by=by)


def page(engagement, name="scheduling:session-create"):
    return reverse(name, kwargs={"organization": "harbour", "engagement_id": engagement.pk})


@pytest.mark.parametrize(
    ("make", "part", "booked_by", "may"),
    [
        (make_circle, "mentor", "everybody", True),
        (make_circle, "member", "everybody", True),
        (make_circle, "mentor", "leads", True),
        (make_circle, "member", "leads", False),
        (make_circle, "mentor", "led", False),
        (make_circle, "member", "led", True),
        (make_contract, "coach", "led", False),
        (make_contract, "participant", "led", True),
        (make_contract, "participant", "leads", False),
        (make_contract, "sponsor", "everybody", False),
        (make_contract, "sponsor", "led", False),
        (make_cohort, "trainer", "everybody", True),
        (make_cohort, "trainer", "led", True),
        (make_cohort, "participant", "everybody", False),
        (make_cohort, "participant", "led", False),
    ],
)
def test_the_program_says_who_books(cast, harbour, make, part, booked_by, may):
    engagement = make(cast)
    let_book(engagement, booked_by, cast.administrator)
    place = place_in(engagement, getattr(cast, part))
    assert can_schedule_session(place, engagement) is may
    if may:
        schedule_session(engagement=engagement, starts_at=in_days(3), minutes=60, by=place)
    else:
        with pytest.raises(NotAllowed):
            schedule_session(engagement=engagement, starts_at=in_days(3), minutes=60, by=place)
    assert Session.objects.count() == may


def test_a_series_is_booked_by_the_same_people_and_others_read_by_whom(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        let_book(circle, "leads", cast.administrator)
        times = {"engagement": circle, "starts": [in_days(3), in_days(10)], "minutes": 60}
        with pytest.raises(NotAllowed) as refusal:
            schedule_series(by=place_in(circle, cast.member), **times)
        assert str(refusal.value) == who_books(place_in(circle, cast.member), circle)
        assert not Session.objects.exists()
        schedule_series(by=place_in(circle, cast.mentor), **times)
    answer = as_(cast.member).get(page(circle, "scheduling:series-create"))
    assert answer.status_code == 409
    assert "come to its end" not in answer.text
    assert as_(cast.mentor).get(page(circle, "scheduling:series-create")).status_code == 200


def test_who_was_let_book_when_the_page_was_opened_is_asked_again(cast, harbour):
    circle = make_circle(cast)
    place = place_in(circle, cast.member)
    let_book(place_in(circle, cast.mentor).engagement, "leads", cast.administrator)
    assert can_schedule_session(place, circle), "the row that was read before does not know it yet"
    with pytest.raises(NotAllowed, match="Your mentor books"):
        schedule_session(engagement=circle, starts_at=in_days(3), minutes=60, by=place)


@pytest.mark.parametrize(
    ("make", "part", "booked_by", "words"),
    [
        (make_circle, "member", "leads", "Your mentor books the sessions of this program."),
        (make_circle, "mentor", "led", "The mentees book the sessions of this program."),
        (make_contract, "participant", "leads", "Your coach books the sessions of this program."),
        (make_contract, "coach", "led", "Your client books the sessions of this program."),
        (make_cohort, "participant", "everybody", "Your trainer books the sessions of this program."),
        (make_circle, "member", "led", ""),
        (make_contract, "sponsor", "leads", ""),
    ],
)
def test_everybody_else_reads_who_does(cast, harbour, make, part, booked_by, words):
    engagement = make(cast)
    let_book(engagement, booked_by, cast.administrator)
    assert who_books(place_in(engagement, getattr(cast, part)), engagement) == words


def test_the_page_says_so_instead_of_offering_times(cast, harbour, as_):
    circle = make_circle(cast)
    let_book(circle, "leads", cast.administrator)
    answer = as_(cast.member).get(page(circle))
    assert answer.status_code == 409
    assert "Your mentor books the sessions of this program." in answer.text
    assert as_(cast.mentor).get(page(circle)).status_code == 200
    assert "booked by others" in why_not_book(place_in(make_contract(cast), cast.sponsor), circle)


def test_moving_and_cancelling_stays_with_everybody(cast, harbour):
    circle = make_circle(cast)
    let_book(circle, "leads", cast.administrator)
    session, member = make_session(circle, cast.mentor), place_in(circle, cast.member)
    session = Session.objects.select_related("engagement__program").get(pk=session.pk)
    move_session(session=session, starts_at=in_days(9), minutes=60, by=member)
    cancel_session(session=session, by=member)
    assert session.is_cancelled


@pytest.fixture
def circle(cast, harbour):
    made = create_circle(
        program=open_program(cast.administrator, booked_by="leads"),
        title="First-time leads",
        purpose="The first year",
        mentor=cast.mentor,
        members=[cast.participant],
        starts_on=in_days(0).date(),
        agreement="",
        by=cast.administrator,
    )
    return made.engagement


def test_a_circles_page_has_no_button_and_says_why(cast, circle, as_):
    mine = as_(cast.participant).get(page(circle, "mentoring:circle-detail")).text
    assert "Your mentor books the sessions of this program." in mine
    assert page(circle) not in mine
    assert page(circle, "scheduling:times-propose") in mine
    assert page(circle) in as_(cast.mentor).get(page(circle, "mentoring:circle-detail")).text
    make_session(circle, cast.mentor)
    with_one = as_(cast.participant).get(page(circle, "mentoring:circle-detail")).text
    assert "Your mentor books the sessions of this program." in with_one
    assert page(circle) not in with_one


def test_a_contracts_page_has_no_button_and_says_why(cast, harbour, as_):
    contract = coaching.agreed(cast)
    let_book(contract.engagement, "led", cast.administrator)
    mine = as_(cast.coach).get(page(contract, "coaching:contract-detail")).text
    assert mine.count("Your client books the sessions of this program.") == 2, "as the next step, and at the sessions"
    assert page(contract) not in mine
    assert page(contract, "scheduling:times-propose") in mine
    assert page(contract) in as_(cast.participant).get(page(contract, "coaching:contract-detail")).text
    assert "books the sessions" not in as_(cast.sponsor).get(page(contract, "coaching:contract-detail")).text
