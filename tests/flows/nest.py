"""Django and Celery loaded once; real workers, beats and others are forked on demand: `python -m tests.flows.nest`.

Reads a JSON list of words from each line of its input, forks a process in a group of its own for it, and answers with
its id. Forking takes a moment where a fresh start takes seconds, so a test can kill as often as it likes.
"""

import json
import os
import signal
import sys
import traceback
from importlib import import_module

import django

django.setup()

from portal.celery import app  # noqa: E402 - Django must be set up first


def run(words: list[str]) -> None:
    """Be a process of Celery, or call a function of the tests with the words as its arguments."""
    if words[0] in ("worker", "beat"):
        app.worker_main(words) if words[0] == "worker" else app.start(words)
        return
    module, _, name = words[0].rpartition(".")
    getattr(import_module(module), name)(*words[1:])


def fork(words: list[str]) -> int:
    """The id of the new process, which leads a group of its own."""
    if child := os.fork():
        return child
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        run(words)
        code = 0
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:
        traceback.print_exc()
    os._exit(code)


def main() -> None:
    """Fork until the input ends."""
    app.loader.import_default_modules()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        print(fork(json.loads(line)), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
