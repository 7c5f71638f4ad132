"""What must not stand in a log."""

import logging
import re

INVITATION = re.compile(r"(invitation(?:/|%2F))[^/%?\s\"]+", re.IGNORECASE)


class HideInvitations(logging.Filter):
    """Whoever has the token of an invitation can accept it, so lines with its address show the address only."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without a token in its message."""
        line = record.getMessage()
        hidden = INVITATION.sub(r"\1…", line)
        if hidden != line:
            record.msg, record.args = hidden, None
        return True
