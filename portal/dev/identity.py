"""PostgreSQL refuses to run as root. When root starts the demo, the server runs as `nobody`.

The project may lie where `nobody` cannot go, /root for example. Opening such folders to everybody would
outlive the demo, so the server process gets one capability instead, to pass closed folders; it ends with the
process.
"""

from __future__ import annotations

import ctypes
import os
import pwd
from collections.abc import Callable
from pathlib import Path

PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 4  # also makes access(2) honour the capability, which PostgreSQL asks for its own files
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    ]


def server_uid(cluster: Path) -> int | None:
    """The user the server runs as when we are root: the cluster's owner or nobody. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and cluster.stat().st_uid != 0:
        return cluster.stat().st_uid
    return pwd.getpwnam("nobody").pw_uid


def passable(path: Path) -> bool:
    """May everybody reach `path`?"""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def become(uid: int, paths: list[Path]) -> Callable[[], None]:
    """For `preexec_fn`: drop from root to `uid`; one capability is kept if a folder on the way is closed."""
    gid = pwd.getpwuid(uid).pw_gid
    keep = not all(passable(path) for path in paths)
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        if keep:
            libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
        if keep:
            bit = 1 << CAP_DAC_OVERRIDE
            data = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
            libc.capset(ctypes.byref(_Header(CAPABILITY_VERSION_3, 0)), ctypes.byref(data))
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)

    return prepare
