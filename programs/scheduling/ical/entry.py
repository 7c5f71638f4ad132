"""What a calendar gets to know of a session. What does not stand here can't come out."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

UID = re.compile(r"session-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A name and a mail address."""

    name: str
    mail: str


@dataclass(frozen=True)
class Attendee(Person):
    """The person to whom an invitation goes, and what they have answered so far."""

    partstat: str = "NEEDS-ACTION"  # or ACCEPTED, DECLINED, TENTATIVE


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One session, as every calendar may see it. Attendees are not part of it: nobody's address is shown to others.

    Args:
        uid: the same for the whole life of the session; see `uid_of`.
        sequence: raised by each move and by the cancellation.
        starts_at: an aware moment, as are the other times.
        zone: the session's own; its times are written as clocks there show them.
        title: what it is called.
        organization: the name of the organization.
        page: the address of the session's page in the portal.
        created_at: when it was booked.
        stamped_at: when anything of this was last changed.
        organizer: who gets the answers of calendars.
        place: where it is.
        join_url: the address of the call.
        cancelled: it will not be.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    organization: str
    page: str
    created_at: datetime
    stamped_at: datetime
    organizer: Person
    place: str = ""
    join_url: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        for moment in (self.starts_at, self.ends_at, self.created_at, self.stamped_at):
            if moment.tzinfo is None:
                raise ValueError("A calendar needs moments, not times without a zone.")

    @property
    def where(self) -> str:
        """The place, or the address of the call where there is no place."""
        return self.place or self.join_url

    @property
    def about(self) -> str:
        """The one sentence that stands in the calendar: where to find the rest. Never what people wrote."""
        return f"This session’s page at {self.organization}: {self.page}"


def uid_of(session_id: UUID, site_url: str) -> str:
    """The name of a session in every calendar."""
    return f"session-{session_id}@{urlsplit(site_url).hostname}"


def session_id_of(uid: str) -> UUID | None:
    """Which session a calendar speaks of; None if it is none of ours. The host does not count: a portal may move."""
    found = UID.fullmatch(uid.strip())
    return UUID(found[1]) if found else None


def is_uid_of(uid: str, site_url: str) -> bool:
    """Whether it is the name of a session of this portal, and not of another one."""
    session_id = session_id_of(uid)
    return session_id is not None and uid.strip().lower() == uid_of(session_id, site_url).lower()
