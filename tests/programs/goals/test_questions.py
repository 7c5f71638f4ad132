"""Questions of those who are led: who reads them, who answers them, and that they come back until they are answered."""

import pytest
from django.db import connection
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.models import Engagement
from programs.goals.actions import (
    agree_action,
    answer_question,
    ask_question,
    bring_question,
    change_question,
    reopen_question,
    withdraw_question,
)
from programs.goals.models import Action, Question
from programs.goals.queries_questions import also_on_agenda, get_question_for, questions_in, to_prepare
from programs.notifications.models import Notification
from programs.notifications.queries import is_still_true
from programs.scheduling.models import Topic
from tests.factories.goals import today
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.django_db
WORDS, LIFE = "canary-question", "canary-life-question"


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def session(cast, circle):
    return make_session(circle, cast.mentor)


def ask(engagement, who, text=WORDS, **fields) -> Question:
    question = ask_question(engagement=engagement, text=text, by=place_in(engagement, who), **fields)
    return get_question_for(who, question.pk)[0]


def overdue(engagement, who, text, **fields) -> Action:
    action = agree_action(owner=place_in(engagement, who), text=text, due_on=None, by=place_in(engagement, who))
    Action.objects.filter(pk=action.pk).update(due_on=today(-3), **fields)
    return action


def test_it_stands_on_each_agenda_until_it_is_answered_in_place_and_the_database_holds_no_words(
    cast, circle, session, as_, django_assert_num_queries
):
    later = make_session(circle, cast.mentor, starts_at=in_days(14))
    question = ask(circle, cast.participant)
    assert ask_question(engagement=circle, text=WORDS, by=place_in(circle, cast.participant)) == question, "sent twice"
    page, mentor = url("scheduling:session-detail", session_id=session.pk), as_(cast.mentor)
    assert WORDS in mentor.get(page).text
    assert WORDS in mentor.get(url("dashboard:home")).text
    with at(session.ends_at):
        assert WORDS in as_(cast.mentor).get(url("notes:session-write-up", session_id=session.pk)).text
    mentor = as_(cast.mentor)
    assert WORDS not in mentor.get(url("scheduling:session-detail", session_id=later.pk)).text, "it is not the next one"
    for number in range(4):
        ask(circle, cast.member, f"another {number}")
        overdue(circle, cast.member, f"promise {number}")
    place = place_in(circle, cast.mentor)
    with django_assert_num_queries(4):
        assert len(also_on_agenda(session, place).questions) == 5
    with django_assert_num_queries(4):
        assert to_prepare(session, place).questions == 5
    with at(in_days(10)):
        mentor = as_(cast.mentor)
        assert WORDS in mentor.get(url("scheduling:session-detail", session_id=later.pk)).text
        answer = url("goals:question-answer", question_id=question.pk)
        assert mentor.post(answer, {"session": str(later.pk)}).headers["Location"].endswith(f"{later.pk}/")
        assert WORDS not in mentor.get(url("scheduling:session-detail", session_id=later.pk)).text
    question.refresh_from_db()
    assert question.session == later
    other = Question.objects.filter(answered_at__isnull=True).first()
    change = url("goals:question-change", question_id=other.pk)
    assert other.text in as_(cast.member).get(change).text
    assert as_(cast.member).post(change, {"text": "other words"}).status_code == 302
    assert as_(cast.member).post(url("goals:question-withdraw", question_id=other.pk)).status_code == 302
    assert "other words" not in as_(cast.member).get(url("goals:question-list", engagement_id=circle.pk)).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM goals_question")
        assert not any(b"canary" in bytes(text) for (text,) in cursor.fetchall())


def test_a_life_question_is_read_by_two_people_and_none_by_sponsors_and_administrators(cast, circle, session, as_):
    ask(circle, cast.participant, LIFE, life=True)
    ask(circle, cast.participant)
    overdue(circle, cast.participant, "canary-life-action", life=True)
    overdue(circle, cast.participant, "canary-action")
    contract = make_contract(cast)
    with_coach = make_session(contract, cast.coach, starts_at=in_days(9))
    of_contract = ask(contract, cast.participant, "canary-of-contract")
    overdue(contract, cast.participant, "canary-contract-action")
    seen = {}
    for person in (cast.mentor, cast.participant, cast.member, cast.sponsor, cast.administrator, cast.manager):
        browser = as_(person)
        pages = [url("scheduling:session-detail", session_id=row.pk) for row in (session, with_coach)]
        pages += [url("goals:question-list", engagement_id=row.pk) for row in (circle, contract)]
        pages += [url("dashboard:home"), url("goals:question-change", question_id=of_contract.pk)]
        seen[person.pk] = " ".join(browser.get(page).text for page in pages)
    assert LIFE in seen[cast.mentor.pk]
    assert "canary-life-action" in seen[cast.mentor.pk]
    assert LIFE in seen[cast.participant.pk]
    assert WORDS in seen[cast.member.pk]
    assert "canary-action" in seen[cast.member.pk]
    assert "canary-life" not in seen[cast.member.pk]
    for person in (cast.sponsor, cast.administrator, cast.manager):
        assert "canary" not in seen[person.pk]


def test_who_may_ask_change_and_answer(cast, circle):
    question = ask(circle, cast.participant)
    with pytest.raises(NotAllowed):
        ask_question(engagement=circle, text="x", by=place_in(circle, cast.mentor))
    contract = make_contract(cast)
    for engagement, who in ((contract, cast.sponsor), (contract, cast.coach)):
        with pytest.raises(NotAllowed):
            ask_question(engagement=engagement, text="x", by=place_in(engagement, who))
    for who in (cast.member, cast.mentor):
        place = place_in(circle, who)
        for act in (
            lambda by: change_question(question=question, text="x", by=by),
            lambda by: withdraw_question(question=question, by=by),
            lambda by: bring_question(question=question, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(place)
    with pytest.raises(NotAllowed):
        answer_question(question=question, by=place_in(circle, cast.member))
    mine, mentor = place_in(circle, cast.participant), place_in(circle, cast.mentor)
    for text in ("", "  ", "a" * 281):
        with pytest.raises(DomainError):
            change_question(question=question, text=text, by=mine)
    answer_question(question=question, answer="canary-answer", by=mentor)
    with pytest.raises(NotAllowed):
        change_question(question=question, text="x", by=mine)
    reopen_question(question=question, by=mine)
    answer_question(question=question, by=mentor)
    assert questions_in(circle, mine)[0].answer == "canary-answer", "what was remembered is kept"
    answer_question(question=question, answer="", by=mentor)
    reopen_question(question=question, by=mine)
    assert questions_in(circle, mine)[0].answer is None
    withdraw_question(question=question, by=mine)
    assert not Question.objects.exists()
    Engagement.objects.filter(pk=circle.pk).update(state="evaluating")
    with pytest.raises(NotAllowed):
        ask_question(engagement=circle, text="x", by=place_in(circle, cast.participant))


def test_it_becomes_a_topic_of_the_next_session_for_the_same_readers_and_stays_open(cast, circle, session, as_):
    question = ask(circle, cast.participant, LIFE, life=True)
    as_(cast.participant).post(url("goals:question-bring", question_id=question.pk))
    as_(cast.participant).post(url("goals:question-bring", question_id=question.pk))
    topic = Topic.objects.get()
    assert (topic.session, topic.kind, topic.life, topic.text) == (session, "question", True, LIFE)
    also = also_on_agenda(session, place_in(circle, cast.mentor))
    assert [row.is_topic for row in also.questions] == [True]


def test_a_refused_question_keeps_its_words(cast, circle, as_):
    page = as_(cast.participant).post(
        url("goals:question-list", engagement_id=circle.pk), {"text": "b" * 281, "life": "on"}
    )
    assert page.status_code == 422
    assert "b" * 281 in page.text
    assert "checked" in page.text


def test_who_leads_hears_of_a_question_and_the_asker_of_the_answer_without_words(cast, circle):
    question = ask(circle, cast.participant)
    relay()
    row = Notification.objects.get(kind="question-asked")
    assert row.membership == cast.mentor
    assert "canary" not in str(row.facts)
    assert is_still_true(row, in_days(0))
    answer_question(question=question, answer="canary-answer", by=place_in(circle, cast.mentor))
    relay()
    assert not is_still_true(row, in_days(0))
    told = Notification.objects.get(kind="question-answered")
    assert told.membership == cast.participant
    assert "canary" not in str(told.facts)
    assert is_still_true(told, in_days(0))
    reopen_question(question=question, by=place_in(circle, cast.participant))
    assert not is_still_true(told, in_days(0))
    answer_question(question=question, by=place_in(circle, cast.participant))
    relay()
    assert Notification.objects.filter(kind="question-answered").count() == 1, "who did it is not told"
