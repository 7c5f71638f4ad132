"""Writes of the room: tell people, mark as read, send what is due."""

from programs.notifications.actions.channels import (
    choose_mail,
    save_channels,
)
from programs.notifications.actions.delivery import (
    retry_event,
    send_again,
    send_all_again,
    send_test_mail,
)
from programs.notifications.actions.digests import (
    send_due_digests,
)
from programs.notifications.actions.reading import (
    mark_all_read,
    mark_read,
)
from programs.notifications.actions.reminding import (
    remind_of_sessions,
)
from programs.notifications.actions.returns import (
    start_mails_again,
    take_back,
    use_address_again,
)
from programs.notifications.actions.sending import (
    send_due_mail,
)
from programs.notifications.actions.telling import (
    tell,
)

__all__ = [
    "choose_mail",
    "mark_all_read",
    "mark_read",
    "remind_of_sessions",
    "retry_event",
    "save_channels",
    "send_again",
    "send_all_again",
    "send_due_digests",
    "send_due_mail",
    "send_test_mail",
    "start_mails_again",
    "take_back",
    "tell",
    "use_address_again",
]
