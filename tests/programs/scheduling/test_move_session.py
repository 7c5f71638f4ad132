"""Moving."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.scheduling.actions import cancel_session, move_session, propose_topic, reply_to_session
from programs.scheduling.models import Session
from tests.factories.scheduling import in_days, make_circle, make_cohort, make_contract, make_session, place_in


def url(session):
    return reverse("scheduling:session-move", kwargs={"organization": "harbour", "session_id": session.pk})


def typed(starts_at, zone, **fields):
    local = starts_at.astimezone(zone)
    return {"date": f"{local:%Y-%m-%d}", "starts_at": f"{local:%H:%M}", "minutes": "60", **fields}


def test_a_move_keeps_the_topics_and_asks_everybody_again(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, topic="Saying no")
    amara = place_in(circle, cast.participant)
    reply_to_session(session=session, by=amara, coming=False)
    move_session(
        session=session, starts_at=in_days(8), minutes=90, by=place_in(circle, cast.member), reason="The room is taken"
    )
    fresh = Session.objects.get()
    assert (fresh.sequence, fresh.moved_from, fresh.starts_at) == (1, in_days(7), in_days(8))
    assert fresh.change_reason == "The room is taken"
    assert fresh.topics.count() == 1
    assert set(fresh.places.values_list("reply", "blocks")) == {("", True)}
    assert all(row.period.lower == in_days(8) and row.period.upper == fresh.ends_at for row in fresh.places.all())
    event = OutboxEvent.objects.get(name="scheduling.SessionMoved")
    assert event.payload["sequence"] == 1


def test_the_reason_is_sealed_and_goes_into_no_event(cast, harbour):
    from django.db import connection  # noqa: PLC0415 - only here

    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    move_session(
        session=session, starts_at=in_days(8), minutes=60, by=place_in(circle, cast.mentor), reason="my child is ill"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT change_reason FROM scheduling_session")
        assert b"child" not in bytes(cursor.fetchone()[0])
    assert not any("child" in str(event.payload) for event in OutboxEvent.objects.all())


def test_it_may_move_into_its_own_time(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    later = in_days(7) + timedelta(minutes=30)
    move_session(session=session, starts_at=later, minutes=60, by=place_in(circle, cast.mentor))
    assert Session.objects.get().starts_at == later


def test_it_does_not_move_onto_another_session_and_stays_as_it_was(cast, harbour):
    circle, contract = make_circle(cast), make_contract(cast)
    session = make_session(circle, cast.mentor)
    make_session(contract, cast.coach, starts_at=in_days(9))
    with pytest.raises(DomainError, match="Amara Okafor has another session"):
        move_session(session=session, starts_at=in_days(9), minutes=60, by=place_in(circle, cast.mentor))
    assert session.starts_at == in_days(7)
    assert session.moved_from is None
    assert Session.objects.get(pk=session.pk).sequence == 0


def test_moving_it_to_where_it_is_says_so_and_tells_nobody(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    with pytest.raises(DomainError, match="at this time already"):
        move_session(session=session, starts_at=in_days(7), minutes=60, by=place_in(circle, cast.mentor))
    assert not OutboxEvent.objects.filter(name="scheduling.SessionMoved").exists()


def test_another_room_changes_no_time_and_no_answer(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    reply_to_session(session=session, by=place_in(circle, cast.member), coming=True)
    move_session(session=session, starts_at=in_days(7), minutes=60, by=place_in(circle, cast.mentor), place="Room 9")
    fresh = Session.objects.get()
    assert (fresh.place, fresh.sequence, fresh.moved_from) == ("Room 9", 1, None)
    assert fresh.places.get(user=cast.member.user).reply == "coming"
    assert not OutboxEvent.objects.filter(name="scheduling.SessionMoved").exists()


def test_who_looks_at_an_old_page_is_told(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    stale = Session.objects.select_related("engagement__program").get()
    by = place_in(circle, cast.mentor)
    move_session(session=session, starts_at=in_days(8), minutes=60, by=by)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        move_session(session=stale, starts_at=in_days(9), minutes=60, by=by)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        cancel_session(session=stale, by=by)


@pytest.mark.parametrize("who", ["sponsor", "learner"])
def test_sponsors_and_learners_move_nothing(cast, harbour, who):
    engagement, lead = (make_contract(cast), cast.coach) if who == "sponsor" else (make_cohort(cast), cast.trainer)
    session = make_session(engagement, lead)
    by = place_in(engagement, cast.sponsor if who == "sponsor" else cast.participant)
    with pytest.raises(NotAllowed):
        move_session(session=session, starts_at=in_days(8), minutes=60, by=by)
    with pytest.raises(NotAllowed):
        cancel_session(session=session, by=by)


def test_the_page_shows_the_old_time_and_moves_it(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        session = make_session(circle, cast.mentor, place="Room 4")
        propose_topic(engagement=circle, text="Saying no", by=place_in(circle, cast.member))
    client = as_(cast.participant)
    page = client.get(url(session))
    assert "Room 4" in page.text
    answer = client.post(
        url(session),
        typed(in_days(8), cast.participant.user.time_zone, place="Room 4", reason="A fire drill"),
        follow=True,
    )
    assert "This session was moved" in answer.text
    assert "A fire drill" in answer.text
    assert "Saying no" in answer.text


def test_a_clash_comes_back_filled_with_times_that_work(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_circle(cast), cast.mentor)
        make_session(make_contract(cast), cast.coach, starts_at=in_days(9))
    page = as_(cast.mentor).post(
        url(session), typed(in_days(9), cast.mentor.user.time_zone, reason="I am on leave then")
    )
    assert page.status_code == 422
    assert "I am on leave then" in page.text
    assert len(page.context["alternatives"]) == 3


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger"])
@pytest.mark.parametrize("name", ["session-move", "session-cancel", "session-detail"])
def test_nobody_else_finds_its_pages(cast, as_, who, name):
    with cast.inside("harbour"):
        session = make_session(make_circle(cast), cast.mentor)
    address = reverse(f"scheduling:{name}", kwargs={"organization": "harbour", "session_id": session.pk})
    assert as_(getattr(cast, who)).get(address).status_code == 404
