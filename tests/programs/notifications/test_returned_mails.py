"""What a mail provider tells: posted to the real webhook in Postmark's words."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as portal_settings
from django.core import mail
from django.urls import resolve
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import NotAllowed
from portal.outbox.relay import relay
from programs.notifications.actions import tell, use_address_again
from programs.notifications.models import Notification, Rhythm
from programs.notifications.tasks import send_due_mail

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.programs.notifications.urls_with_webhooks")]
HOOK = "/webhooks/mail/postmark/tracking/"
SECRET = "postmark:long-and-random"


@pytest.fixture(autouse=True)
def configured(settings):
    settings.ANYMAIL = {**portal_settings.ANYMAIL, "WEBHOOK_SECRET": SECRET}


@pytest.fixture
def sent(cast, harbour):
    """A mail that went out to Amara."""
    tell(kind="certificate-issued", key="1", subject_id=uuid4(), people=[cast.participant.pk], facts=FACTS)
    send_due_mail()
    return Notification.objects.get()


FACTS = {"title": "Quiet course", "kind": "training", "engagement_id": str(uuid4()), "enrollment_id": str(uuid4())}


@pytest.fixture
def told(client, sent):
    """`told(Type=...)` is what Postmark posts; unless said otherwise that Amara's mailbox refused it."""

    def post(secret=SECRET, metadata=None, **words):
        payload = {
            "RecordType": "Bounce",
            "Type": "HardBounce",
            "ID": 4323372036854775807,
            "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
            "Email": "amara@people.example",
            "BouncedAt": timezone.now().isoformat(),
            "Details": "smtp;550 5.1.1 amara@people.example does not exist",
            "Metadata": mail.outbox[0].metadata if metadata is None else metadata,
            **words,
        }
        sign_in = base64.b64encode(secret.encode()).decode()
        return client.post(
            HOOK, json.dumps(payload), content_type="application/json", HTTP_AUTHORIZATION=f"Basic {sign_in}"
        )

    return post


def test_only_the_provider_may_tell(client, told, sent):
    assert resolve(HOOK).func.access == "public"
    assert told(secret="postmark:wrong").status_code == 400
    assert client.post(HOOK, "{}", content_type="application/json").status_code == 400
    assert client.get(HOOK).status_code == 405
    sent.refresh_from_db()
    assert sent.returned == ""
    assert not Rhythm.objects.exists()


def test_a_mailbox_that_refuses_stops_mails_once_however_often_it_is_told(cast, told, sent, caplog):
    for _ in range(2):
        assert told().status_code == 200
    sent.refresh_from_db()
    assert (sent.mail, sent.returned) == ("sent", "bounced")
    rhythm = Rhythm.objects.get()
    assert (rhythm.membership, rhythm.stopped_for) == (cast.participant, "bounced")
    assert list(AuditEntry.objects.order_by("id").values_list("verb", "by_user")) == [
        ("returned", None),
        ("mails stopped", None),
    ]
    assert "amara" not in caplog.text + str(list(AuditEntry.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("first", ["HardBounce", "SpamComplaint"])
def test_a_complaint_says_more_than_a_bounce_in_whatever_order_they_come(told, sent, first):
    both = ["HardBounce", "SpamComplaint"]
    for what in [first, *(one for one in both if one != first)]:
        told(Type=what, RecordType="SpamComplaint" if what == "SpamComplaint" else "Bounce")
    sent.refresh_from_db()
    assert sent.returned == Rhythm.objects.get().stopped_for == "complained"


@pytest.mark.parametrize(
    "words",
    [
        {"Type": "SoftBounce"},
        {"Type": "Transient"},
        {"RecordType": "Delivery"},
        {"RecordType": "Open"},
        {"metadata": {}},
        {"metadata": {"notification": "no id", "organization": "no id"}},
        {"metadata": {"notification": str(uuid4()), "organization": str(uuid4())}},
    ],
)
def test_what_passes_or_is_not_known_changes_nothing(told, sent, words):
    assert told(**words).status_code == 200
    sent.refresh_from_db()
    assert sent.returned == ""
    assert not Rhythm.objects.exists()


def test_a_mail_is_found_in_its_own_organization_only(cast, told, sent):
    wrong = {"notification": str(sent.pk), "organization": str(cast.northwind.pk)}
    assert told(metadata=wrong).status_code == 200
    sent.refresh_from_db()
    assert sent.returned == ""
    assert told(metadata={}, MessageID=f"<notification-{sent.pk}@portal.example>").status_code == 200
    sent.refresh_from_db()
    assert sent.returned == "bounced", "some providers keep the message id and nothing else"


def test_what_is_not_about_the_mailbox_stops_nobody(told, sent):
    told(Type="DMARCPolicy")
    sent.refresh_from_db()
    assert sent.returned == "bounced"
    assert not Rhythm.objects.exists()


def test_an_address_of_before_stops_nobody(told, sent):
    told(Email="old@people.example")
    assert not Rhythm.objects.exists()


def test_the_person_is_asked_and_says_that_the_address_is_right(cast, told, as_):
    told()
    client = as_(cast.participant)
    for page in ("/o/harbour/notices/", "/o/harbour/"):
        assert "Mails to amara@people.example come back" in client.get(page, follow=True).content.decode()
    with pytest.raises(NotAllowed):
        use_address_again(membership=cast.participant, by=cast.administrator)
    client = as_(cast.mentor)
    client.post("/o/harbour/notices/address/")
    assert Rhythm.objects.get().stopped_at, "somebody else's button is about somebody else"
    client = as_(cast.participant)
    client.post("/o/harbour/notices/address/")
    assert Rhythm.objects.get().stopped_at is None
    assert "come back" not in client.get("/o/harbour/notices/").content.decode()
    assert told().status_code == 200
    assert Rhythm.objects.get().stopped_at is None, "the same told again is no news"


def test_another_address_starts_mails_again(cast, told, client):
    told()
    user = cast.participant.user
    EmailAddress.objects.create(user=user, email="okafor@people.example", verified=True)
    client.post("/accounts/login/", {"login": user.email, "password": "walk-the-path"})
    asked = client.post("/accounts/email/", {"email": "okafor@people.example", "action_primary": ""})
    client.post(asked.url, {"password": "walk-the-path"}, follow=True)
    user.refresh_from_db()
    assert user.email == "okafor@people.example"
    relay()
    assert Rhythm.objects.get().stopped_at is None
    told(Type="SpamComplaint")
    assert Rhythm.objects.get().stopped_at is None, "that was the old address"


def test_it_is_sent_again_when_the_address_is_right(cast, told, sent, as_):
    told()
    again = f"/o/harbour/delivery/{sent.pk}/again/"
    page = as_(cast.administrator).get("/o/harbour/delivery/?state=returned").content.decode()
    assert "The mailbox refused it" in page
    assert "Waits for them" in page
    assert "Quiet course" not in page
    assert as_(cast.administrator).post(again).status_code == 409
    use_address_again(membership=cast.participant, by=cast.participant)
    assert as_(cast.administrator).post(again).status_code == 302
    assert as_(cast.administrator).post(again).status_code == 409, "it is on its way"
    send_due_mail()
    sent.refresh_from_db()
    assert (sent.mail, sent.returned, len(mail.outbox)) == ("sent", "", 2)
    told(BouncedAt=(timezone.now() - timedelta(hours=1)).isoformat())
    sent.refresh_from_db()
    assert sent.returned == "", "what is told of the first time is old news"
