"""Mails that Django's file backend wrote, read back for the demo's mailbox page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

NEWEST = 100
SEPARATOR = b"-" * 79 + b"\n"
BREAKS = {"p", "div", "tr", "h1", "h2", "h3", "li", "br", "table"}


@dataclass(frozen=True)
class Mail:
    """One mail. `code` finds it again: the file's name and its place in the file."""

    code: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    html_text: str
    files: list[str]  # names of what is attached


def newest(folder: str | Path, most: int = NEWEST) -> list[Mail]:
    """The last mails, newest first. A folder that does not exist yet holds none."""
    found: list[Mail] = []
    for path in _files(folder):
        found += reversed(read_file(path))
        if len(found) >= most:
            break
    return found[:most]


def find(folder: str | Path, code: str) -> Mail | None:
    """The mail with this code. The name is compared, never made into a path."""
    name = code.rpartition(".")[0]
    for path in _files(folder):
        if path.stem == name:
            return next((mail for mail in read_file(path) if mail.code == code), None)
    return None


def _files(folder: str | Path) -> list[Path]:
    place = Path(folder)
    if not place.is_dir():
        return []
    return sorted(place.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def read_file(path: Path) -> list[Mail]:
    """The mails of one file, in the order they were written."""
    parts = [part for part in path.read_bytes().split(SEPARATOR) if part.strip()]
    return [_mail(f"{path.stem}.{place}", part) for place, part in enumerate(parts)]


def _mail(code: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw.lstrip(b"\n"), policy=policy.default)
    return Mail(
        code=code,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or "(no subject)"),
        sent_at=_sent_at(message),
        text=_body(message, "plain"),
        html_text=as_text(_body(message, "html")),
        files=[part.get_filename() or "without a name" for part in message.iter_attachments()],
    )


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # "-0000" says: UTC, whoever sent it


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    try:
        return str(part.get_content()).strip() if part else ""
    except (LookupError, UnicodeError):
        return "This part can’t be read."


class _Words(HTMLParser):
    """Collects what a reader of the HTML would see; addresses of links are put behind their words."""

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0
        self.href = ""

    def handle_starttag(self, tag, attrs):
        if tag in {"style", "script", "title"}:
            self.hidden += 1
        if tag == "a":
            self.href = dict(attrs).get("href") or ""
        if tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag):
        if tag in {"style", "script", "title"}:
            self.hidden = max(self.hidden - 1, 0)
        if tag == "a" and self.href:
            self.words.append(f" {self.href} ")
            self.href = ""
        if tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data if data.strip() != self.href else "")


def as_text(html: str) -> str:
    """The words of an HTML mail without any of its markup."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).splitlines()]
    return "\n\n".join(line for line in lines if line)
