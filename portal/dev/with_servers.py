"""`python -m portal.dev.with_servers FOLDER -- COMMAND ARGUMENTS...`: run it with test servers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from .keys import new_keys
from .processes import Ended, adopt_orphans, die_with_parent, listen_for_endings, stop, sweep, undisturbed
from .servers import Busy, ServerProblem, Servers

FOLDERS = 9


def open_servers(folder: Path) -> Servers:
    """Servers in `folder`, or beside it when another run is at work there: FOLDER-2, FOLDER-3..."""
    for number in range(1, FOLDERS + 1):
        place = folder if number == 1 else folder.with_name(f"{folder.name}-{number}")
        try:
            return Servers(place, durable=False).__enter__()
        except Busy:
            continue
    raise ServerProblem(f"{FOLDERS} runs are at work in {folder} already.")


def command_environment(servers: Servers) -> dict[str, str]:
    """What the command sees: the servers, keys made for this run, and neither DEBUG nor the demo."""
    unwanted = {"DEBUG", "DEMO", "MAILBOX_DIR"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    return environment | new_keys("test") | {"STATIC_MANIFEST": "0"} | servers.environment()


def run(servers: Servers, command: list[str]) -> int:
    """The command's exit code; a signal to us is passed on to it."""
    # The same process group as ours: Ctrl-C reaches it directly and a debugger can read the terminal.
    tie = die_with_parent(signal.SIGTERM)
    process = subprocess.Popen(command, env=command_environment(servers), preexec_fn=tie)
    try:
        code = process.wait()
    except Ended as ended:
        with undisturbed():
            from_terminal = ended.number == signal.SIGINT and os.isatty(0)
            stop(process, [(0 if from_terminal else ended.number, 8), (signal.SIGTERM, 4)])
        return 128 + ended.number
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    """Parse, start, run, stop."""
    if len(arguments) < 3 or arguments[1] != "--":
        print(__doc__, file=sys.stderr)
        return 2
    adopt_orphans()
    listen_for_endings()
    servers = None
    try:
        servers = open_servers(Path(arguments[0]))
        return run(servers, arguments[2:])
    except ServerProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except FileNotFoundError as problem:
        print(f"The command was not found: {problem.filename}", file=sys.stderr)
        return 127
    except Ended as ended:
        return 128 + ended.number
    finally:
        with undisturbed():
            if servers:
                sweep(spare=servers.pids())
                servers.close()
            sweep()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
