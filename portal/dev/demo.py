"""`make demo`: the first step, which any Python 3 can take; the rest runs inside `.venv`, in `demo_steps`."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time

from .bootstrap import PROJECT, VENV_PYTHON, Unsuitable, ensure_environment, enter_environment

DEFAULT_PORT = 8000
STEPS = 6
PATIENCE = 3  # seconds in which a demo that was just ended gives its port back


def say(text: str, end: str = "\n") -> None:
    """Print at once, in a pipe too; a terminal that was closed must not keep us from ending in order."""
    with contextlib.suppress(OSError):
        print(text, end=end, flush=True)


def chosen_port() -> int:
    """PORT from the environment."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Unsuitable(f"PORT is {text!r}, but a port is a number from 1 to 65535.")
    return int(text)


def port_is_free(port: int) -> bool:
    """Could a web server listen there?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Unsuitable(f"Port {port} needs more rights than you have: PORT=8080 make demo.") from None
        except OSError:
            return False
    return True


def require_port(port: int) -> None:
    """Say clearly when another program has the port."""
    deadline = time.monotonic() + PATIENCE
    while not port_is_free(port):
        if time.monotonic() > deadline:
            other = port + 1 if port < 65535 else port - 1
            raise Unsuitable(
                f"Port {port} of 127.0.0.1 is taken by another program, perhaps by a demo that still runs. "
                f"End it, or choose another port: PORT={other} make demo"
            )
        time.sleep(0.2)


def main() -> int:
    """Check what can fail early, make the environment, go on inside it."""
    began = time.monotonic()
    try:
        require_port(chosen_port())
        note = "" if VENV_PYTHON.exists() else " (the first time this installs the dependencies: a minute or two)"
        say(f"1/{STEPS} Environment{note} ...", end="")
        ensure_environment()
        say(f" {time.monotonic() - began:.1f} s")
    except Unsuitable as problem:
        say(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        say("\nEnded.")
        return 130
    enter_environment("portal.dev.demo_steps", [str(time.time() - (time.monotonic() - began))])
    return 0


if __name__ == "__main__":
    os.chdir(PROJECT)
    sys.exit(main())
