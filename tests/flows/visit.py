"""Somebody who uses the portal, as another process would serve it."""

import time
from pathlib import Path

from django.test import Client

from accounts.models import User

PATIENCE = 5  # seconds that a person waits for a page


def walk(email: str, told: str, step: str) -> None:
    """Try a wrong password, then, signed in, look at home and take a step that others are told of.

    Args:
        told: a file for what came back: address and status, and "late" if nobody would have waited for it.
        step: the address to which a form is sent.
    """
    client = Client()
    lines = [_ask(client, "post", "/accounts/login/", {"login": email, "password": "a wrong guess"})]
    client.force_login(User.objects.get(email=email))
    lines += [_ask(client, "get", "/o/harbour/"), _ask(client, "post", step)]
    part = Path(told).with_suffix(".part")
    part.write_text("\n".join(lines))
    part.rename(told)


def _ask(client: Client, method: str, path: str, values: dict | None = None) -> str:
    began = time.monotonic()
    answer = getattr(client, method)(path, values or {}, secure=True, headers={"host": "localhost"})
    return f"{path} {answer.status_code}{'' if time.monotonic() - began < PATIENCE else ' late'}"
