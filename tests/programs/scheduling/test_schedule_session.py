"""Booking."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.actions import add_participant
from programs.scheduling.actions import propose_topic, reply_to_session, schedule_session
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries import waiting_topics
from tests.factories.scheduling import in_days, make_circle, make_cohort, make_contract, make_session, place_in


def url(engagement):
    return reverse("scheduling:session-create", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


def typed(starts_at, zone, **fields):
    """What the form sends for a moment."""
    local = starts_at.astimezone(zone)
    return {"date": f"{local:%Y-%m-%d}", "starts_at": f"{local:%H:%M}", "minutes": "60", **fields}


def test_everybody_who_sits_in_it_gets_a_place_and_the_sponsor_none(cast, harbour):
    contract = make_contract(cast)
    session = make_session(contract, cast.participant)
    users = set(SessionPlace.objects.filter(session=session).values_list("user", flat=True))
    assert users == {cast.coach.user_id, cast.participant.user_id}
    assert OutboxEvent.objects.filter(name="scheduling.SessionScheduled", subject_id=session.pk).count() == 1


def test_the_booking_persons_wall_time_is_kept(cast, harbour):
    session = make_session(make_contract(cast), cast.coach, starts_at=in_days(30, hour=15))
    assert str(session.time_zone) == "America/Sao_Paulo"
    assert session.wall_time.endswith("T12:00")


@pytest.mark.parametrize("who", ["sponsor", "learner", "bystander"])
def test_others_may_not_book(cast, harbour, who):
    if who == "learner":
        engagement = make_cohort(cast)
        place = place_in(engagement, cast.participant)
    else:
        engagement = make_contract(cast)
        place = place_in(engagement, getattr(cast, who))
    with pytest.raises(NotAllowed):
        schedule_session(engagement=engagement, starts_at=in_days(3), minutes=60, by=place)
    assert not Session.objects.exists()


def test_a_place_in_another_engagement_books_nothing_here(cast, harbour):
    circle, contract = make_circle(cast), make_contract(cast)
    with pytest.raises(NotAllowed):
        schedule_session(engagement=contract, starts_at=in_days(3), minutes=60, by=place_in(circle, cast.mentor))


@pytest.mark.parametrize(
    ("offset", "minutes", "said"),
    [
        (timedelta(minutes=-1), 60, "past"),
        (timedelta(days=731), 60, "two years"),
        (timedelta(days=1), 0, "between a minute"),
        (timedelta(days=1), -30, "between a minute"),
        (timedelta(days=1), 721, "between a minute"),
        (timedelta(days=1), 10**12, "between a minute"),
    ],
)
def test_an_impossible_time_is_refused(cast, harbour, offset, minutes, said):
    circle = make_circle(cast)
    with pytest.raises(DomainError, match=said):
        schedule_session(
            engagement=circle,
            starts_at=timezone.now() + offset,
            minutes=minutes,
            by=place_in(circle, cast.mentor),
        )


def test_nobody_is_in_two_places_and_the_answer_names_them(cast, harbour):
    make_session(make_circle(cast), cast.mentor)
    contract = make_contract(cast)
    with pytest.raises(DomainError, match="Amara Okafor has another session") as refusal:
        make_session(contract, cast.coach, starts_at=in_days(7) + timedelta(minutes=30))
    assert refusal.value.field == "starts_at"
    with pytest.raises(DomainError, match="You have another session"):
        make_session(contract, cast.participant)
    make_session(contract, cast.coach, starts_at=in_days(7) + timedelta(minutes=60))  # back to back is fine


def test_a_clash_in_another_organization_is_not_named(cast):
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        from tests.factories.scheduling import make_engagement  # noqa: PLC0415 - only here

        make_session(make_engagement(by=cast.stranger, people=people), cast.coach_at_northwind)
    with cast.inside("harbour"), pytest.raises(DomainError, match="Somebody here has") as refusal:
        make_session(make_contract(cast), cast.participant)
    assert "Rafael" not in refusal.value.message


def test_who_cannot_come_is_free_for_something_else(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    reply_to_session(session=session, by=place_in(circle, cast.participant), coming=False)
    make_session(make_contract(cast), cast.coach)
    with pytest.raises(DomainError, match="You have another session"):
        reply_to_session(session=session, by=place_in(circle, cast.participant), coming=True)


def test_waiting_topics_move_to_the_new_session(cast, harbour):
    circle = make_circle(cast)
    amara = place_in(circle, cast.participant)
    topic = propose_topic(engagement=circle, text="Feedback to a former peer", by=amara)
    assert [row.pk for row in waiting_topics(circle, amara)] == [topic.pk]
    session = make_session(circle, cast.mentor, topic="Saying no")
    assert {row.text for row in session.topics.all()} == {"Feedback to a former peer", "Saying no"}


def test_who_joins_later_gets_a_place_in_planned_sessions(cast, harbour):
    from portal.outbox.relay import relay  # noqa: PLC0415 - only here

    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    relay()
    relay()
    assert session.places.filter(user=cast.bystander.user, blocks=True).count() == 1


def test_the_page_books_and_shows_the_session(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    client = as_(cast.participant)
    page = client.get(url(circle))
    assert page.status_code == 200
    assert "Lisbon time" in page.text
    assert "Dublin" in page.text
    sent = typed(in_days(7), cast.participant.user.time_zone, topic="Saying no", place="Room 4")
    answer = client.post(url(circle), sent, follow=True)
    assert answer.status_code == 200
    assert "Saying no" in answer.text
    assert "Room 4" in answer.text


def test_sending_the_same_form_twice_books_once(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    client = as_(cast.participant)
    sent = typed(in_days(7), cast.participant.user.time_zone, topic="Saying no")
    assert client.post(url(circle), sent).status_code == 302
    again = client.post(url(circle), sent)
    assert again.status_code == 422
    assert "booked here already" in again.text
    assert "Saying no" in again.text
    with cast.inside("harbour"):
        assert Session.objects.count() == 1


def test_a_clash_keeps_what_was_typed_and_offers_times_that_work(cast, as_):
    with cast.inside("harbour"):
        make_session(make_circle(cast), cast.mentor, starts_at=in_days(7, 12))
        contract = make_contract(cast)
    client = as_(cast.participant)
    sent = typed(in_days(7, 12), cast.participant.user.time_zone, topic="The rota", join_url="https://meet.example/x")
    page = client.post(url(contract), sent)
    assert page.status_code == 422
    assert "The rota" in page.text
    assert "https://meet.example/x" in page.text
    offered = page.context["alternatives"]
    assert len(offered) == 3
    done = client.post(url(contract), {**sent, "pick": offered[0].isoformat()})
    assert done.status_code == 302
    with cast.inside("harbour"):
        assert Session.objects.filter(engagement=contract, starts_at=offered[0]).count() == 1


def test_a_past_time_comes_back_with_a_sentence(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    page = as_(cast.mentor).post(url(circle), typed(in_days(-2), cast.mentor.user.time_zone))
    assert page.status_code == 422
    assert "This time is past" in page.text


@pytest.mark.parametrize(("field", "value"), [("minutes", "-5"), ("date", "9999-12-31"), ("date", "0001-01-01")])
def test_nonsense_in_a_field_comes_back_with_a_sentence(cast, as_, field, value):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    page = as_(cast.mentor).post(url(circle), {**typed(in_days(2), cast.mentor.user.time_zone), field: value})
    assert page.status_code == 422
    assert "to fix before we can go on" in page.text


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "ftp://files.example/x"])
def test_a_call_is_a_web_address(cast, as_, scheme):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    sent = typed(in_days(2), cast.mentor.user.time_zone, join_url=scheme)
    assert as_(cast.mentor).post(url(circle), sent).status_code == 422


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger"])
def test_nobody_else_finds_the_page(cast, as_, who):
    with cast.inside("harbour"):
        contract = make_contract(cast)
    assert as_(getattr(cast, who)).get(url(contract)).status_code == 404


@pytest.mark.parametrize("who", ["sponsor", "learner"])
def test_who_may_not_book_is_told_so(cast, as_, who):
    with cast.inside("harbour"):
        engagement = make_contract(cast) if who == "sponsor" else make_cohort(cast)
    client = as_(cast.sponsor if who == "sponsor" else cast.participant)
    sent = typed(in_days(2), cast.sponsor.user.time_zone)
    assert client.get(url(engagement)).status_code == 409
    assert client.post(url(engagement), sent).status_code == 409
    with cast.inside("harbour"):
        assert not Session.objects.exists()
