"""Who books the sessions of an engagement, in the words of those who may not."""

from programs.engagements.models import Engagement, Participation
from programs.scheduling.permissions import books_sessions, sits_in_sessions

Role = Participation.Role
BOOKS = {  # by the role of who asks
    Role.MENTEE: "Your mentor books",
    Role.CLIENT: "Your coach books",
    Role.LEARNER: "Your trainer books",
    Role.MENTOR: "The mentees book",
    Role.COACH: "Your client books",
}
OVER = "This has come to its end, so no session can be booked here any more."
NOT_YOURS_TO_LOG = "Sessions that took place are written down here by the people who book them, as long as it runs."
NOT_YOURS_TO_READ = "Here you do not read who came, so sessions are written down by those who do."
NOT_YOURS = "Sessions here are booked by others."


def who_books(place: Participation | None, engagement: Engagement) -> str:
    """Why somebody in the sessions finds no button: "Your mentor books the sessions of this program."

    Returns:
        "" for those who do book, and for those who have no place in the sessions.
    """
    if not sits_in_sessions(place, engagement) or books_sessions(place, engagement):
        return ""
    return f"{BOOKS[place.role]} the sessions of this program."


def why_not_book(place: Participation | None, engagement: Engagement) -> str:
    """Why this person cannot book a session here now, or "" if they can."""
    if not books_sessions(place, engagement):
        return who_books(place, engagement) or NOT_YOURS
    return "" if engagement.still_meets else OVER
