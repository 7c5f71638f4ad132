"""How times are found: proposals, series, polls and calendars."""

from programs.notifications.catalogue.message import Message

SERIES = {"link": "scheduling:series-detail", "fact": "series_id", "button": "Open the series"}

TIMES: dict[str, Message] = {
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
