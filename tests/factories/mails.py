"""Mails as their readers get them: the words, and what calendars find in them."""

from dataclasses import dataclass

from django.core import mail

from portal.outbox.relay import relay
from programs.notifications.tasks import send_due_mail
from tests.programs.scheduling.second_reader import read


@dataclass(frozen=True)
class Entry:
    """One session in a mail: where it is in it, and what a second library reads."""

    content_type: str
    told: str  # the method in the part's header
    method: str
    event: object

    @property
    def uid(self) -> str:
        return self.event.uid.value

    @property
    def sequence(self) -> int:
        return int(self.event.sequence.value)

    @property
    def partstat(self) -> str:
        return self.event.attendee.params.get("PARTSTAT", [""])[0]


def send_all() -> list:
    """Let everything happen that is due; the mails of this time."""
    before = len(mail.outbox)
    relay()
    send_due_mail()
    return mail.outbox[before:]


def mails_to(name: str, mails) -> list:
    """Those that went to one of the cast, by the first name."""
    return [message for message in mails if message.to == [f"{name}@people.example"]]


def entries_in(message) -> list[Entry]:
    """Everything in a mail that is a calendar file; twice what is both the point of the mail and a file."""
    found = []
    for part in message.message().walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            calendar = read(part.get_payload(decode=True))
            told = str(part.get_param("method") or "")
            found += [
                Entry(part.get_content_type(), told, calendar.method.value, event) for event in calendar.vevent_list
            ]
    return found


def words_of(message) -> str:
    """All of a mail, with every part decoded and folded lines of calendars put together."""
    parts = [str(message.subject), *map(str, message.extra_headers.values())]
    for part in message.message().walk():
        content = part.get_payload(decode=True)
        if content is not None:
            parts += [*map(str, part.values()), content.decode().replace("\r\n ", "")]
    return "\n".join(parts)
