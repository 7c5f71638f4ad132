"""The page “How I hear”, the link that ends mails, and what the mails say about both."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import set_membership_active
from portal.audit.models import AuditEntry
from portal.errors import DomainError
from programs.notifications import actions
from programs.notifications.catalogue import DIGEST, OPTIONAL
from programs.notifications.links import unsubscribe_token
from programs.notifications.models import Notification, Preference, Rhythm
from programs.notifications.queries import address_to_answer
from programs.notifications.tasks import send_due_mail
from tests.factories.mails import mails_to, send_all
from tests.factories.notifications import book, circle_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("harbour")]
PAGE = "/o/harbour/notices/settings/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
RHYTHM = {"digest": "weekly", "digest_weekday": "4", "digest_hour": "17", "quiet_from": "22:00", "quiet_until": "07:00"}


def everything(mail_of_all: str = "now", **more) -> dict:
    return {**{f"mail_{topic}": mail_of_all for topic in OPTIONAL}, **RHYTHM, **more}


def accepted(cast, person) -> Notification:
    """Something that can be switched off, done by Helen."""
    actions.tell(
        kind="invitation-accepted",
        key="1",
        subject_id=cast.mentor.pk,
        people=[person.pk],
        facts={"by": str(cast.mentor.pk)},
    )
    return Notification.objects.get(membership=person, kind="invitation-accepted")


def link_in(message) -> str:
    return message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.SITE_URL)


def test_the_whole_page_is_saved_in_one_step(cast, as_):
    browser = as_(cast.participant)
    sent = everything(mail_people="digest", mail_times="never", notice_people="on", notice_times="")
    assert browser.post(PAGE, sent).status_code == 302
    mine = Preference.objects.filter(membership=cast.participant)
    assert dict(mine.filter(topic__in=["people", "times"]).values_list("topic", "mail")) == {
        "people": "digest",
        "times": "never",
    }
    assert [one.topic for one in mine.filter(notice=True)] == ["people"]
    rhythm = Rhythm.objects.get()
    assert (rhythm.digest, rhythm.digest_weekday, rhythm.digest_hour) == ("weekly", 4, 17)
    assert (rhythm.quiet_from.hour, rhythm.quiet_until.hour) == (22, 7)
    assert AuditEntry.objects.get(verb="chose how to hear").data["times"] == "never"
    page = browser.get(PAGE).text
    assert re.search(r'name="mail_people" value="digest" checked', page)
    assert not re.search(r'name="notice_times"\s+checked', page)
    assert "You can’t switch these off: Others count on you" in page
    assert "mail_sessions" not in page


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"quiet_until": ""}, "Quiet hours need both times"),
        ({"quiet_until": "22:00"}, "begin and end at the same time"),
        ({"digest_hour": "24"}, "not one of the choices"),
        ({"mail_people": ""}, "Choose how mails of “People” come."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(cast, as_, change, error):
    answer = as_(cast.participant).post(PAGE, everything("digest", **change))
    assert answer.status_code == 422
    assert error in answer.text
    assert re.search(r'name="mail_times" value="digest" checked', answer.text), "what was chosen is still there"
    assert not Preference.objects.exists()


def test_mandatory_mails_are_refused_to_be_switched_off(cast):
    rhythm = {"digest": "daily", "digest_weekday": 0, "digest_hour": 8, "quiet_from": None, "quiet_until": None}
    with pytest.raises(DomainError, match="You can’t switch these off: others count on you"):
        actions.save_channels(mails={"sessions": "never"}, notices={}, **rhythm, by=cast.participant)
    with pytest.raises(DomainError):
        actions.choose_mail(topic="signing", mail="never", by=cast.participant)
    assert not Preference.objects.exists()


def test_a_topic_that_does_not_count_is_listed_and_not_new(cast, as_):
    Preference.objects.create(membership=cast.participant, topic="people", notice=False)
    row = accepted(cast, cast.participant)
    assert row.read_at == row.created_at
    page = as_(cast.participant).get("/o/harbour/notices/").text
    assert "Helen Byrne accepted your invitation" in page
    assert "Nothing new" in page


def test_the_list_says_that_there_is_more(cast, as_):
    browser, seen = as_(cast.participant), accepted(cast, cast.participant)
    address = f"/o/harbour/notices/news/?since={seen.pk}"
    assert "show" not in browser.get(address).text
    Notification.objects.create(
        membership=cast.participant,
        kind="member-left",
        key="x",
        subject_id=seen.pk,
        created_at=timezone.now(),
        mail_due_at=timezone.now(),
    )
    assert "One new notice: show" in " ".join(browser.get(address).text.split())
    foreign = accepted(cast, cast.member)
    for nothing in (f"since={foreign.pk}", "since=x"):
        assert "show" not in browser.get(f"/o/harbour/notices/news/?{nothing}").text


def test_mail_programs_end_mails_without_cookies_and_more_than_once(cast):
    accepted(cast, cast.participant)
    (message,) = send_all()
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    link, strict = link_in(message), Client(enforce_csrf_checks=True)
    for text in (message.body, message.alternatives[0][0]):
        assert link in text
        assert PAGE in text
    looked = strict.get(link)
    assert "End these mails?" in looked.text
    assert (looked["X-Robots-Tag"], "no-store" in looked["Cache-Control"]) == ("noindex", True)
    assert not Preference.objects.exists(), "programs that check mails follow every link"
    for _ in range(2):
        assert Client(enforce_csrf_checks=True).post(link, ONE_CLICK).status_code == 200
    assert Preference.objects.get().mail == "never"
    assert AuditEntry.objects.filter(verb="chose how to hear").count() == 1
    assert strict.post(link, {"mail": "now"}).status_code == 302
    assert Preference.objects.get().mail == "now"


def test_what_was_ended_while_it_waited_is_not_sent(cast):
    row = accepted(cast, cast.participant)
    actions.choose_mail(topic="people", mail="never", by=cast.participant)
    send_due_mail()
    row.refresh_from_db()
    assert (mail.outbox, row.mail) == ([], "none")


def test_the_link_in_a_digest_ends_everything_that_comes_in_it(cast, client):
    for topic, how in (("people", "digest"), ("times", "digest"), ("courses", "now")):
        Preference.objects.create(membership=cast.participant, topic=topic, mail=how, notice=False)
    Preference.objects.create(membership=cast.member, topic="people", mail="digest")
    token = unsubscribe_token(cast.harbour.pk, cast.participant.pk, DIGEST)
    assert client.post(f"/unsubscribe/{token}/", ONE_CLICK).status_code == 200
    mine = Preference.objects.filter(membership=cast.participant)
    assert dict(mine.values_list("topic", "mail")) == {"people": "never", "times": "never", "courses": "now"}
    assert not mine.filter(notice=True).exists()
    assert Preference.objects.get(membership=cast.member).mail == "digest"
    assert "You get no digest" in client.get(f"/unsubscribe/{token}/").text


def test_other_links_are_not_there(cast, client):
    good = unsubscribe_token(cast.harbour.pk, cast.participant.pk, "people")
    tokens = [
        "x",
        good[:-1],
        good.replace(".", ".x"),
        unsubscribe_token(cast.northwind.pk, cast.participant.pk, "people"),
        unsubscribe_token(cast.harbour.pk, cast.stranger.pk, "people"),
        unsubscribe_token(cast.harbour.pk, cast.participant.pk, "sessions"),
    ]
    for token in tokens:
        assert client.get(f"/unsubscribe/{token}/").status_code == 404
        assert client.post(f"/unsubscribe/{token}/", ONE_CLICK).status_code == 404
    assert not Preference.objects.exists()


def test_mandatory_mails_say_why_and_answers_go_to_who_did_it(cast):
    engagement, places = circle_of(cast)
    book(engagement, places["mentor"])
    sent = send_all()
    (message,), (own,) = mails_to("amara", sent), mails_to("helen", sent)
    assert message.reply_to == ["helen@people.example"]
    assert own.reply_to == []
    for one in (message, own):
        assert "List-Unsubscribe" not in one.extra_headers
        for text in (one.body, one.alternatives[0][0]):
            assert "You can’t switch these off: Others count on you" in text
            assert PAGE in text


def test_answers_do_not_go_to_who_left_nor_about_evaluations(cast):
    accepted(cast, cast.participant)
    set_membership_active(membership=cast.mentor, active=False, by=cast.administrator)
    assert send_all()[-1].reply_to == []
    Notification.objects.update(kind="feedback-asked")
    set_membership_active(membership=cast.mentor, active=True, by=cast.administrator)
    row = Notification.objects.get(membership=cast.participant)
    assert address_to_answer(row) == ""
    row.kind = "invitation-accepted"
    assert address_to_answer(row) == "helen@people.example"


def test_a_mail_that_is_written_again_has_the_same_id(cast):
    accepted(cast, cast.participant)
    accepted(cast, cast.member)
    send_all()
    Notification.objects.all().delete()
    accepted(cast, cast.participant)
    send_all()
    first, other, again = [message.extra_headers["Message-ID"] for message in sorted_by_time(mail.outbox)]
    assert first == again != other


def sorted_by_time(messages):
    return sorted(messages[:2], key=lambda message: message.to) + messages[2:]


def test_a_refused_address_gets_what_is_mandatory_until_it_is_used_again(cast, as_):
    now = timezone.now()
    Rhythm.objects.create(membership=cast.participant, stopped_at=now, stopped_for="bounced")
    assert accepted(cast, cast.participant).mail == "none"
    browser = as_(cast.participant)
    assert "come back" in browser.get(PAGE).text
    assert browser.post(PAGE, everything()).status_code == 302
    assert Rhythm.objects.get().stopped_at == now, "saving the page is no wish for mails"
    assert browser.post("/o/harbour/notices/address/").status_code == 302
    assert Rhythm.objects.get().stopped_at is None
    assert "come back" not in browser.get(PAGE).text
