"""Reads of the room: a person's notices, what is true now about their subjects, and how delivery is doing."""

from portal.outbox.queries import parked_events
from programs.notifications.queries.delivery import (
    DeliveryCounts,
    delivery_counts,
    failed_mails,
    get_mail,
    get_parked_event,
    late_mail_since,
)
from programs.notifications.queries.notices import (
    Notice,
    get_notice_for,
    names_in,
    notices_for,
    unread_count,
    with_words,
)
from programs.notifications.queries.present import is_still_true
from programs.notifications.queries.subjects import (
    asked_by,
    everybody_in,
    find_engagement,
    find_enrollment,
    find_invitation_accepted_by,
    find_participation,
    find_poll,
    find_request,
    find_session,
    find_sessions_as_told,
    find_version,
    leads_of,
    places_in,
    places_in_any,
)

__all__ = [
    "DeliveryCounts",
    "Notice",
    "asked_by",
    "delivery_counts",
    "everybody_in",
    "failed_mails",
    "find_engagement",
    "find_enrollment",
    "find_invitation_accepted_by",
    "find_participation",
    "find_poll",
    "find_request",
    "find_session",
    "find_sessions_as_told",
    "find_version",
    "get_mail",
    "get_notice_for",
    "get_parked_event",
    "is_still_true",
    "late_mail_since",
    "leads_of",
    "names_in",
    "notices_for",
    "parked_events",
    "places_in",
    "places_in_any",
    "unread_count",
    "with_words",
]
