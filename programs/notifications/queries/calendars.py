"""What a mail does to its reader's calendar, from the sessions as they are when it goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.email import CalendarPart
from programs.notifications.catalogue import CATALOGUE, REQUEST, Message
from programs.notifications.models import Notification
from programs.notifications.queries.subjects import find_engagement
from programs.scheduling.ical import file
from programs.scheduling.links import answer_token
from programs.scheduling.models import SessionPlace
from programs.scheduling.queries import CalendarFile, cancellations_for, invitations_for, sessions_gone_with

ENDED = ("sessions-ended", "sessions-ended-own")


@dataclass(frozen=True)
class Entries:
    """Calendar files of a mail.

    One session is the point of its mail, and mail programs put it into the calendar by themselves. Of several sessions
    each has a file of its own, which people open: a message of this kind may speak of a single one (RFC 5546). One more
    file holds all of them, to be taken into a calendar in one step.

    Args:
        answer: the address at which the reader says whether they come; "" when nobody asks.
    """

    method: str = ""
    part: CalendarPart | None = None
    attachments: Sequence[tuple[str, bytes, str]] = ()
    answer: str = ""

    @property
    def asks(self) -> bool:
        """Whether the files put sessions into the calendar."""
        return self.method == REQUEST


def calendar_of(row: Notification, now: datetime) -> Entries:
    """What goes along with a notification's mail; nothing for most kinds, and for who has no place in the sessions."""
    message = CATALOGUE[row.kind]
    files = _files(row, message, now) if message.calendar else []
    if len(files) > 1:
        return Entries(message.calendar, attachments=_attached(files, all_in_one=message.calendar == REQUEST))
    if not files:
        return Entries()
    place = files[0].place
    asked = place is not None and message.calendar == REQUEST and not message.own
    return Entries(
        message.calendar,
        part=CalendarPart(files[0].content, message.calendar),
        answer=_answer_address(place) if asked else "",
    )


def _files(row: Notification, message: Message, now: datetime) -> list[CalendarFile]:
    membership = row.membership
    membership.organization = row.organization
    if message.calendar == REQUEST:
        return invitations_for(membership, _sessions(row), now, accepted=message.own)
    return cancellations_for(membership, _sessions(row), now)


def _sessions(row: Notification) -> list[UUID]:
    if "session_ids" in row.facts:
        return [UUID(pk) for pk in row.facts["session_ids"]]
    if "session_id" in row.facts:
        return [UUID(row.facts["session_id"])]
    return _gone_with_engagement(row)


def _gone_with_engagement(row: Notification) -> list[UUID]:
    """What was still planned for the reader when the engagement ended, unless they have heard of it before."""
    engagement = find_engagement(row.subject_id)
    if engagement is None or engagement.ended_at is None:
        return []
    if Notification.objects.filter(membership=row.membership, subject_id=engagement.pk, kind__in=ENDED).exists():
        return []
    gone = sessions_gone_with(engagement).filter(places__participation__membership=row.membership_id)
    return list(gone.values_list("pk", flat=True))


def _attached(files: Sequence[CalendarFile], *, all_in_one: bool) -> list[tuple[str, bytes, str]]:
    contents = {f"session-{number}.ics": one.content for number, one in enumerate(files, start=1)}
    if all_in_one:
        contents = {"all-sessions.ics": file(*(one.entry for one in files)), **contents}
    return [(name, content, "application/ics") for name, content in contents.items()]


def _answer_address(place: SessionPlace) -> str:
    token = answer_token(place.pk, place.organization_id)
    return settings.SITE_URL + reverse("session-by-link", kwargs={"token": token})
