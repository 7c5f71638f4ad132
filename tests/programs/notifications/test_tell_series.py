"""What is told of series: once for all of its sessions, and nothing that people wrote."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.outbox.relay import relay
from programs.engagements.actions import end_participation
from programs.notifications.actions import remind_of_sessions
from programs.notifications.handlers.series import on_series_scheduled
from programs.notifications.models import Notification
from programs.notifications.tasks import send_due_mail
from programs.scheduling.actions import (
    cancel_session,
    cancel_sessions_of_series,
    move_session,
    move_sessions_of_series,
)
from programs.scheduling.events import SeriesScheduled
from programs.scheduling.models import Session
from tests.factories.notifications import told
from tests.factories.scheduling import in_days, make_circle, make_cohort, make_series, make_session, place_in

SECRET = "my child is ill"
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def circle(cast, harbour):
    made = make_circle(cast)
    relay()
    Notification.objects.all().delete()
    return made


def fresh(session) -> Session:
    return Session.objects.select_related("engagement__program").get(pk=session.pk)


def mails() -> list[str]:
    """The mails that go out now, as text."""
    mail.outbox.clear()
    send_due_mail()
    return [f"{message.subject}\n{message.body}" for message in mail.outbox]


def test_the_others_hear_of_a_series_once_with_its_rule_its_first_and_its_last(cast, circle):
    make_series(circle, cast.mentor, number=12, every=2, place="Room 4")
    relay()
    assert told("series-scheduled") == {"Amara Okafor", "Tiago Mendes"}
    assert told("series-scheduled-own") == {"Helen Byrne"}
    assert Notification.objects.count() == 3
    first, _, own = sorted(mails())
    assert own.startswith("Booked: 12 sessions of First-time team leads\n")
    assert first.startswith("12 new sessions of First-time team leads\n")
    words = " ".join(first.split())
    assert "Helen Byrne booked 12 sessions of First-time team leads, every two weeks on Thursday. The first" in words
    assert "Lisbon time" in words
    assert "Room 4" not in words


def test_it_is_told_once_however_often_the_event_is_handled(cast, circle):
    sessions = make_series(circle, cast.mentor)
    versions = [{"id": str(row.pk), "sequence": 0} for row in sessions]
    for _ in range(2):
        on_series_scheduled(SeriesScheduled(subject_id=sessions[0].series_id, sessions=versions, busy={}))
    assert Notification.objects.count() == 3


def test_learners_who_are_busy_hear_of_how_many(cast, harbour):
    make_session(make_circle(cast), cast.mentor, starts_at=in_days(14))
    make_series(make_cohort(cast), cast.trainer)
    relay()
    row = Notification.objects.get(kind="series-scheduled", membership=cast.participant)
    assert row.facts["clashes"] == 1
    said = [text for text in mails() if "new sessions" in text]
    assert all("At the time of one of its sessions you have another one" in " ".join(text.split()) for text in said)


def test_a_move_of_several_is_told_once_with_the_time_before(cast, circle):
    sessions = make_series(circle, cast.mentor)
    relay()
    Notification.objects.all().delete()
    move_sessions_of_series(
        session=fresh(sessions[1]),
        scope="following",
        starts_at=sessions[1].starts_at + AN_HOUR,
        minutes=60,
        by=place_in(circle, cast.participant),
        reason=SECRET,
    )
    relay()
    assert told("series-moved") == {"Helen Byrne", "Tiago Mendes"}
    assert told("series-moved-own") == {"Amara Okafor"}
    assert Notification.objects.count() == 3
    own = Notification.objects.get(kind="series-moved-own")
    assert own.read_at
    said = [text for text in mails() if "You moved 3 sessions" not in " ".join(text.split())]
    assert len(said) == 2
    assert all(text.startswith("New times: 3 sessions of First-time team leads") for text in said)
    assert all("before, it was" in " ".join(text.split()) for text in said)
    assert SECRET not in str(list(Notification.objects.values())) + str(said)


def test_several_cancelled_ones_are_told_once_without_the_reason(cast, circle):
    sessions = make_series(circle, cast.mentor)
    relay()
    Notification.objects.all().delete()
    cancel_sessions_of_series(session=fresh(sessions[0]), scope="all", by=place_in(circle, cast.member), reason=SECRET)
    relay()
    assert told("series-cancelled") == {"Helen Byrne", "Amara Okafor"}
    assert told("series-cancelled-own") == {"Tiago Mendes"}
    said = mails()
    assert len(said) == 3
    assert all(text.startswith("Cancelled: 4 sessions of First-time team leads") for text in said)
    assert SECRET not in str(list(Notification.objects.values())) + str(said)


def test_what_is_no_longer_true_is_not_told_and_not_mailed(cast, circle):
    sessions = make_series(circle, cast.mentor, number=3)
    by = place_in(circle, cast.mentor)
    cancel_session(session=fresh(sessions[0]), by=by)
    relay()
    row = Notification.objects.filter(kind="series-scheduled").first()
    assert (row.facts["count"], row.facts["starts_at"]) == (2, sessions[1].starts_at.isoformat())
    for session in sessions[1:]:
        move_session(session=fresh(session), starts_at=session.starts_at + AN_HOUR, minutes=60, by=by)
    assert not [text for text in mails() if "new sessions" in text]


def test_who_has_left_is_not_mailed_any_more(cast, circle):
    make_series(circle, cast.mentor)
    relay()
    end_participation(participation=place_in(circle, cast.member), by=cast.administrator)
    mails()
    assert sorted(message.to[0] for message in mail.outbox) == ["amara@people.example", "helen@people.example"]


def test_reminders_are_for_each_session(cast, circle):
    sessions = make_series(circle, cast.mentor)
    relay()
    Notification.objects.all().delete()
    now = timezone.now()
    session = fresh(sessions[0])
    session.starts_at, session.ends_at, session.remind_at = now + AN_HOUR, now + 2 * AN_HOUR, now
    session.save()
    remind_of_sessions()
    relay()
    assert set(Notification.objects.values_list("kind", "subject_id")) == {("session-reminder", session.pk)}
