"""Sessions as calendar files, and answers from calendars. Pure: plain values in, bytes out, no database."""

from programs.scheduling.ical.entry import Attendee, Entry, Person, is_uid_of, session_id_of, uid_of
from programs.scheduling.ical.providers import add_links
from programs.scheduling.ical.reply import BadReply, Reply, read_reply
from programs.scheduling.ical.write import cancellation, feed, file, invitation

__all__ = [
    "Attendee",
    "BadReply",
    "Entry",
    "Person",
    "Reply",
    "add_links",
    "cancellation",
    "feed",
    "file",
    "invitation",
    "is_uid_of",
    "read_reply",
    "session_id_of",
    "uid_of",
]
