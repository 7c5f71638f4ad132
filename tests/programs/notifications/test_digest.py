"""One mail with everything that waits for it, once, and only what is still true."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.engagements.actions import end_participation
from programs.notifications import actions
from programs.notifications.actions import digests
from programs.notifications.actions.sending import MAIL_LEASE, MOST_ATTEMPTS
from programs.notifications.models import Notification, Preference, Rhythm
from programs.notifications.queries import late_mail_since
from programs.notifications.tasks import send_due_digests, send_due_mail
from tests.factories.notifications import circle_of

pytestmark = pytest.mark.django_db
NOON = "2026-05-12T12:00:00+01:00"
TOMORROW_AT_EIGHT = "2026-05-13T08:00:30+01:00"
Mail = Notification.Mail


@pytest.fixture
def circle(cast, harbour):
    with time_machine.travel(NOON):
        return circle_of(cast)


@pytest.fixture
def waiting(cast, circle):
    """Since noon, three things wait for Amara's digest: two about the circle, one about nothing; one for Rafael's."""
    engagement, _ = circle
    for person in (cast.participant, cast.coach):
        for topic in ("agreements", "beginnings", "people"):
            Preference.objects.create(membership=person, topic=topic, mail="digest")
    facts = {"title": engagement.title, "kind": "mentoring", "engagement_id": str(engagement.pk)}
    by = str(cast.mentor.pk)
    with time_machine.travel(NOON):
        tell(cast.participant, "contract-signed", engagement, {**facts, "by": by})
        tell(cast.participant, "invitation-accepted", cast.mentor, {"by": by})
        tell(cast.participant, "engagement-started", engagement, facts)
        tell(cast.coach, "engagement-started", engagement, facts)
    return circle


def tell(person, kind, subject, facts):
    actions.tell(kind=kind, key=f"{subject.pk}", subject_id=subject.pk, people=[person.pk], facts=facts)


def states(person) -> list[str]:
    return list(
        Notification.objects.filter(membership=person).order_by("created_at", "id").values_list("mail", flat=True)
    )


def test_everything_that_waits_is_one_mail_once(cast, waiting, settings):
    with time_machine.travel(NOON):
        send_due_mail()
        send_due_digests()
    assert mail.outbox == [], "not before its time, and not by itself"
    with time_machine.travel(TOMORROW_AT_EIGHT):
        send_due_digests()
        send_due_digests()
        send_due_mail()
        assert late_mail_since(timezone.now()) is None
    assert sorted(message.to[0] for message in mail.outbox) == ["amara@people.example"], "in São Paulo it is four"
    (message,) = mail.outbox
    html = message.alternatives[0][0]
    assert message.subject == "Your digest: 3 notices from Harbour Health"
    for text in (message.body, html):
        where = [text.index(part) for part in ("Helen Byrne signed", "Leads has begun.", "Helen Byrne accepted")]
        assert where == sorted(where), "what is about the same circle stands together"
        assert f"{settings.SITE_URL}/o/harbour/" in text
        assert "in a digest at Harbour Health" in text
    assert states(cast.participant) == ["sent"] * 3
    assert states(cast.coach) == ["digest"]


def test_what_is_no_longer_true_is_left_out_and_without_anything_true_there_is_no_mail(cast, waiting):
    _, places = waiting
    with time_machine.travel("2026-05-14T09:00:00+01:00"):
        end_participation(participation=places["mentee"], by=cast.participant)
        end_participation(participation=places["client"], by=cast.coach)
        send_due_digests()
    (message,) = mail.outbox
    assert message.subject == "Your digest: one notice from Harbour Health"
    assert "Leads" not in message.body
    digested = Notification.objects.filter(kind__in=["contract-signed", "engagement-started", "invitation-accepted"])
    assert sorted(digested.values_list("mail", flat=True)) == ["missed", "missed", "missed", "sent"]


def test_what_was_switched_off_meanwhile_is_not_mailed(cast, waiting):
    actions.choose_mail(topic="people", mail="never", by=cast.participant)
    with time_machine.travel(TOMORROW_AT_EIGHT):
        send_due_digests()
    assert "accepted" not in mail.outbox[0].body
    assert states(cast.participant) == ["sent", "none", "sent"]


def test_killed_in_between_the_same_mail_comes_again_under_the_same_id(cast, waiting, monkeypatch):
    class Killed(BaseException):
        pass

    def die(rows, states):
        raise Killed

    with monkeypatch.context() as patched, time_machine.travel(TOMORROW_AT_EIGHT), pytest.raises(Killed):
        patched.setattr(digests, "_settle_each", die)
        send_due_digests()
    with time_machine.travel(TOMORROW_AT_EIGHT) as clock:
        send_due_digests()
        assert len(mail.outbox) == 1, "it is in another worker's hands"
        clock.shift(MAIL_LEASE + timedelta(seconds=1))
        Notification.objects.filter(kind="engagement-started", membership=cast.participant).update(kind="gone")
        send_due_digests()
    first, again = mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].startswith("<digest-")
    assert states(cast.participant) == ["sent", "sent", "missed"]


def test_a_refused_digest_is_tried_again_later_and_fails_in_the_end(cast, waiting, monkeypatch):
    def refuse(**letter):
        raise smtplib.SMTPServerDisconnected("amara@people.example refused")

    monkeypatch.setattr(digests, "send", refuse)
    with time_machine.travel(TOMORROW_AT_EIGHT) as clock:
        for attempt in range(1, MOST_ATTEMPTS + 1):
            send_due_digests()
            send_due_digests()
            rows = Notification.objects.filter(membership=cast.participant)
            assert set(rows.values_list("mail_attempts", "last_error")) == {(attempt, "SMTPServerDisconnected")}
            clock.shift(timedelta(hours=2))
            Rhythm.objects.all().delete()
    assert states(cast.participant) == ["failed"] * 3


def test_another_rhythm_moves_what_waits(cast, waiting):
    with time_machine.travel(NOON):
        weekly = {"digest": "weekly", "digest_weekday": 4, "digest_hour": 17, "quiet_from": None, "quiet_until": None}
        actions.save_channels(mails={}, notices={}, **weekly, by=cast.participant)
    with time_machine.travel("2026-05-15T16:59:00+01:00"):
        send_due_digests()
    assert [message.to for message in mail.outbox] == [["rafael@people.example"]]
    with time_machine.travel("2026-05-15T17:00:10+01:00"):
        send_due_digests()
    assert len(mail.outbox) == 2


def test_telling_many_asks_as_often_as_telling_one(cast, circle):
    engagement, _ = circle
    people = [cast.participant, cast.coach, cast.member, cast.sponsor, cast.trainer]
    for number, person in enumerate(people):
        Preference.objects.create(membership=person, topic="people", mail=["never", "digest", "now"][number % 3])
        Rhythm.objects.create(membership=person)

    def asked(key, those):
        with CaptureQueriesContext(connection) as queries:
            actions.tell(
                kind="member-left", key=key, subject_id=engagement.pk, people=[one.pk for one in those], facts={}
            )
        return len(queries)

    assert asked("one", people[:1]) == asked("many", people)
    many = Notification.objects.filter(key="member-left:many")
    assert sorted(many.values_list("mail", flat=True)) == ["digest", "digest", "due", "none", "none"]
