"""Sessions: everybody who has a place in them. What ends with `-own` is for whoever did it, for their calendar."""

from programs.notifications.catalogue.message import CANCEL, ENGAGEMENT, REQUEST, Message

SESSION = {"link": "scheduling:session-detail", "fact": "session_id", "button": "Open the session"}
TOPIC = {"topic": "sessions"}
IN_IT = {"who": "have a place in this session", "calendar": REQUEST, **SESSION, **TOPIC}
WAS_IN_IT = {"who": "had a place in this session", "calendar": CANCEL, **SESSION, **TOPIC}
BUSY = "You are entered as not coming. If you move the other one, say on the page of this session that you come."

SESSIONS = {
    "session-scheduled": Message(
        name="A session was booked",
        sentence="{by} booked a session of {title}: {when}.",
        subject="New session of {title}",
        **IN_IT,
    ),
    "session-scheduled-own": Message(
        name="A session was booked, to who booked it",
        sentence="You booked a session of {title}: {when}.",
        subject="Booked: session of {title}",
        own=True,
        **IN_IT,
    ),
    "session-moved": Message(
        name="A session was moved",
        sentence="The session of {title} has a new time: {when}. Before, it was {was}.",
        subject="New time: session of {title}",
        more="Topics and notes stay with it.",
        **IN_IT,
    ),
    # A zone changed its rules.
    "session-kept-wall-time": Message(
        name="A session stays at its time of day although a zone changed its rules",
        sentence="The rules of the clock have changed. The session of {title} stays at the agreed time: {when}.",
        subject="Same time of day, new clock rules: session of {title}",
        more="If it does not suit you any more, move it on its page.",
        **IN_IT,
    ),
    "session-lost-wall-time": Message(
        name="A session could not stay at its time of day",
        sentence="The rules of the clock have changed: the session of {title} is now at {when}, not as agreed."
        " Somebody has another session then.",
        subject="It needs a new time: session of {title}",
        more="Move it on its page, or keep it where it is.",
        **IN_IT,
    ),
    "session-moved-own": Message(
        name="A session was moved, to who moved it",
        sentence="You moved the session of {title}: {when}. Before, it was {was}.",
        subject="Moved: session of {title}",
        own=True,
        **IN_IT,
    ),
    # The same, to a learner who has another session then.
    "session-scheduled-busy": Message(
        name="A session was booked when a learner is busy",
        sentence="{by} booked a session of {title}: {when}. You have another session then.",
        subject="New session of {title}, when you have another one",
        more=BUSY,
        **IN_IT,
    ),
    "session-moved-busy": Message(
        name="A session was moved to when a learner is busy",
        sentence="The session of {title} has a new time: {when}. You have another session then. Before, it was {was}.",
        subject="New time, when you have another one: session of {title}",
        more=BUSY,
        **IN_IT,
    ),
    "session-place-changed": Message(
        name="A session has another place or call",
        sentence="The session of {title} is in another place or call: {when}, as before.",
        subject="New place: session of {title}",
        more="Its page and your calendar say where.",
        **IN_IT,
    ),
    "session-place-changed-own": Message(
        name="A session has another place or call, to who changed it",
        sentence="You changed the place or call of the session of {title}: {when}, as before.",
        subject="New place: session of {title}",
        own=True,
        **IN_IT,
    ),
    "session-cancelled": Message(
        name="A session was cancelled",
        sentence="The session of {title} is cancelled. It was planned for {when}.",
        subject="Cancelled: session of {title}",
        more="The time is free again. Topics wait for the next session.",
        **WAS_IN_IT,
    ),
    "session-cancelled-own": Message(
        name="A session was cancelled, to who cancelled it",
        sentence="You cancelled the session of {title}. It was planned for {when}.",
        subject="Cancelled: session of {title}",
        own=True,
        **WAS_IN_IT,
    ),
    # Somebody joins or leaves while sessions are planned: what calendars need to know.
    "session-joined": Message(
        name="A planned session, to somebody who joined",
        sentence="You have a place in this session of {title}: {when}.",
        subject="Session of {title}",
        **IN_IT,
    ),
    "sessions-joined": Message(
        name="Planned sessions, to somebody who joined",
        who="have a place in these sessions",
        sentence="You have a place in the {count} planned sessions of {title}. The next one is on {when}.",
        subject="{count} sessions of {title}",
        link=ENGAGEMENT,
        fact="engagement_id",
        button="Open {title}",
        calendar=REQUEST,
        **TOPIC,
    ),
    "sessions-left": Message(
        name="Planned sessions, to somebody who left",
        who="had a place in these sessions",
        sentence="You have no place in {title} any more, so {planned} taken out of your calendar.",
        subject="Out of your calendar: sessions of {title}",
        link="scheduling:calendar",
        fact="",
        button="Open your calendar",
        calendar=CANCEL,
        **TOPIC,
    ),
    # The engagement comes to its end, and people look back: they hear once of all that was planned.
    "sessions-ended": Message(
        name="Planned sessions were cancelled at the end",
        who="had a place in these sessions",
        sentence="{title} comes to its end, so {planned} cancelled.",
        subject="Cancelled: sessions of {title}",
        link=ENGAGEMENT,
        fact="engagement_id",
        button="Open {title}",
        calendar=CANCEL,
        **TOPIC,
    ),
    "sessions-ended-own": Message(
        name="Planned sessions were cancelled at the end, to who ended it",
        who="had a place in these sessions",
        sentence="You brought {title} to its end, so {planned} cancelled.",
        subject="Cancelled: sessions of {title}",
        link=ENGAGEMENT,
        fact="engagement_id",
        button="Open {title}",
        calendar=CANCEL,
        own=True,
        **TOPIC,
    ),
    # Not those who said that they can't come.
    "session-reminder": Message(
        name="Reminder of a session",
        who="have a place in this session",
        sentence="Your session of {title}: {when}.",
        subject="{begins}: session of {title}",
        **SESSION,
        topic="reminders",
    ),
}
