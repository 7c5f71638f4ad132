"""A real server on this machine that plays a provider of calendars."""

import contextlib
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "private-s3cr3t-address"


def calendar_of(*events: tuple[datetime, datetime], title: str = "canary-event-title") -> bytes:
    """A calendar file with these events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"]
    for number, (since, until) in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}", "LOCATION:canary-event-place"]
        lines += [f"DTSTART:{since.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"DTEND:{until.astimezone(UTC):%Y%m%dT%H%M%SZ}"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


class Provider:
    """Serves one calendar at every address, and remembers what it was asked.

    Args:
        content: what it sends; with an `etag` it answers 304 to who knows it. `status` and
            `seconds` make it fail or slow.
    """

    def __init__(self, content: bytes = b"", etag: str = "", status: int = 200, seconds: float = 0):
        self.content, self.etag, self.status, self.seconds = content, etag, status, seconds
        self.asked: list[dict] = []
        self.while_asked = None  # something that happens while the answer is under way
        self.leads_to = ""
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                told.asked.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                with contextlib.suppress(OSError):
                    told.answer(self)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self) -> str:
        """The secret address of its calendar."""
        return f"http://127.0.0.1:{self.server.server_port}/{SECRET}/basic.ics"

    def answer(self, handler) -> None:
        """Answer one question."""
        time.sleep(self.seconds)
        if self.while_asked:
            self.while_asked()
        known = self.etag and handler.headers.get("If-None-Match") == self.etag
        handler.send_response(302 if self.leads_to else 304 if known else self.status)
        if self.etag:
            handler.send_header("ETag", self.etag)
        if self.leads_to:
            handler.send_header("Location", self.leads_to)
        handler.end_headers()
        if not known and self.status == 200:
            handler.wfile.write(self.content)

    def end(self) -> None:
        """Close the server."""
        self.server.shutdown()
        self.server.server_close()
