"""PostgreSQL and a Redis-protocol server for demo and tests, embedded unless the environment names others."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from . import roles
from .postgres import SUPERUSER, Postgres, ServerProblem
from .processes import undisturbed
from .valkey import Valkey

MARKER = ".cairn-data"


class Busy(ServerProblem):
    """Another run uses this folder."""


def claim_folder(folder: Path) -> IO[str]:
    """Make the folder ours, or find that it is, and lock it. The lock ends with this process."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise ServerProblem(f"{folder} has files that Cairn did not make: choose another folder.")
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    lock = (folder / MARKER).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        lock.close()
        raise Busy(f"{folder} is in use by another run.") from problem
    return lock


class Servers:
    """A context: inside it the servers run, `environment()` says where."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = Path(folder).resolve()
        self.durable = durable
        self.lock: IO[str] | None = None
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        self._environment: dict[str, str] = {}

    def __enter__(self) -> Servers:
        self.lock = claim_folder(self.folder)
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def environment(self) -> dict[str, str]:
        """DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL for the portal's processes."""
        return dict(self._environment)

    def pids(self) -> set[int]:
        """The servers' own processes."""
        parts = [part.process for part in (self.postgres, self.valkey) if part]
        return {process.pid for process in parts if process}

    def died(self) -> str:
        """The name of a server that ended by itself, or nothing."""
        for name, part in (("PostgreSQL", self.postgres), ("Valkey", self.valkey)):
            if part and part.process and part.process.poll() is not None:
                return name
        return ""

    def close(self) -> None:
        """Stop what was started and let the folder go."""
        with undisturbed():
            for part in (self.valkey, self.postgres):
                if part:
                    part.stop()
            if self.lock:
                self.lock.close()
                self.lock = None

    def _start(self) -> None:
        redis_url = os.environ.get("REDIS_URL")
        if not redis_url:
            self.valkey = Valkey(self.folder, durable=self.durable)
            self.valkey.start()
            redis_url = self.valkey.url
        self._environment = {**self._database_urls(), "REDIS_URL": redis_url}

    def _database_urls(self) -> dict[str, str]:
        given, owner = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
        if given and owner:
            return {"DATABASE_URL": given, "DATABASE_OWNER_URL": owner}
        if given:
            return roles.external_urls(given)
        self.postgres = Postgres(self.folder, durable=self.durable)
        self.postgres.start()
        roles.prepare(self.postgres.url(SUPERUSER, "postgres"))
        return {
            "DATABASE_URL": self.postgres.url(roles.APP, roles.DATABASE),
            "DATABASE_OWNER_URL": self.postgres.url(roles.OWNER, roles.DATABASE),
        }
