"""`manage.py check --deploy` refuses what is meant for one desk only."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

HERE = {"", "localhost", "127.0.0.1", "::1"}
NO_MAIL = ("console", "filebased", "locmem", "dummy")


@register(Tags.security, deploy=True)
def nothing_is_open_to_everybody(app_configs, **kwargs):
    """No demo, no debug pages, no way inside, HTTPS only, mails that reach people and lead back to a public address."""
    site = urlsplit(settings.SITE_URL)
    found = [
        (settings.DEBUG, "DEBUG is on: error pages show what people wrote.", "E001"),
        (settings.DEMO, "DEMO is on: the sign-in page gives the demo's password to everybody.", "E002"),
        (not settings.SECURE_TRANSPORT, "SECURE_TRANSPORT is off: sign-ins travel unencrypted.", "E003"),
        (
            site.scheme != "https" or site.hostname in HERE,
            "SITE_URL is no public https address: links in mails would lead nowhere.",
            "E004",
        ),
        (
            settings.EMAIL_BACKEND.split(".")[-2] in NO_MAIL,
            "No mail leaves this install: set EMAIL_URL, and no MAILBOX_DIR.",
            "E005",
        ),
        ("*" in settings.ALLOWED_HOSTS, "ALLOWED_HOSTS accepts every name.", "E006"),
        (settings.FETCH_ALLOW_LOOPBACK, "FETCH_ALLOW_LOOPBACK lets strangers read what this machine serves.", "E007"),
        (not _can_send(), "The mail provider’s keys are missing: see ANYMAIL_ESP in docs/running.md.", "E008"),
    ]
    return [Error(says, id=f"portal.{number}") for wrong, says, number in found if wrong]


def _can_send() -> bool:
    """Whether the mail backend is there and has what it needs; nothing is sent, and nobody is asked."""
    try:
        get_connection()
    except (ImportError, ImproperlyConfigured):
        return False
    return True
