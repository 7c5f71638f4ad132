"""Settings of the real worker and beat in test_delivery.py: short leases, and a mail server that takes its time."""

import os

from portal.settings import *  # noqa: F403 - the portal's own settings, with three changes

LEASE_SECONDS = int(os.environ["LEASE_SECONDS"])
EMAIL_BACKEND = "tests.flows.slow_mailbox.EmailBackend"
SLOW_MAILBOX_SECONDS = float(os.environ["SLOW_MAILBOX_SECONDS"])
