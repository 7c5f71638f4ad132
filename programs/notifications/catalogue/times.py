"""How times are found: proposals, series, polls and calendars."""

from programs.notifications.catalogue.message import Message

TIMES: dict[str, Message] = {}
