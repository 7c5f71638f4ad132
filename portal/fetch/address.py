"""Addresses as strangers type them: what they must be before anybody is asked for a host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from .why import FetchRefused, Why

LONGEST = 2000
HIGH_PORTS = 1024
SCHEMES = {"https": 443, "http": 80}
CALENDAR_SCHEMES = {"webcal": "https", "webcals": "https"}  # what calendar programs write; it says nothing of how
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
KEPT = "/%:@!$&'()*+,;=~?"  # of a path and a query; the rest is percent-encoded


@dataclass(frozen=True)
class Target:
    """One address, taken apart once: what is connected to and what is asked for cannot be read in two ways."""

    scheme: str
    host: str  # as the domain name system writes it, an IPv6 address without brackets
    port: int
    asks: str  # path and query

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Whoever may see a header that was meant for this address."""
        return self.scheme, self.host, self.port

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.asks}"


def read_address(text: str, *, plain: bool | None = None) -> Target:
    """Take an address apart, without asking any network; `str()` of the result is its tidy form.

    `webcal://` becomes `https://`. The port may be 443 or one from 1024 up: people's own calendar servers live there
    (8443, 5232), and below that it is mail, shells and directories. A name or password in the address is refused: it
    would have to be kept as a secret of its own.

    Args:
        text: what a person typed, or what a server sent us on to.
        plain: whether `http://` may go on; only this machine itself is ever read that way. The setting decides if
            this is not given.

    Raises:
        FetchRefused: ADDRESS, CREDENTIALS, PLAIN or PORT.
    """
    text = text.strip()
    if len(text) > LONGEST or NOT_IN_ADDRESSES.search(text):
        raise FetchRefused(Why.ADDRESS)
    try:
        parts = urlsplit(text)
        scheme = CALENDAR_SCHEMES.get(parts.scheme, parts.scheme)
        port = parts.port if parts.port is not None else SCHEMES.get(scheme, 0)
    except ValueError:
        raise FetchRefused(Why.ADDRESS) from None
    if scheme not in SCHEMES:
        raise FetchRefused(Why.ADDRESS)
    if "@" in parts.netloc:
        raise FetchRefused(Why.CREDENTIALS)
    host = _host(parts)
    if scheme == "http" and not (settings.FETCH_ALLOW_LOOPBACK if plain is None else plain):
        raise FetchRefused(Why.PLAIN)
    if port != SCHEMES[scheme] and port < HIGH_PORTS:
        raise FetchRefused(Why.PORT)
    query = f"?{parts.query}" if parts.query else ""
    return Target(scheme, host, port, quote((parts.path or "/") + query, safe=KEPT))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        if ":" in host and "%" not in host:
            return str(IPv6Address(host))
        name = host.encode("idna").decode("ascii").lower()
    except ValueError:  # a UnicodeError is one
        raise FetchRefused(Why.ADDRESS) from None
    if not NAME.fullmatch(name):
        raise FetchRefused(Why.ADDRESS)
    return name
