"""The administrators' page: what failed, and another try."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.notifications import actions, queries
from programs.notifications.actions import delivery
from programs.notifications.models import Notification
from programs.notifications.tasks import send_due_mail
from tests.factories.notifications import book, circle_of

pytestmark = pytest.mark.django_db
PAGE = "/o/harbour/delivery/"
NOW = timezone.now()


@pytest.fixture
def failed(cast, harbour):
    """A mail to Amara that failed."""
    engagement, places = circle_of(cast, title="Quiet circle")
    book(engagement, places["mentor"])
    relay()
    row = Notification.objects.get(membership=cast.participant)
    Notification.objects.filter(pk=row.pk).update(mail="failed", mail_attempts=8, last_error="SMTPServerDisconnected")
    return row


@pytest.fixture
def parked(cast, harbour):
    """An event that was given up."""
    return OutboxEvent.objects.create(
        name="scheduling.SessionScheduled",
        subject_id=cast.mentor.pk,
        payload={"subject_id": str(cast.mentor.pk), "sequence": 0},
        created_at=timezone.now(),
        due_at=timezone.now(),
        attempts=8,
        parked_at=timezone.now(),
        last_error="ValueError",
    )


def test_administrators_see_who_when_and_why_but_no_message(cast, failed, parked, as_):
    page = as_(cast.administrator).get(PAGE).content.decode()
    for text in ("Amara Okafor", "A session was booked", "SMTPServerDisconnected", "scheduling.SessionScheduled"):
        assert text in page
    assert "Quiet circle" not in page


def test_with_nothing_wrong_it_says_so(cast, harbour, as_):
    page = as_(cast.administrator).get(PAGE).content.decode()
    assert "Nothing has failed." in page
    assert "Mails are late" not in page


def test_late_mails_are_said_on_top(cast, failed, as_):
    Notification.objects.filter(mail="due").update(mail_due_at=timezone.now() - timezone.timedelta(minutes=16))
    assert "Mails are late" in as_(cast.administrator).get(PAGE).content.decode()


def test_sending_again(cast, failed, as_):
    client = as_(cast.administrator)
    assert client.post(f"{PAGE}{failed.pk}/again/").status_code == 302
    failed.refresh_from_db()
    assert (failed.mail, failed.mail_attempts) == ("due", 0)
    assert AuditEntry.objects.filter(verb="sent again").count() == 1
    assert client.post(f"{PAGE}{failed.pk}/again/").status_code == 409


def test_trying_a_parked_event_again(cast, parked, as_):
    client = as_(cast.administrator)
    assert client.post(f"{PAGE}events/again/", {"event": parked.pk}).status_code == 302
    parked.refresh_from_db()
    assert (parked.parked_at, parked.attempts) == (None, 0)
    assert client.post(f"{PAGE}events/again/", {"event": parked.pk}).status_code == 404
    assert client.post(f"{PAGE}events/again/", {"event": "no id"}).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("participant", 403), ("stranger", 404)])
def test_others_are_refused(cast, failed, parked, as_, who, status):
    client = as_(getattr(cast, who))
    for address in (PAGE, f"{PAGE}test/", f"{PAGE}again/"):
        assert client.get(address).status_code == status
    assert client.post(f"{PAGE}test/").status_code == client.post(f"{PAGE}again/").status_code == status
    for step in (actions.send_test_mail, actions.send_all_again):
        with pytest.raises(NotAllowed):
            step(by=cast.manager)
    assert not Notification.objects.filter(kind="test-mail").exists()
    assert client.post(f"{PAGE}{failed.pk}/again/").status_code == status
    assert client.post(f"{PAGE}events/again/", {"event": parked.pk}).status_code == status
    failed.refresh_from_db()
    assert failed.mail == "failed"


def test_another_organizations_administrator_finds_nothing_at_their_own_address(cast, failed, parked, as_):
    client = as_(cast.stranger)
    assert client.post(f"/o/northwind/delivery/{failed.pk}/again/").status_code == 404
    assert client.post("/o/northwind/delivery/events/again/", {"event": parked.pk}).status_code == 404
    assert "Amara" not in client.get("/o/northwind/delivery/").content.decode()


def many(membership, count: int, **fields) -> None:
    """Rows of one person, written a minute apart."""
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(
            membership=membership,
            kind="session-moved",
            key=f"{fields['mail']}{number}",
            subject_id=membership.pk,
            facts={"title": "Quiet circle"},
            **{"created_at": now - timedelta(minutes=number + 1), "mail_due_at": now, **fields},
        )
        for number in range(count)
    )


STATES = {
    "failed": ({"mail": "failed", "mail_attempts": 8, "last_error": "gaierror"}, "The mail server’s name is not known"),
    "returned": (
        {"mail": "sent", "sent_at": NOW, "returned": "complained", "returned_at": NOW},
        "Reported as unwanted",
    ),
    "waiting": ({"mail": "due", "mail_attempts": 2, "last_error": "SMTPDataError"}, "refused the message"),
    "digest": ({"mail": "digest"}, "Nothing yet"),
    "missed": ({"mail": "missed"}, "no longer true"),
    "sent": ({"mail": "sent", "sent_at": NOW}, "Taken"),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_list_with_names_and_kinds_and_an_empty_page(cast, harbour, as_, state):
    client = as_(cast.administrator)
    address = f"{PAGE}?state={state}"
    assert "Helen Byrne" not in client.get(address).content.decode()
    fields, said = STATES[state]
    many(cast.mentor, 1, **fields)
    many(cast.coach, 40, **fields)
    page = client.get(address).content.decode()
    assert page.count("A session was moved") == 30
    for text in ("Helen Byrne", said, "Page 1 of 2"):
        assert text in page
    assert "Quiet circle" not in page
    found = client.get(f"{address}&name=helen").content.decode()
    assert "Helen Byrne" in found
    assert "Rafael" not in found
    assert "Nobody found" in client.get(f"{address}&name=zzz").content.decode()
    for other in set(STATES) - {state, "sent"}:
        assert "Helen Byrne" not in client.get(f"{PAGE}?state={other}").content.decode()


def test_what_is_no_longer_true_is_not_sent_again(cast, harbour, as_):
    many(cast.mentor, 1, mail="missed")
    row = Notification.objects.get()
    answer = as_(cast.administrator).post(f"{PAGE}{row.pk}/again/")
    assert answer.status_code == 409
    assert "no longer true" in answer.content.decode()


def test_all_that_failed_is_sent_again_in_one_step(cast, harbour, as_, monkeypatch):
    monkeypatch.setattr(delivery, "AGAIN_BATCH", 2)
    many(cast.mentor, 5, mail="failed", mail_attempts=8, last_error="gaierror")
    many(cast.coach, 1, mail="missed")
    client = as_(cast.administrator)
    assert "Send all failed mails again?" in client.get(f"{PAGE}again/").content.decode()
    assert client.post(f"{PAGE}again/").status_code == 302
    assert set(Notification.objects.values_list("mail", "mail_attempts")) == {("due", 0), ("missed", 0)}
    assert AuditEntry.objects.get(verb="sent all again").data == {"count": "5"}
    assert client.post(f"{PAGE}again/").status_code == 409, "the second of two administrators"
    assert "No mail has failed" in client.get(f"{PAGE}again/").content.decode()


def test_a_test_mail_goes_the_whole_way_and_the_page_tells_how_far_it_is(cast, harbour, as_):
    client = as_(cast.administrator)
    assert client.post(f"{PAGE}test/").status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Waits for a worker" in page
    assert "every 2s" in page
    assert client.post(f"{PAGE}test/").status_code == 409, "one at a time"
    send_due_mail()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["olga@people.example"], "Test mail")
    page = client.get(f"{PAGE}test/").content.decode()
    assert "to olga@people.example" in page
    assert "seconds ago" in page
    assert "every 2s" not in page
    assert "new" not in client.get("/o/harbour/notices/bell/").content.decode(), "it is no news"


def test_late_mails_are_said_on_the_home_page_of_administrators(cast, failed, as_):
    Notification.objects.filter(mail="due").update(mail_due_at=timezone.now() - timedelta(minutes=16))
    assert "Mails are late" in as_(cast.administrator).get("/o/harbour/").content.decode()
    assert "Mails are late" not in as_(cast.participant).get("/o/harbour/").content.decode()


@pytest.mark.parametrize("count", [10, 1100])
def test_the_page_costs_the_same_for_many(cast, failed, parked, as_, count, django_assert_num_queries):
    many(cast.coach, count, mail="failed")
    client = as_(cast.administrator)
    assert f"{min(count + 1, 1000)}{'+' if count > 1000 else ''}</span>" in client.get(PAGE).content.decode()
    with django_assert_num_queries(19):
        client.get(PAGE)


@pytest.mark.parametrize("state", queries.STATES.values(), ids=queries.STATES)
def test_each_list_has_an_index(cast, harbour, state):
    """A small table is scanned whatever its indexes; so the planner is asked what it would do otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        plan = queries.mails_in(state, timezone.now()).explain()
    assert {"waiting": "notification_mail_due"}.get(state.key, f"notification_{state.key}") in plan
