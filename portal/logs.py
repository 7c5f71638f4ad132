"""What must not stand in a log."""

import logging
import re

SECRETS = re.compile(r"(invitation(?:/|%2F))[^/%?\s\"]+", re.IGNORECASE)  # also quoted, behind ?next=


class HideSecrets(logging.Filter):
    """Django logs the address of every refused request; the one of an invitation opens a door."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the secrets in it."""
        message = record.getMessage()
        if SECRETS.search(message):
            record.msg, record.args = SECRETS.sub(r"\1…", message), None
        return True
