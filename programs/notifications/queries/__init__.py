"""Reads of the room: a person's notices, what is true now about their subjects, and how delivery is doing."""

from portal.outbox.queries import parked_events
from programs.notifications.queries.calendars import calendar_of
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
    asked_for_times,
    everybody_in,
    find_engagement,
    find_enrollment,
    find_invitation_accepted_by,
    find_participation,
    find_proposal,
    find_request,
    find_session,
    find_version,
    has_sessions_gone_with,
    leads_of,
    places_in,
    places_in_any,
    sessions_to_join,
    told_of,
)

__all__ = [
    "DeliveryCounts",
    "Notice",
    "asked_for_times",
    "calendar_of",
    "delivery_counts",
    "everybody_in",
    "failed_mails",
    "find_engagement",
    "find_enrollment",
    "find_invitation_accepted_by",
    "find_participation",
    "find_proposal",
    "find_request",
    "find_session",
    "find_version",
    "get_mail",
    "get_notice_for",
    "get_parked_event",
    "has_sessions_gone_with",
    "is_still_true",
    "late_mail_since",
    "leads_of",
    "names_in",
    "notices_for",
    "parked_events",
    "places_in",
    "places_in_any",
    "sessions_to_join",
    "told_of",
    "unread_count",
    "with_words",
]
