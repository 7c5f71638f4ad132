"""Look a host up, decide whether its addresses may be reached, and connect to exactly those, all before a deadline."""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from .address import Target
from .why import FetchFailed, FetchRefused, Why

MOST_TRIED = 4  # of the addresses of one host
Address = IPv4Address | IPv6Address

RELAYS = ip_network("192.88.99.0/24")  # of 6to4; `is_global` lets them, and all of multicast, pass
PROTOCOLS = ip_network("192.0.0.0/24")
WORLD = IPv6Network("2000::/3")  # all that is given out; beside it lie embedded IPv4, site-local and what is to come
NOT_WORLD = [
    IPv6Network("2001::/23"),  # Teredo, benchmarks, ORCHID
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address in disguise
    IPv6Network("3fff::/20"),
]
TRANSLATED = IPv6Network("64:ff9b::/96")  # what DNS64 makes of an IPv4 address where there is only IPv6


def is_public(address: Address) -> bool:
    """Is this a host of the open Internet?"""
    if isinstance(address, IPv6Address):
        if address in TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in WORLD and not any(address in part for part in NOT_WORLD)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and address not in RELAYS
        and address not in PROTOCOLS
    )


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, as the operating system finds them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Network:
    """The edge to the outside. Only tests make another one than `from_settings`; tests/architecture sees to that.

    Args:
        resolve: finds the addresses of a host.
        loopback: whether this machine itself may be read, also by plain http.
        authorities: a file of certificates to trust instead of the system's.
    """

    resolve: Callable[[str, int], Sequence[str]] = resolve
    loopback: bool = False
    authorities: str | None = None

    def admits(self, address: Address) -> bool:
        """May a connection be made to it?"""
        return is_public(address) or (self.loopback and address.is_loopback)


class Deadline:
    """One limit for everything that is waited for."""

    def __init__(self, seconds: float):
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            TimeoutError: none.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedSocket:
    """What `http.client` needs of a socket, with the deadline before each wait: a dripping server gains nothing."""

    def __init__(self, connection: socket.socket, deadline: Deadline):
        self.connection = connection
        self.deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self.connection.settimeout(self.deadline.left())
        self.connection.sendall(data)

    def makefile(self, mode: str = "rb") -> io.BufferedReader:
        """The stream that answers are read from."""
        return io.BufferedReader(_Stream(self))

    def close(self) -> None:
        """Whoever connected closes the connection, after the content was read."""


class _Stream(io.RawIOBase):
    def __init__(self, timed: TimedSocket):
        super().__init__()
        self.timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.timed.connection.settimeout(self.timed.deadline.left())
        return self.timed.connection.recv_into(buffer)


def connect(target: Target, network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the host of an address, encrypted and its certificate checked for the name that was typed.

    Raises:
        FetchRefused: PRIVATE or PLAIN.
        FetchFailed: NO_HOST, UNREACHABLE or CERTIFICATE.
        TimeoutError: the deadline has passed.
    """
    plain = _reach(_look_up(target, network, deadline), target.port, deadline)
    if target.scheme == "http":
        return plain
    try:
        plain.settimeout(deadline.left())
        return _trust(network.authorities).wrap_socket(plain, server_hostname=target.host)
    except BaseException as problem:
        plain.close()
        if isinstance(problem, ssl.SSLCertVerificationError):
            raise FetchFailed(Why.CERTIFICATE) from None
        if isinstance(problem, OSError) and not isinstance(problem, TimeoutError):
            raise FetchFailed(Why.UNREACHABLE) from None
        raise


def _look_up(target: Target, network: Network, deadline: Deadline) -> list[Address]:
    """All addresses of the host. A single private one among them is enough to refuse all."""
    found: list[Address] = []

    def ask() -> None:
        try:
            found.extend(ip_address(text) for text in network.resolve(target.host, target.port))
        except (OSError, ValueError):
            found.clear()

    asking = threading.Thread(target=ask, daemon=True)  # the operating system knows no limit for a look-up
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise TimeoutError
    if not found:
        raise FetchFailed(Why.NO_HOST)
    if not all(network.admits(address) for address in found):
        raise FetchRefused(Why.PRIVATE)
    if target.scheme == "http" and not all(address.is_loopback for address in found):
        raise FetchRefused(Why.PLAIN)
    return list(dict.fromkeys(found))[:MOST_TRIED]


def _reach(addresses: Sequence[Address], port: int, deadline: Deadline) -> socket.socket:
    """The first that answers; each gets its share of the time that is left."""
    for untried, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left() / untried)
            connection.connect((str(address), port))
        except OSError:
            connection.close()
        else:
            return connection
    deadline.left()
    raise FetchFailed(Why.UNREACHABLE)


@cache
def _trust(authorities: str | None) -> ssl.SSLContext:
    """Certificates and names are checked, TLS 1.2 is the oldest."""
    context = ssl.create_default_context(cafile=authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context
