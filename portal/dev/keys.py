"""The demo's secrets: made once, kept in a file that only its owner reads."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path


def new_keys(name: str) -> dict[str, str]:
    """A signing key, and a key that wraps the organizations' data keys."""
    wrapping = base64.b64encode(secrets.token_bytes(32)).decode()
    return {"SECRET_KEY": secrets.token_urlsafe(50), "CAIRN_KEYS": f"{name}:{wrapping}"}


def kept_keys(path: Path) -> dict[str, str]:
    """Read the file, or make it. Losing it means losing the confidential text of the demo's database."""
    if not path.exists():
        text = "".join(f"{name}={value}\n" for name, value in new_keys("demo").items())
        # Written under another name and then moved: a file that exists is a whole file.
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        part.rename(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
