"""What leaves for the mail server: the parts of a message, and calendar files in the shape that calendars look for."""

import email
from email.policy import default

import pytest
from django.core import mail

from portal.email import CalendarPart, send

INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Führung, Ünder one roof 🧗\r\nEND:VCALENDAR\r\n".encode()


@pytest.fixture
def sent(settings, tmp_path):
    """`sent(calendar=…)` is the message as a mail server gets it, read back by Python's own parser."""
    (tmp_path / "emails" / "tried").mkdir(parents=True)
    (tmp_path / "emails" / "tried" / "one.txt").write_text("A session\n\nIt is in May.\n")
    (tmp_path / "emails" / "tried" / "one.html").write_text("<p>It is in May.</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    def send_one(**more):
        send(to="amara@people.example", template="tried/one", context={}, message_id="m-1", **more)
        (message,) = mail.outbox
        return email.message_from_bytes(message.message().as_bytes(linesep="\r\n"), policy=default)

    return send_one


def kinds(message):
    return [part.get_content_type() for part in message.walk()]


def test_a_plain_mail_has_text_and_html(sent):
    message = sent(reply_to="helen@people.example")
    assert kinds(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert message["Reply-To"] == "helen@people.example"
    assert message["Message-ID"].startswith("<m-1@")


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_file_is_the_last_alternative_with_its_method_and_also_a_file(sent, method):
    message = sent(calendar=CalendarPart(INVITATION, method), reply_to="helen@people.example")
    assert kinds(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    part, attachment = list(message.walk())[-2:]
    assert dict(part["Content-Type"].params) == {"method": method, "charset": "utf-8"}
    assert part.get_filename() is None
    assert part.get_payload(decode=True) == INVITATION
    assert attachment.get_content_disposition() == "attachment"
    assert attachment.get_filename() == "invite.ics"
    assert attachment.get_payload(decode=True) == INVITATION
    assert message["Reply-To"] == "helen@people.example"


def test_further_files_are_attached_and_don_t_compete_with_the_invitation(sent):
    files = [("cancelled-1.ics", b"one", "application/ics"), ("cancelled-2.ics", b"two", "application/ics")]
    message = sent(calendar=CalendarPart(INVITATION, "REQUEST", name="move.ics"), attachments=files)
    assert kinds(message).count("text/calendar") == 1
    assert [(part.get_filename(), part.get_content()) for part in message.iter_attachments()] == [
        ("move.ics", INVITATION),
        ("cancelled-1.ics", b"one"),
        ("cancelled-2.ics", b"two"),
    ]


def test_files_can_come_without_an_invitation(sent):
    message = sent(attachments=[("sessions.ics", INVITATION, "application/ics")])
    assert kinds(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/ics",
    ]
