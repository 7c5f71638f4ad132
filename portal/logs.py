"""What must not stand in a log."""

import logging
import re

SLASH = "(?:/|%2F)"  # also quoted, behind ?next=
SECRETS = re.compile(
    rf"((?:invitation|answer|evaluation|unsubscribe|calendar{SLASH}[0-9a-f-]{{36}}){SLASH})[^/%?\s\"]+",
    re.IGNORECASE,
)


class HideSecrets(logging.Filter):
    """Django logs the address of every refused request; some addresses open a door by themselves.

    Those are an invitation, links to answer, to questions and to end mails, and the feed of somebody's calendar.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the secrets in it."""
        message = record.getMessage()
        if SECRETS.search(message):
            record.msg, record.args = SECRETS.sub(r"\1…", message), None
        return True
