"""Mails go out once, in the reader's zone, from what is true then; what fails is tried again and can be seen."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.actions import set_membership_active
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation
from programs.notifications import actions
from programs.notifications.actions import sending
from programs.notifications.models import Notification
from programs.notifications.queries import late_mail_since
from programs.notifications.tasks import send_due_mail
from programs.scheduling.actions import cancel_session, move_session
from programs.scheduling.models import SessionPlace, Topic
from tests.factories.mails import words_of
from tests.factories.notifications import book, circle_of, remind

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a my manager and I do not get on"
Mail = Notification.Mail


@pytest.fixture
def circle(cast, harbour):
    return circle_of(cast)


@pytest.fixture
def reminded(circle):
    """A session in 59 minutes, of which three people are reminded; no mail has been sent."""
    engagement, places = circle
    session = book(engagement, places["mentor"])
    Notification.objects.all().delete()
    remind(session)
    Notification.objects.exclude(kind="session-reminder").delete()
    return session, places


class Refusing:
    """A mail server that says no."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("amara@people.example refused")


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def states() -> dict[str, int]:
    rows = Notification.objects.values_list("mail", flat=True)
    return {state: list(rows).count(state) for state in set(rows)}


def let_time_pass(**change):
    for row in Notification.objects.filter(mail=Mail.DUE):
        Notification.objects.filter(pk=row.pk).update(mail_due_at=row.mail_due_at - timedelta(**change))


def test_each_person_gets_one_mail_however_often_it_is_asked(reminded):
    send_due_mail()
    send_due_mail()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "amara@people.example",
        "helen@people.example",
        "rafael@people.example",
    ]
    assert states() == {"sent": 3}
    assert all(row.sent_at for row in Notification.objects.all())


def test_a_mail_says_when_where_to_and_why(reminded, settings):
    send_due_mail()
    message = next(message for message in mail.outbox if message.to == ["amara@people.example"])
    html = message.alternatives[0][0]
    assert message.subject == "In one hour: session of Leads"
    for text in (message.body, html):
        assert "Hello Amara," in text
        assert "Lisbon time" in text
        assert f"{settings.SITE_URL}/o/harbour/" in text
        assert "You get this mail because you have a place in this session at Harbour Health." in text


def test_names_are_written_as_they_are(cast, harbour):
    engagement, places = circle_of(cast, title="R&D’s <first> leads")
    book(engagement, places["mentor"])
    relay()
    send_due_mail()
    assert {message.subject for message in mail.outbox} == {
        "Booked: session of R&D’s <first> leads",
        "New session of R&D’s <first> leads",
    }
    assert "of R&D’s <first> leads:" in mail.outbox[0].body
    assert "<first>" not in mail.outbox[0].alternatives[0][0]


def test_everybody_reads_their_own_clock(cast, circle):
    engagement, places = circle
    starts_at = datetime(timezone.now().year + 1, 7, 15, 13, 30, tzinfo=UTC)
    book(engagement, places["mentee"], starts_at=starts_at)
    relay()
    Notification.objects.exclude(membership__in=[cast.coach, cast.mentor]).delete()
    Notification.objects.filter(membership=cast.mentor).update(membership=cast.participant)
    send_due_mail()
    bodies = {message.to[0].split("@")[0]: message.body for message in mail.outbox}
    assert "10:30 to 11:30 São Paulo time (14:30 in Lisbon)" in bodies["rafael"]
    assert "14:30 to 15:30 Lisbon time." in bodies["amara"]


def test_nothing_confidential_is_in_any_mail(cast, circle):
    engagement, places = circle
    session = book(engagement, places["mentor"], title=CANARY)
    Topic.objects.create(
        engagement=engagement, session=session, proposed_by=places["mentee"], proposed_at=timezone.now(), text=CANARY
    )
    relay()
    send_due_mail()
    move_session(
        session=session, starts_at=session.starts_at + timedelta(days=1), minutes=60, by=places["mentor"], reason=CANARY
    )
    relay()
    send_due_mail()
    cancel_session(session=session, by=places["mentor"], reason=CANARY)
    relay()
    send_due_mail()
    assert len(mail.outbox) == 9
    assert all("VEVENT" in words_of(message) for message in mail.outbox), "the next line looks into calendars too"
    assert not [message for message in mail.outbox if "canary" in words_of(message)]
    assert "canary" not in str(list(Notification.objects.values()))


def test_a_reminder_of_a_session_that_was_moved_is_not_mailed(reminded):
    session, places = reminded
    move_session(session=session, starts_at=timezone.now() + timedelta(days=5), minutes=60, by=places["mentor"])
    send_due_mail()
    assert mail.outbox == []
    assert states() == {"missed": 3}


def test_a_reminder_of_a_cancelled_session_is_not_mailed(reminded):
    session, places = reminded
    cancel_session(session=session, by=places["mentor"])
    send_due_mail()
    assert mail.outbox == []
    assert states() == {"missed": 3}


def test_a_reminder_that_comes_after_the_start_is_not_mailed(reminded):
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        send_due_mail()
    assert mail.outbox == []
    assert states() == {"missed": 3}


def test_a_late_reminder_says_how_much_time_is_left(reminded):
    with time_machine.travel(timezone.now() + timedelta(minutes=39)):
        send_due_mail()
    assert {message.subject for message in mail.outbox} == {"In 20 minutes: session of Leads"}


def test_who_said_in_the_meantime_that_they_cannot_come_is_not_reminded(reminded):
    _, places = reminded
    SessionPlace.objects.filter(participation=places["client"]).update(blocks=False, reply="not_coming")
    send_due_mail()
    assert states() == {"missed": 1, "sent": 2}


def test_who_left_the_circle_or_the_organization_gets_no_mail(cast, reminded):
    _, places = reminded
    end_participation(participation=places["client"], by=cast.coach)
    set_membership_active(membership=cast.participant, active=False, by=cast.administrator)
    send_due_mail()
    assert [message.to for message in mail.outbox] == [["helen@people.example"]]
    assert states() == {"missed": 2, "sent": 1}


def test_what_a_mail_server_refuses_is_tried_again_with_growing_delays_then_failed(reminded, refusing):
    for attempt in range(1, sending.MOST_ATTEMPTS):
        send_due_mail()
        row = Notification.objects.first()
        assert (row.mail, row.mail_attempts, row.last_error) == ("due", attempt, "SMTPServerDisconnected")
        delay = sending.FIRST_DELAY * 2 ** (attempt - 1)
        assert delay - timedelta(seconds=5) < row.mail_due_at - timezone.now() <= delay
        send_due_mail()
        assert Notification.objects.first().mail_attempts == attempt, "not before its time"
        let_time_pass(hours=3)
    send_due_mail()
    assert states() == {"failed": 3}
    let_time_pass(hours=3)
    send_due_mail()
    assert states() == {"failed": 3}


def test_a_failed_mail_can_be_sent_again(cast, reminded, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    for _ in range(sending.MOST_ATTEMPTS):
        send_due_mail()
        let_time_pass(hours=3)
    settings.EMAIL_BACKEND = backend
    row = Notification.objects.get(membership=cast.participant)
    with pytest.raises(NotAllowed):
        actions.send_again(notification=row, by=cast.manager)
    actions.send_again(notification=row, by=cast.administrator)
    with pytest.raises(DomainError):
        actions.send_again(notification=row, by=cast.administrator)
    send_due_mail()
    assert [message.to for message in mail.outbox] == [["amara@people.example"]]
    assert states() == {"sent": 1, "failed": 2}


def test_a_mail_that_went_out_cannot_be_sent_again(cast, reminded):
    send_due_mail()
    with pytest.raises(DomainError):
        actions.send_again(notification=Notification.objects.first(), by=cast.administrator)


def test_mails_in_another_workers_hands_are_left_alone_until_its_lease_ends(reminded):
    assert len(sending._claim_mail(500)) == 3  # and this worker is killed
    send_due_mail()
    assert mail.outbox == []
    let_time_pass(seconds=sending.MAIL_LEASE.total_seconds() + 1)
    send_due_mail()
    assert len(mail.outbox) == 3


def test_killed_in_the_middle_only_the_mail_on_its_way_is_repeated(reminded, monkeypatch):
    real = sending._settle

    class Killed(BaseException):
        pass

    def die_at_the_second(row, **changes):
        if len(mail.outbox) == 2:
            raise Killed
        real(row, **changes)

    monkeypatch.setattr(sending, "_settle", die_at_the_second)
    with pytest.raises(Killed):
        send_due_mail()
    monkeypatch.setattr(sending, "_settle", real)
    let_time_pass(seconds=sending.MAIL_LEASE.total_seconds() + 1)
    send_due_mail()
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(ids), len(set(ids))) == (4, 3)
    assert states() == {"sent": 3}


def test_a_slow_mail_server_gives_the_rest_back(reminded, monkeypatch):
    late = timedelta(0)

    class SlowClock:
        @staticmethod
        def now():
            return timezone.now() + late

    def slow(**letter):
        nonlocal late
        late += sending.MAIL_LEASE * 0.6
        sent.append(letter["to"])

    sent = []
    monkeypatch.setattr(sending, "timezone", SlowClock)
    monkeypatch.setattr(sending, "send", slow)
    actions.send_due_mail()
    assert len(sent) == 1
    while actions.send_due_mail():
        continue
    assert len(set(sent)) == len(sent) == 3


def test_a_broken_template_is_a_failed_mail_not_a_dead_task(reminded, monkeypatch):
    monkeypatch.setattr(sending, "put_into_words", lambda **_: 1 / 0)
    send_due_mail()
    assert set(Notification.objects.values_list("last_error", flat=True)) == {"ZeroDivisionError"}


def test_mails_of_all_organizations_are_sent(cast, reminded):
    with cast.inside("northwind"):
        actions.tell(
            kind="invitation-accepted",
            key="1",
            subject_id=cast.stranger_member.pk,
            people=[cast.stranger.pk],
            facts={"by": str(cast.stranger_member.pk)},
        )
    send_due_mail()
    assert len(mail.outbox) == 4
    assert "Ida Sand accepted your invitation" in [message.subject for message in mail.outbox]


def test_late_mail_is_known(reminded, refusing):
    now = timezone.now()
    assert late_mail_since(now) is None
    assert late_mail_since(now + timedelta(minutes=16))
    send_due_mail()
    Notification.objects.update(created_at=now - timedelta(minutes=20))
    assert late_mail_since(now), "a mail server that refuses makes mails late too"
