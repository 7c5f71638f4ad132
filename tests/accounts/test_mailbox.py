"""The demo's mailbox: mails from files, as text, links to click, never raw HTML."""

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend

from accounts import mailbox
from portal.outbox.relay import relay
from tests.factories.accounts import invitation_for

pytestmark = pytest.mark.urls("tests.accounts.urls_with_mailbox")
BOX = "/operator/mailbox/"


@pytest.fixture
def box(cast, client, settings, tmp_path):
    """The operator's browser and a folder that the file backend writes to."""
    settings.MAILBOX_DIR = settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.force_login(cast.operator)
    return client


def write(subject, text="Hello", html="", to="amara@people.example"):
    message = mail.EmailMultiAlternatives(subject, text, to=[to])
    if html:
        message.attach_alternative(html, "text/html")
    return message


def test_an_invitation_can_be_followed_from_the_mailbox(cast, box):
    _, link = invitation_for(cast)
    relay()
    page = box.get(BOX).content.decode()
    assert "Olga Ferreira invites you to Harbour Health" in page
    assert "new@harbour.example" in page
    (found,) = mailbox.newest(box_folder())
    shown = box.get(f"{BOX}{found.code}/").content.decode()
    assert f'href="http://127.0.0.1:8000{link}"' in shown


def box_folder():
    from django.conf import settings  # noqa: PLC0415 - as the fixture has changed them

    return settings.MAILBOX_DIR


def test_an_empty_mailbox_says_what_will_fill_it(box):
    assert "No mail yet" in box.get(BOX).content.decode()


def test_a_folder_that_is_not_there_yet_is_empty(tmp_path):
    assert mailbox.newest(tmp_path / "later") == []


def test_one_file_may_hold_several_mails_newest_first(box, tmp_path):
    backend = EmailBackend(file_path=str(tmp_path))
    backend.send_messages([write("First"), write("Second — with accents é", "Grüße, São Paulo")])
    found = mailbox.newest(tmp_path)
    assert [item.subject for item in found] == ["Second — with accents é", "First"]
    assert found[0].text == "Grüße, São Paulo"
    assert found[0].sent_at.tzinfo is not None


def test_html_is_shown_as_its_words_only(box, tmp_path):
    evil = (
        "<html><head><title>t</title><style>p{color:red}</style></head><body><p>Hello <b>you</b></p>"
        '<script>alert("x")</script><img src=x onerror=alert(1)>&lt;script&gt;late()&lt;/script&gt;'
        '<a href="http://127.0.0.1:8000/o/harbour/">Open it</a></body></html>'
    )
    write("<b>Loud</b>", "See <script>early()</script>", evil).send()
    (found,) = mailbox.newest(tmp_path)
    shown = box.get(f"{BOX}{found.code}/").content.decode()
    assert "&lt;b&gt;Loud&lt;/b&gt;" in shown
    assert "&lt;script&gt;early()&lt;/script&gt;" in shown
    assert "&lt;script&gt;late()&lt;/script&gt;" in shown
    for raw in ("<script>early", "<script>late", "onerror", 'alert("x")', "color:red"):
        assert raw not in shown
    assert 'href="http://127.0.0.1:8000/o/harbour/"' in shown


@pytest.mark.parametrize("code", ["nothing.0", "..%2F..%2Fsettings.0", "x", "%2e%2e"])
def test_other_files_cannot_be_read(box, tmp_path, code):
    (tmp_path.parent / "secret.log").write_text("Subject: secret\n\nsecret")
    assert box.get(f"{BOX}{code}/").status_code == 404


def test_the_newest_hundred_are_enough(box, tmp_path):
    EmailBackend(file_path=str(tmp_path)).send_messages([write(f"Mail {number}") for number in range(130)])
    assert len(box.get(BOX).context["mails"]) == 100


def test_others_do_not_find_it(cast, box, as_, tmp_path):
    write("Secret").send()
    (found,) = mailbox.newest(tmp_path)
    for person in (cast.administrator, cast.stranger):
        assert as_(person).get(BOX).status_code == 404
        assert as_(person).get(f"{BOX}{found.code}/").status_code == 404
    box.logout()
    assert box.get(BOX).url.startswith("/accounts/login/")


def test_the_names_of_attached_files_are_shown(box, tmp_path):
    message = write("New session")
    message.attach_alternative("BEGIN:VCALENDAR", "text/calendar; method=REQUEST")
    message.attach("invite.ics", b"BEGIN:VCALENDAR", "application/ics")
    message.send()
    (found,) = mailbox.newest(tmp_path)
    assert found.files == ["invite.ics"]
    assert found.text == "Hello"
    assert "Attached: invite.ics" in box.get(f"{BOX}{found.code}/").content.decode()
