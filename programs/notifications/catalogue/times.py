"""How times are found: polls, and series of sessions."""

from programs.notifications.catalogue.message import CANCEL, REQUEST, Message

SERIES = {
    "link": "scheduling:series-detail",
    "fact": "series_id",
    "button": "Open the series",
    "topic": "sessions",
}
IN_SERIES = {"who": "have a place in these sessions", "calendar": REQUEST, **SERIES}
WAS_IN_SERIES = {"who": "had a place in these sessions", "calendar": CANCEL, **SERIES}
POLL = {"who": "sit in these sessions", "link": "scheduling:poll-detail", "fact": "poll_id", "topic": "times"}

TIMES: dict[str, Message] = {
    # Polls: everybody who sits in the sessions and has not answered yet.
    "poll-opened": Message(
        name="Somebody asks which time suits",
        sentence="{by} looks for a time for {title}: which times suit you? Answer until {closes}.",
        subject="Which time suits you? {title}",
        more="It takes a minute. Everybody in the sessions sees what you answer, and you can change it until then.",
        button="Answer",
        **POLL,
    ),
    "poll-chased": Message(
        name="Somebody has not said yet which time suits",
        sentence="Your answer is missing: {by} looks for a time for {title}. Answer until {closes}.",
        subject="Your answer is missing: a time for {title}",
        more="Without it, a time is chosen that may not suit you.",
        button="Answer",
        **POLL,
    ),
    # Who opened the poll, and who leads.
    "poll-closed": Message(
        name="A poll takes no more answers",
        sentence="The answers are in: book the time that suits most for {title}.",
        subject="Choose a time for {title}",
        button="See the answers",
        **POLL,
    ),
    # Everybody but who dropped it.
    "poll-dropped": Message(
        name="A poll was dropped",
        sentence="{by} dropped the poll about a time for {title}. Nothing was booked.",
        subject="No time was chosen for {title}",
        button="See the poll",
        **POLL,
    ),
    # Series: everybody who has a place in one of its sessions, once for all of them. `-own` is for who did it.
    "series-scheduled": Message(
        name="A series of sessions was booked",
        sentence="{by} booked {count} sessions of {title}, {rule}. The first is on {when}, the last on {last}.{clash}",
        subject="{count} new sessions of {title}",
        more="If you can’t come to one of them, say so on its page.",
        **IN_SERIES,
    ),
    "series-scheduled-own": Message(
        name="A series of sessions was booked, to who booked it",
        sentence="You booked {count} sessions of {title}, {rule}. The first is on {when}, the last on {last}.",
        subject="Booked: {count} sessions of {title}",
        own=True,
        **IN_SERIES,
    ),
    "series-moved": Message(
        name="Sessions of a series were moved",
        sentence="{count} sessions of {title} have new times. The first is now on {when}; before, it was {was}. "
        "The last is on {last}.{clash}",
        subject="New times: {count} sessions of {title}",
        more="Topics and notes stay with them.",
        **IN_SERIES,
    ),
    "series-moved-own": Message(
        name="Sessions of a series were moved, to who moved them",
        sentence="You moved {count} sessions of {title}. The first is now on {when}; before, it was {was}. "
        "The last is on {last}.",
        subject="Moved: {count} sessions of {title}",
        own=True,
        **IN_SERIES,
    ),
    "series-place-changed": Message(
        name="Sessions of a series have another place or call",
        sentence="{count} sessions of {title} are in another place or call, at their times as before. "
        "The first is on {when}.",
        subject="New place: {count} sessions of {title}",
        more="Their pages and your calendar say where.",
        **IN_SERIES,
    ),
    "series-place-changed-own": Message(
        name="Sessions of a series have another place or call, to who changed it",
        sentence="You changed the place or call of {count} sessions of {title}. The first is on {when}, as before.",
        subject="New place: {count} sessions of {title}",
        own=True,
        **IN_SERIES,
    ),
    "series-cancelled": Message(
        name="Sessions of a series were cancelled",
        sentence="{count} sessions of {title} are cancelled. The first was planned for {when}, the last for {last}.",
        subject="Cancelled: {count} sessions of {title}",
        more="The times are free again. Topics wait for the next session.",
        **WAS_IN_SERIES,
    ),
    "series-cancelled-own": Message(
        name="Sessions of a series were cancelled, to who cancelled them",
        sentence="You cancelled {count} sessions of {title}. The first was planned for {when}, the last for {last}.",
        subject="Cancelled: {count} sessions of {title}",
        own=True,
        **WAS_IN_SERIES,
    ),
}
