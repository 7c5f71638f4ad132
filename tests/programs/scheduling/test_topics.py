"""What people want to talk about."""

import pytest
from django.db import connection
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.scheduling.actions import back_topic, choose_topic, propose_topic
from programs.scheduling.models import Topic, TopicBacking
from programs.scheduling.queries import topics_of, waiting_topics
from tests.factories.scheduling import at, in_days, make_circle, make_cohort, make_contract, make_session, place_in


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def propose(circle, who, text="Feedback to a former peer", **kwargs):
    return propose_topic(engagement=circle, text=text, by=place_in(circle, who), **kwargs)


def test_it_goes_to_the_next_session_or_waits(cast, circle):
    waiting = propose(circle, cast.participant)
    assert waiting.session is None
    session = make_session(circle, cast.mentor)
    assert propose(circle, cast.member, "Praise").session == session
    assert {row.text for row in topics_of(session, place_in(circle, cast.mentor))} == {
        "Feedback to a former peer",
        "Praise",
    }
    assert not waiting_topics(circle, place_in(circle, cast.mentor))


@pytest.mark.parametrize("text", ["", "   ", "a" * 281])
def test_an_empty_or_long_one_is_refused(cast, circle, text):
    with pytest.raises(DomainError) as refusal:
        propose(circle, cast.participant, text)
    assert refusal.value.field == "text"


def test_280_characters_are_fine_and_sending_twice_proposes_once(cast, circle):
    propose(circle, cast.participant, "a" * 280)
    propose(circle, cast.participant, "a" * 280)
    assert Topic.objects.count() == 1


def test_the_database_holds_no_words(cast, circle):
    propose(circle, cast.participant, "very secret")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM scheduling_topic")
        assert b"secret" not in bytes(cursor.fetchone()[0])


def test_sponsors_and_others_propose_back_and_choose_nothing(cast, circle):
    contract = make_contract(cast)
    topic = propose(circle, cast.participant)
    for by in (place_in(contract, cast.sponsor), place_in(contract, cast.coach), None):
        with pytest.raises(NotAllowed):
            propose_topic(engagement=circle, text="x", by=by)
        with pytest.raises(NotAllowed):
            back_topic(topic=topic, by=by, back=True)
        with pytest.raises(NotAllowed):
            choose_topic(topic=topic, by=by, chosen=True)
    with pytest.raises(NotAllowed):
        propose_topic(engagement=contract, text="x", by=place_in(contract, cast.sponsor))


def test_a_session_of_another_engagement_takes_no_topic(cast, circle):
    foreign = make_session(make_contract(cast), cast.coach)
    with pytest.raises(DomainError):
        propose(circle, cast.participant, session=foreign)


def test_me_too_counts_once_and_can_be_taken_back(cast, circle):
    topic = propose(circle, cast.participant)
    tiago = place_in(circle, cast.member)
    for _ in range(2):
        back_topic(topic=topic, by=tiago, back=True)
    row = waiting_topics(circle, tiago).get()
    assert (row.backers, row.backed) == (1, True)
    assert waiting_topics(circle, place_in(circle, cast.mentor)).get().backed is False
    back_topic(topic=topic, by=tiago, back=False)
    assert not TopicBacking.objects.exists()
    with pytest.raises(DomainError, match="You proposed"):
        back_topic(topic=topic, by=place_in(circle, cast.participant), back=True)


def test_who_leads_chooses_and_chosen_ones_come_first(cast, circle):
    session = make_session(circle, cast.mentor)
    first, second = propose(circle, cast.participant, "One"), propose(circle, cast.participant, "Two")
    back_topic(topic=first, by=place_in(circle, cast.member), back=True)
    with pytest.raises(NotAllowed):
        choose_topic(topic=second, by=place_in(circle, cast.member), chosen=True)
    choose_topic(topic=second, by=place_in(circle, cast.mentor), chosen=True)
    assert [row.text for row in topics_of(session, place_in(circle, cast.mentor))] == ["Two", "One"]


def test_in_coaching_the_client_chooses_too(cast, harbour):
    contract = make_contract(cast)
    topic = propose_topic(engagement=contract, text="The rota", by=place_in(contract, cast.coach))
    choose_topic(topic=topic, by=place_in(contract, cast.participant), chosen=True)
    assert Topic.objects.get().chosen


def test_nothing_changes_once_the_session_is_over(cast, circle):
    session = make_session(circle, cast.mentor)
    topic = propose(circle, cast.participant)
    with at(in_days(8)):
        with pytest.raises(DomainError, match="over"):
            back_topic(topic=topic, by=place_in(circle, cast.member), back=True)
        with pytest.raises(DomainError, match="over"):
            choose_topic(topic=topic, by=place_in(circle, cast.mentor), chosen=True)
        with pytest.raises(DomainError, match="over"):
            propose(circle, cast.member, "Late", session=session)


def url(name, **kwargs):
    return reverse(f"scheduling:{name}", kwargs={"organization": "harbour", **kwargs})


def test_the_buttons_work_and_return_to_the_page(cast, as_, circle):
    session = make_session(circle, cast.mentor)
    page = url("session-detail", session_id=session.pk)
    headers = {"referer": f"http://testserver{page}"}
    sent = {"text": "Saying no", "session": str(session.pk)}
    answer = as_(cast.participant).post(
        url("topic-propose", engagement_id=circle.pk), sent, follow=True, headers=headers
    )
    assert answer.request["PATH_INFO"] == page
    assert "Saying no" in answer.text
    topic = Topic.objects.get()
    as_(cast.member).post(url("topic-back", topic_id=topic.pk), {"back": "1"}, headers=headers)
    answer = as_(cast.mentor).post(
        url("topic-choose", topic_id=topic.pk), {"chosen": "1"}, follow=True, headers=headers
    )
    assert "Chosen" in answer.text
    assert TopicBacking.objects.count() == 1


def test_a_long_topic_comes_back_filled(cast, as_, circle):
    answer = as_(cast.participant).post(url("topic-propose", engagement_id=circle.pk), {"text": "b" * 281})
    assert answer.status_code == 422
    assert "b" * 281 in answer.text


@pytest.mark.parametrize(
    ("carried", "ends"),
    [("/o/harbour/calendar/?page=2", "/calendar/?page=2"), ("https://evil.example/", "/circles/{}/")],
)
def test_after_a_refused_try_it_goes_back_to_where_it_began(cast, as_, circle, carried, ends):
    address = url("topic-propose", engagement_id=circle.pk)
    client = as_(cast.participant)
    first = client.post(address, {"text": ""}, headers={"referer": "http://testserver/o/harbour/calendar/"})
    assert 'name="next" value="/o/harbour/calendar/"' in first.text
    answer = client.post(
        address, {"text": "Shorter", "next": carried}, headers={"referer": f"http://testserver{address}"}
    )
    assert answer.status_code == 302
    assert answer["Location"].endswith(ends.format(circle.pk))
    assert "evil" not in answer["Location"]


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger", "sponsor"])
def test_nobody_else_reaches_topics(cast, as_, circle, who):
    topic = propose(circle, cast.participant, "very secret")
    client = as_(getattr(cast, who))
    assert client.post(url("topic-back", topic_id=topic.pk), {"back": "1"}).status_code == 404
    assert client.post(url("topic-choose", topic_id=topic.pk), {"chosen": "1"}).status_code == 404
    assert client.post(url("topic-propose", engagement_id=circle.pk), {"text": "x"}).status_code == 404


def test_a_learner_may_propose_but_not_choose(cast, harbour):
    cohort = make_cohort(cast)
    topic = propose_topic(engagement=cohort, text="Role play", by=place_in(cohort, cast.participant))
    with pytest.raises(NotAllowed):
        choose_topic(topic=topic, by=place_in(cohort, cast.participant), chosen=True)


def test_a_session_id_of_elsewhere_is_not_found(cast, as_, circle):
    foreign = make_session(make_contract(cast), cast.coach)
    client = as_(cast.member)
    for value in (str(foreign.pk), "nonsense"):
        sent = {"text": "x", "session": value}
        assert client.post(url("topic-propose", engagement_id=circle.pk), sent).status_code == 404
