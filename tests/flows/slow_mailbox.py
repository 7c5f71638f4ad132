"""Mails as files, each written in one go after a moment, as a mail server would take it."""

import os
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def send_messages(self, messages) -> int:
        for message in messages:
            time.sleep(settings.SLOW_MAILBOX_SECONDS)
            name = Path(settings.EMAIL_FILE_PATH) / uuid4().hex
            name.with_suffix(".part").write_bytes(message.message().as_bytes())
            os.rename(name.with_suffix(".part"), name.with_suffix(".eml"))
        return len(messages)
