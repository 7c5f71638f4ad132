"""Sessions: everybody who has a place in them."""

from programs.notifications.catalogue.message import Message

SESSION = {"link": "scheduling:session-detail", "fact": "session_id", "button": "Open the session"}
BUSY = "You are entered as not coming. If you move the other one, say on the page of this session that you come."

SESSIONS = {
    # Sessions: everybody who has a place in them; not the one who booked.
    "session-scheduled": Message(
        name="A session was booked",
        who="have a place in this session",
        sentence="{by} booked a session of {title}: {when}.",
        subject="New session of {title}",
        more="If you can’t come, say so on its page.",
        **SESSION,
    ),
    "session-moved": Message(
        name="A session was moved",
        who="have a place in this session",
        sentence="The session of {title} has a new time: {when}. Before, it was {was}.",
        subject="New time: session of {title}",
        more="Topics and notes stay with it.",
        **SESSION,
    ),
    # The same, to a learner who has another session then.
    "session-scheduled-busy": Message(
        name="A session was booked when a learner is busy",
        who="have a place in this session",
        sentence="{by} booked a session of {title}: {when}. You have another session then.",
        subject="New session of {title}, when you have another one",
        more=BUSY,
        **SESSION,
    ),
    "session-moved-busy": Message(
        name="A session was moved to when a learner is busy",
        who="have a place in this session",
        sentence="The session of {title} has a new time: {when}. You have another session then. Before, it was {was}.",
        subject="New time, when you have another one: session of {title}",
        more=BUSY,
        **SESSION,
    ),
    "session-cancelled": Message(
        name="A session was cancelled",
        who="had a place in this session",
        sentence="The session of {title} is cancelled. It was planned for {when}.",
        subject="Cancelled: session of {title}",
        more="The time is free again. Topics wait for the next session.",
        **SESSION,
    ),
    # Not those who said that they can't come.
    "session-reminder": Message(
        name="Reminder of a session",
        who="have a place in this session",
        sentence="Your session of {title}: {when}.",
        subject="{begins}: session of {title}",
        **SESSION,
    ),
}
