"""Coming, having come."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import add_participant, end_participation
from programs.scheduling.actions import (
    add_person_to_sessions,
    cancel_session,
    complete_session,
    mark_attendance,
    remove_person_from_sessions,
    reply_to_session,
)
from programs.scheduling.models import Session, SessionPlace, Topic
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

PRESENT = SessionPlace.Attendance.PRESENT


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def held(cast, circle):
    """A session in a week; `at(after)` is when it is over."""
    return make_session(circle, cast.mentor, topic="Saying no")


def mark(circle, *people, attendance=PRESENT):
    return {place_in(circle, person).pk: attendance for person in people}


def test_it_is_completed_once_with_those_who_came(cast, circle, held):
    by = place_in(circle, cast.mentor)
    with pytest.raises(DomainError, match="not begun"):
        complete_session(session=held, attendance={}, by=by)
    with at(in_days(8)):
        complete_session(session=held, attendance=mark(circle, cast.mentor, cast.participant), by=by)
        with pytest.raises(NotAllowed):
            complete_session(session=held, attendance={}, by=by)
    assert held.places.filter(attendance="present", marked_by=cast.mentor).count() == 2
    assert held.places.get(user=cast.member.user).attendance == ""
    assert Session.objects.get().is_completed


def test_only_who_leads_this_engagement_marks(cast, circle, held):
    contract = make_contract(cast)
    with at(in_days(8)):
        for by in (place_in(circle, cast.participant), place_in(contract, cast.coach)):
            with pytest.raises(NotAllowed):
                mark_attendance(session=held, attendance=mark(circle, cast.mentor), by=by)
            with pytest.raises(NotAllowed):
                complete_session(session=held, attendance={}, by=by)
    assert not held.places.exclude(attendance="").exists()


def test_nobody_is_marked_in_a_session_that_was_cancelled_since_the_page_was_opened(cast, circle, held):
    by = place_in(circle, cast.mentor)
    with at(in_days(8)):
        seen = Session.objects.select_related("engagement__program").get()
        cancel_session(session=held, by=by)
        with pytest.raises(DomainError, match="changed this session a moment ago"):
            mark_attendance(session=seen, attendance=mark(circle, cast.participant), by=by)
    assert not held.places.exclude(attendance="").exists()


def test_marks_are_corrected_and_taken_away(cast, circle, held):
    by = place_in(circle, cast.mentor)
    with at(in_days(8)):
        mark_attendance(session=held, attendance=mark(circle, cast.participant), by=by)
        mark_attendance(session=held, attendance=mark(circle, cast.participant, attendance="no_show"), by=by)
        assert held.places.get(user=cast.participant.user).attendance == "no_show"
        mark_attendance(session=held, attendance=mark(circle, cast.participant, attendance=""), by=by)
    row = held.places.get(user=cast.participant.user)
    assert (row.attendance, row.marked_at, row.marked_by) == ("", None, None)


def test_an_unknown_mark_or_person_is_refused(cast, circle, held):
    contract, by = make_contract(cast), place_in(circle, cast.mentor)
    with at(in_days(8)):
        with pytest.raises(DomainError, match="one of the four"):
            mark_attendance(session=held, attendance=mark(circle, cast.participant, attendance="late"), by=by)
        with pytest.raises(DomainError, match="no place in this session"):
            mark_attendance(session=held, attendance=mark(contract, cast.coach), by=by)


def test_topics_that_were_not_chosen_go_on(cast, circle, held):
    Topic.objects.update(chosen=True)
    rest = Topic.objects.create(
        engagement=circle,
        session=held,
        proposed_by=place_in(circle, cast.member),
        proposed_at=held.created_at,
        text="Praise",
    )
    with at(in_days(8)):
        complete_session(session=held, attendance={}, by=place_in(circle, cast.mentor))
    rest.refresh_from_db()
    assert rest.session is None
    assert held.topics.count() == 1


def test_a_sponsor_has_no_place_to_answer_for(cast, harbour):
    contract = make_contract(cast)
    session = make_session(contract, cast.coach)
    with pytest.raises(NotAllowed):
        reply_to_session(session=session, by=place_in(contract, cast.sponsor), coming=True)
    assert add_person_to_sessions(participation=place_in(contract, cast.sponsor)) == 0
    assert session.places.count() == 2


def test_who_joins_with_a_clash_is_entered_as_not_coming(cast, circle):
    make_session(make_contract(cast), cast.coach)
    session = make_session(circle, cast.mentor, starts_at=in_days(9))
    other = make_session(make_contract(cast, title="Second"), cast.coach, starts_at=in_days(11))
    end_participation(participation=place_in(circle, cast.participant), by=cast.administrator)
    remove_person_from_sessions(
        participation=circle.participations.get(membership=cast.participant, left_at__isnull=False)
    )
    assert not session.places.filter(user=cast.participant.user).exists()
    clash = make_session(circle, cast.mentor, starts_at=in_days(7))
    back = add_participant(engagement=circle, membership=cast.participant, role="mentee", by=cast.administrator)
    assert add_person_to_sessions(participation=back) == 1
    assert add_person_to_sessions(participation=back) == 0
    row = clash.places.get(user=cast.participant.user)
    assert (row.blocks, row.reply) == (False, "not_coming")
    assert session.places.get(user=cast.participant.user).blocks
    assert other.places.count() == 2


def test_the_button_answers_and_comes_back_to_the_page(cast, as_, circle, held):
    address = reverse("scheduling:session-reply", kwargs={"organization": "harbour", "session_id": held.pk})
    page = reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": held.pk})
    client = as_(cast.participant)
    answer = client.post(address, {"coming": "0"}, follow=True, headers={"referer": f"http://testserver{page}"})
    assert answer.request["PATH_INFO"] == page
    assert "I can come" in answer.text
    assert held.places.get(user=cast.participant.user).reply == "not_coming"
    assert client.get(address).status_code == 405
    assert as_(cast.bystander).post(address, {"coming": "1"}).status_code == 404
