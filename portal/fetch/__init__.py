"""Fetch a document from an address that a stranger typed, without being led where the stranger could not go.

Three things keep it safe. The host is looked up here, once, and every address that it has must be a public one; the
connection is made to one of these and the name is never looked up again. Each redirect begins anew with all of this.
One deadline and one size hold for everything together: look-up, handshake, redirects, headers and content.

It stands on `http.client` alone: no proxy from the environment, no cookies, no retries, no decompression, and no log
line, since an address can be a secret (the one of a calendar is).
"""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from .address import Target, read_address
from .network import Deadline, Network, TimedSocket, connect
from .why import FetchFailed, FetchRefused, Why, of_status

__all__ = ["FetchFailed", "FetchRefused", "Fetched", "Why", "fetch", "read_address"]

MOST_REDIRECTS = 3
LEADS_ON = {301, 302, 303, 307, 308}
PIECE = 64 * 1024
LONGEST_MARK = 500  # of what tells two versions of a document apart; a longer one is not kept


@dataclass(frozen=True)
class Fetched:
    """A document, or the word that it has not changed."""

    status: int  # 200, or 304
    content: bytes = field(repr=False)
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    address: str = field(default="", repr=False)  # where it was found, after all redirects

    @property
    def unchanged(self) -> bool:
        """Is what was fetched before still what is there?"""
        return self.status == http.client.NOT_MODIFIED


def fetch(
    address: str,
    *,
    most_bytes: int,
    seconds: float,
    accept: str = "*/*",
    headers: Mapping[str, str] | None = None,
    etag: str = "",
    last_modified: str = "",
    network: Network | None = None,
) -> Fetched:
    """Fetch the document at an address.

    Args:
        address: what a person typed; see `read_address`.
        most_bytes: the most that the content may have, whatever the server announces.
        seconds: the most that all of it may take.
        accept: the kinds of document that are wanted.
        headers: more headers; they are left out as soon as a redirect leads to another server.
        etag, last_modified: what came with an earlier `Fetched`: if nothing changed the answer is `unchanged`.
        network: for tests alone.

    Raises:
        FetchRefused: the address, or one that it leads to, is not one that is opened.
        FetchFailed: there is no document, or not within the limits. Its text can be shown and logged.
    """
    network = network or Network(loopback=settings.FETCH_ALLOW_LOOPBACK)
    deadline = Deadline(seconds)
    target = read_address(address, plain=network.loopback)
    asked = {"Accept": accept, **_conditions(etag, last_modified)}
    own = dict(headers or {})
    for _ in range(1 + MOST_REDIRECTS):
        found = _ask(target, asked | own, most_bytes, network, deadline)
        if isinstance(found, Fetched):
            if found.unchanged and not (etag or last_modified):
                raise FetchFailed(Why.FAULT, found.status)
            return found
        if target.scheme == "https" and found.scheme == "http":
            raise FetchRefused(Why.PLAIN)
        if found.origin != target.origin:
            own = {}
        target = found
    raise FetchFailed(Why.REDIRECTS)


def _conditions(etag: str, last_modified: str) -> dict[str, str]:
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def _ask(
    target: Target, headers: Mapping[str, str], most_bytes: int, network: Network, deadline: Deadline
) -> Fetched | Target:
    """Ask one server once: for the document, or for where it leads to."""
    try:
        with closing(connect(target, network, deadline)) as connection:
            response = _answer(target, headers, TimedSocket(connection, deadline))
            location = response.getheader("Location")
            if response.status in LEADS_ON and location:
                return _next(target, location, plain=network.loopback)
            if response.status == http.client.NOT_MODIFIED:
                return _fetched(target, response, b"")
            if response.status != http.client.OK:
                raise of_status(response.status)
            return _fetched(target, response, _content(response, most_bytes))
    except TimeoutError:
        raise FetchFailed(Why.SLOW) from None
    except (OSError, http.client.HTTPException):
        raise FetchFailed(Why.BROKEN) from None


def _answer(target: Target, headers: Mapping[str, str], connection: Any) -> http.client.HTTPResponse:
    """Send the question and read the answer's head."""
    asking = http.client.HTTPConnection(target.host, target.port)
    asking.sock = connection
    asking.putrequest("GET", target.asks, skip_host=True, skip_accept_encoding=True)
    for name, value in {
        "Host": target.authority,
        "User-Agent": f"Cairn (+{settings.SITE_URL})",
        "Accept-Encoding": "identity",  # nothing can be bigger than what was sent
        "Connection": "close",
        **headers,
    }.items():
        asking.putheader(name, value)
    asking.endheaders()
    return asking.getresponse()


def _next(target: Target, location: str, *, plain: bool) -> Target:
    sent = location.encode("latin-1").decode(errors="replace")  # headers come as bytes; people write UTF-8 into them
    try:
        whole = urljoin(str(target), sent)
    except ValueError:
        raise FetchRefused(Why.ADDRESS) from None
    return read_address(whole, plain=plain)


def _content(response: http.client.HTTPResponse, most_bytes: int) -> bytes:
    """All of the content, cut off where it grows too big."""
    if response.getheader("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchFailed(Why.ENCODED)
    if (response.length or 0) > most_bytes:
        raise FetchFailed(Why.BIG)
    content = bytearray()
    while piece := response.read(min(PIECE, most_bytes + 1 - len(content))):
        content += piece
        if len(content) > most_bytes:
            raise FetchFailed(Why.BIG)
    if response.length:  # fewer bytes than were announced
        raise FetchFailed(Why.BROKEN)
    return bytes(content)


def _fetched(target: Target, response: http.client.HTTPResponse, content: bytes) -> Fetched:
    def mark(name: str) -> str:
        value = response.getheader(name, "").strip()
        return value if len(value) <= LONGEST_MARK else ""

    return Fetched(
        status=response.status,
        content=content,
        etag=mark("ETag"),
        last_modified=mark("Last-Modified"),
        content_type=mark("Content-Type"),
        address=str(target),
    )
