"""Exercises: a library that an organization makes its own, and what somebody does until a day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.goals.actions import (
    answer_assignment,
    assign_exercise,
    hand_in,
    save_exercise,
    save_reply,
    withdraw_assignment,
)
from programs.goals.exercises_library import LIBRARY
from programs.goals.models import Assignment, Exercise
from programs.goals.queries_questions import also_on_agenda, to_prepare
from programs.notifications.models import Notification
from programs.notifications.queries import is_still_true
from tests.factories.goals import make_objective, today
from tests.factories.mails import mails_to, send_all, words_of
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.django_db
TITLE, TEXT, REPLY, ANSWER = "canary-title", "canary-text", "canary-reply", "canary-answer"


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


def give(cast, contract, by=None, **changes) -> Assignment:
    values = {"title": TITLE, "text": TEXT, "due_on": today(3), "by": place_in(contract, by or cast.coach)}
    return assign_exercise(owner=place_in(contract, cast.participant), **{**values, **changes})


def page_of(row) -> str:
    return url("goals:assignment-detail", assignment_id=row.pk)


def test_the_library_is_taken_over_changed_ended_and_used(cast, harbour, as_, contract):
    assert len(LIBRARY) >= 12
    for row in LIBRARY:
        assert 80 <= len(row.text.split()) <= 160, row.key
        assert row.source
    admin, wheel = as_(cast.administrator), LIBRARY[1]
    assert wheel.title in admin.get(url("goals:exercise-list")).text
    new = url("goals:exercise-create") + f"?from={wheel.key}"
    assert "Draw a circle" in admin.get(new).text
    words = {"title": wheel.title, "text": "Ours: draw it", "minutes": "10", "source": ""}
    assert admin.post(new, words).status_code == 302
    assert admin.post(new, words).status_code == 422, "the title is taken"
    mine = Exercise.objects.get()
    change = url("goals:exercise-change", exercise_id=mine.pk)
    assert admin.post(change, {**words, "text": "Ours: draw it twice"}).status_code == 302
    choose, create = (url(f"goals:assignment-{name}", engagement_id=contract.pk) for name in ("choose", "create"))
    coach = as_(cast.coach)
    assert "Ours: draw it twice" in coach.get(choose).text
    assert "Draw a circle" not in coach.get(choose).text, "one's own stands in place of the portal's"
    assert "Ours: draw it twice" in coach.get(f"{create}?exercise={mine.pk}").text
    assert coach.get(f"{create}?exercise=nonsense&from=nothing").status_code == 200
    sent = {"title": wheel.title, "text": "For Amara: draw it", "due_on": today(4).isoformat()}
    assert coach.post(f"{create}?exercise={mine.pk}", sent).status_code == 302
    assert (Assignment.objects.get().exercise, Assignment.objects.get().text) == (mine, "For Amara: draw it")
    for who in (cast.coach, cast.participant):
        assert as_(who).get(url("goals:exercise-list")).status_code == 403
    end = url("goals:exercise-end", exercise_id=mine.pk)
    assert as_(cast.manager).post(end, {"ended": "1"}).status_code == 302
    assert wheel.title not in as_(cast.coach).get(choose).text
    with pytest.raises(NotAllowed):
        save_exercise(title="x", text="x", minutes=5, by=cast.coach)


def test_a_reply_is_the_owners_alone_until_it_is_handed_in_and_then_stays(cast, contract, as_):
    row = give(cast, contract)
    assert give(cast, contract) == row, "sent twice"
    owner, page = as_(cast.participant), page_of(row)
    assert owner.post(page, {"reply": REPLY, "step": "save"}).status_code == 302
    assert REPLY in owner.get(page).text
    coach = as_(cast.coach)
    assert REPLY not in coach.get(page).text
    assert coach.post(page, {"reply": "mine", "step": "send"}).status_code == 409
    assert coach.get(url("goals:assignment-answer", assignment_id=row.pk)).status_code == 409
    owner = as_(cast.participant)
    long = owner.post(page, {"reply": "x" * 10_001, "step": "save"})
    assert (long.status_code, "x" * 10_001 in long.text) == (422, True)
    assert owner.post(page, {"reply": "  ", "step": "send"}).status_code == 422
    assert owner.post(page, {"reply": REPLY, "step": "send"}).status_code == 302
    second = owner.post(page, {"reply": "from the other tab", "step": "send"})
    assert second.status_code == 422
    assert "from the other tab" in second.text
    assert "handed in already" in second.text
    assert REPLY in as_(cast.coach).get(page).text
    answer = url("goals:assignment-answer", assignment_id=row.pk)
    assert as_(cast.coach).post(answer, {"answer": ANSWER}).status_code == 302
    assert ANSWER in as_(cast.participant).get(page).text
    for who in (cast.sponsor, cast.bystander, cast.administrator):
        assert as_(who).get(page).status_code == 404
    with pytest.raises(DomainError, match="stays"):
        withdraw_assignment(assignment=row, by=place_in(contract, cast.coach))
    with connection.cursor() as cursor:
        columns = " || ".join(f"encode({name}, 'escape')" for name in ("title", "text", "reply", "answer"))
        cursor.execute(f"SELECT string_agg({columns}, '') FROM goals_assignment")  # noqa: S608 - names from above
        assert "canary" not in cursor.fetchone()[0]


def test_who_may_give_what_to_whom_and_until_when(cast, contract, as_):
    coach, client, sponsor = (place_in(contract, who) for who in (cast.coach, cast.participant, cast.sponsor))
    own = give(cast, contract, by=cast.participant, title="Mine")
    assert own.assigned_by == cast.participant
    for owner, by in ((coach, coach), (coach, client), (client, sponsor), (sponsor, coach)):
        with pytest.raises(NotAllowed):
            assign_exercise(owner=owner, title="x", text="x", due_on=today(1), by=by)
    with pytest.raises(DomainError, match="past"):
        give(cast, contract, due_on=today(-1))
    other = make_objective(make_circle(cast), cast.member)
    with pytest.raises(DomainError, match="objective"):
        give(cast, contract, objective=other)
    with pytest.raises(DomainError, match="what there is"):
        give(cast, contract, text=" ")
    row = give(cast, contract)
    with pytest.raises(NotAllowed):
        withdraw_assignment(assignment=row, by=client)
    assert as_(cast.coach).post(url("goals:assignment-withdraw", assignment_id=row.pk)).status_code == 302
    assert "taken back" in as_(cast.participant).get(page_of(row)).text
    with pytest.raises(DomainError, match="taken back"):
        hand_in(assignment=row, reply="late", by=client)
    text = as_(cast.participant).get(url("goals:assignment-list", engagement_id=contract.pk)).text
    assert ("Mine" in text, TITLE in text) == (True, False)


def test_overdue_ones_enter_the_agenda_the_home_and_what_is_to_prepare_at_a_constant_price(cast, contract, as_):
    session = make_session(contract, cast.coach, starts_at=in_days(9))
    give(cast, contract)
    place, coach = place_in(contract, cast.participant), place_in(contract, cast.coach)
    assert to_prepare(session, place).exercises == 1
    assert TITLE in as_(cast.participant).get(url("dashboard:home")).text
    assert not also_on_agenda(session, coach)
    lists = url("goals:assignment-list", engagement_id=contract.pk)
    with at(in_days(5)):
        assert to_prepare(session, place).late == 1
        page = url("scheduling:session-detail", session_id=session.pk)
        assert TITLE in as_(cast.coach).get(page).text
        client = as_(cast.participant)
        with CaptureQueriesContext(connection) as few:
            assert "Overdue" in client.get(lists).text
        for number in range(5):
            give(cast, contract, title=f"{TITLE} {number}", due_on=today(1))
        with CaptureQueriesContext(connection) as many:
            client.get(lists)
        assert len(many) == len(few)


def test_people_are_told_that_there_is_something_and_never_what(cast, contract):
    send_all()  # of their places
    row = give(cast, contract)
    sent = mails_to("amara", send_all())
    save_reply(assignment=row, reply=REPLY, by=place_in(contract, cast.participant))
    assert send_all() == [], "a draft is nobody's news"
    hand_in(assignment=row, reply=REPLY, by=place_in(contract, cast.participant))
    sent += mails_to("rafael", send_all())
    assert not is_still_true(Notification.objects.get(kind="exercise-assigned"), timezone.now())
    for _ in range(2):
        answer_assignment(assignment=row, answer=ANSWER, by=place_in(contract, cast.coach))
    sent += mails_to("amara", send_all())
    assert [row.kind for row in Notification.objects.filter(kind__startswith="exercise").order_by("created_at")] == [
        "exercise-assigned",
        "exercise-handed-in",
        "exercise-answered",
    ]
    assert len(sent) == 3
    assert not [message for message in sent if "canary" in words_of(message)]


def test_a_reminder_comes_the_day_before_and_not_for_what_is_handed_in(cast, contract):
    from programs.notifications.nudges import sweep  # noqa: PLC0415 - only here

    sweep(kinds=["exercise"])
    row, done = give(cast, contract), give(cast, contract, title="Done")
    hand_in(assignment=done, reply=REPLY, by=place_in(contract, cast.participant))
    with at(in_days(2, 9)):
        sweep(kinds=["exercise"])
    (told,) = Notification.objects.filter(kind="exercise-due")
    assert (told.subject_id, told.membership) == (row.pk, cast.participant)
    with at(in_days(2, 9) + timedelta(hours=1)):
        assert is_still_true(told, timezone.now())
        hand_in(assignment=row, reply=REPLY, by=place_in(contract, cast.participant))
        assert not is_still_true(told, timezone.now())
