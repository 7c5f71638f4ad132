"""The administrators' page: what failed, and another try."""

import pytest
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.notifications.models import Notification
from tests.factories.notifications import book, circle_of

pytestmark = pytest.mark.django_db
PAGE = "/o/harbour/delivery/"


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
    assert client.get(PAGE).status_code == status
    assert client.post(f"{PAGE}{failed.pk}/again/").status_code == status
    assert client.post(f"{PAGE}events/again/", {"event": parked.pk}).status_code == status
    failed.refresh_from_db()
    assert failed.mail == "failed"


def test_another_organizations_administrator_finds_nothing_at_their_own_address(cast, failed, parked, as_):
    client = as_(cast.stranger)
    assert client.post(f"/o/northwind/delivery/{failed.pk}/again/").status_code == 404
    assert client.post("/o/northwind/delivery/events/again/", {"event": parked.pk}).status_code == 404
    assert "Amara" not in client.get("/o/northwind/delivery/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_many(cast, failed, parked, as_, count, django_assert_num_queries):
    Notification.objects.filter(membership__in=[cast.coach][: count - 1]).update(mail="failed")
    client = as_(cast.administrator)
    client.get(PAGE)
    with django_assert_num_queries(14):
        client.get(PAGE)
