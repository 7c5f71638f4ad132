"""How times are found: proposals, series, polls and calendars."""

from programs.notifications.catalogue.message import Message

SERIES = {"link": "scheduling:series-detail", "fact": "series_id", "button": "Open the series"}
POLL = {"who": "sit in these sessions", "link": "scheduling:poll-detail", "fact": "poll_id"}

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
    # Series: everybody who has a place in one of its sessions, once for all of them; not the one who did it.
    "series-scheduled": Message(
        name="A series of sessions was booked",
        who="have a place in these sessions",
        sentence="{by} booked {count} sessions of {title}, {rule}. The first is on {when}, the last on {last}.{clash}",
        subject="{count} new sessions of {title}",
        more="If you can’t come to one of them, say so on its page.",
        **SERIES,
    ),
    "series-moved": Message(
        name="Sessions of a series were moved",
        who="have a place in these sessions",
        sentence="{count} sessions of {title} have new times. The first is now on {when}; before, it was {was}. "
        "The last is on {last}.{clash}",
        subject="New times: {count} sessions of {title}",
        more="Topics and notes stay with them.",
        **SERIES,
    ),
    "series-cancelled": Message(
        name="Sessions of a series were cancelled",
        who="had a place in these sessions",
        sentence="{count} sessions of {title} are cancelled. The first was planned for {when}, the last for {last}.",
        subject="Cancelled: {count} sessions of {title}",
        more="The times are free again. Topics wait for the next session.",
        **SERIES,
    ),
}
