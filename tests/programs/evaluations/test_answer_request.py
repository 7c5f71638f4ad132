"""Answers: complete, once, in time, by who was asked; and kept apart from people where that was promised."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.evaluations.actions import answer_request, close_round
from programs.evaluations.models import Request, Response, Round
from tests.factories.evaluations import SECRET, answer, make_cohort, make_round, request_of
from tests.factories.goals import make_engagement, place_of

pytestmark = pytest.mark.django_db
GOOD = {"relevant": 4, "recommend": 5, "use": 3, "better": "More practice"}


@pytest.fixture
def round(cast, harbour):
    return make_round(make_cohort(cast, 3, state=State.ACTIVE), anonymous=True)


def test_answers_are_stored_as_given(cast, round):
    answer_request(request=request_of(round, cast.participant), answers=GOOD, by=cast.participant)
    assert json.loads(Response.objects.get().answers) == GOOD


def test_nothing_joins_an_anonymous_answer_to_its_person(cast, round):
    answer(round, cast.participant)
    row, asked = Response.objects.get(), Request.objects.get(respondent=cast.participant)
    assert row.request_id is None
    assert row.pk.version == 4
    assert asked.answered_on == row.answered_on
    assert not AuditEntry.objects.filter(subject_id=row.pk).exists()


def test_the_day_is_the_one_in_the_organizations_zone(cast, harbour, round):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # their days differ always
        harbour.time_zone = zone
        harbour.save()
        person = cast.participant if zone.endswith("Kiritimati") else cast.trainer
        answer(round, person)
        zone = request_of(round, person).organization.time_zone
        assert request_of(round, person).answered_on == timezone.localdate(timezone=zone)


def test_an_answer_with_a_name_belongs_to_its_request(cast, harbour):
    round = make_round(make_cohort(cast, 3, state=State.ACTIVE), anonymous=False)
    answer(round, cast.participant)
    assert Response.objects.get().request.respondent == cast.participant


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"relevant": 0}, "relevant"),
        ({"relevant": 6}, "relevant"),
        ({"recommend": "many"}, "recommend"),
        ({"recommend": 3.5}, "recommend"),
        ({"use": None}, "use"),
        ({"use": "²"}, "use"),
        ({"better": "x" * 4001}, "better"),
    ],
)
def test_what_is_missing_or_out_of_range_is_refused_at_its_question(cast, round, changes, field):
    with pytest.raises(DomainError) as refused:
        answer_request(request=request_of(round, cast.participant), answers=GOOD | changes, by=cast.participant)
    assert refused.value.field == field
    assert not Response.objects.exists()
    assert request_of(round, cast.participant).answered_on is None


def test_texts_may_be_left_out_and_unknown_keys_are_dropped(cast, round):
    answers = {"relevant": "4", "recommend": 5, "use": 3, "better": "  ", "who": "me"}
    answer_request(request=request_of(round, cast.participant), answers=answers, by=cast.participant)
    assert json.loads(Response.objects.get().answers) == {"relevant": 4, "recommend": 5, "use": 3}


def test_a_second_time_is_refused_and_the_first_stays(cast, round):
    stale = request_of(round, cast.participant)
    answer(round, cast.participant, relevant=5)
    with pytest.raises(DomainError, match="there already"):
        answer_request(request=stale, answers=GOOD, by=cast.participant)
    assert json.loads(Response.objects.get().answers)["relevant"] == 5


def test_after_closing_nothing_is_taken(cast, round):
    close_round(round=round)
    with pytest.raises(DomainError, match="closed"):
        answer(round, cast.participant)
    assert not Response.objects.exists()


def test_after_the_last_day_nothing_is_taken_even_before_the_task_has_run(cast, round):
    now = timezone.now()
    Round.objects.update(opens_at=now - timedelta(days=9), closes_at=now - timedelta(seconds=1))
    with pytest.raises(DomainError, match="closed"):
        answer(round, cast.participant)


def test_somebody_who_has_left_is_not_heard_any_more(cast, round):
    end_participation(participation=place_of(round.engagement, cast.participant), by=cast.participant)
    with pytest.raises(NotAllowed, match="no longer take part"):
        answer(round, cast.participant)
    assert not Response.objects.exists()


def test_nobody_answers_for_somebody_else(cast, round):
    for person in (cast.trainer, cast.administrator, cast.bystander):
        with pytest.raises(NotAllowed):
            answer_request(request=request_of(round, cast.participant), answers=GOOD, by=person)


def test_the_last_answer_closes_the_round(cast, round):
    people = [row.respondent for row in Request.objects.select_related("respondent")]
    for person in people[:-1]:
        answer(round, person)
    assert Round.objects.get().closed_at is None
    answer(round, people[-1])
    assert Round.objects.get().closed_at


def test_a_question_for_mentors_is_asked_of_mentors(cast, harbour):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee")]
    round = make_round(make_engagement(cast, people, kind="mentoring", state=State.ACTIVE), "mentoring-end")
    answer(round, cast.participant)
    with pytest.raises(DomainError) as refused:
        answer(round, cast.mentor, gave=None)
    assert refused.value.field == "gave"
    answer(round, cast.mentor)
    stored = {row.request.respondent: json.loads(row.answers) for row in Response.objects.all()}
    assert "gave" not in stored[cast.participant]
    assert stored[cast.mentor]["gave"] == 4


def test_the_database_holds_ciphertext_only(cast, round):
    answer(round, cast.participant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM evaluations_response")
        stored = bytes(cursor.fetchone()[0])
    assert SECRET.encode() not in stored
    assert b"relevant" not in stored


@pytest.mark.parametrize(
    "change", ["UPDATE evaluations_response SET answered_on = now()", "DELETE FROM evaluations_response"]
)
def test_answers_cannot_be_changed_or_deleted(cast, round, change):
    answer(round, cast.participant)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Response.objects.count() == 1
