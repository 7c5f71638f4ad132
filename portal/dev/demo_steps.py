"""The demo inside `.venv`: servers, tables, static files, data, then web, worker and beat until Ctrl-C."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from .bootstrap import LOCK, PROJECT
from .demo import STEPS, chosen_port, say
from .keys import kept_keys
from .processes import Ended, adopt_orphans, listen_for_endings, sweep, undisturbed
from .servers import Busy, ServerProblem, Servers
from .supervisor import Child, Supervisor

DATA = PROJECT / ".data" / "demo"
ANSWER_SECONDS = 60
PASSWORD = "walk-the-path"  # noqa: S105 - the demo's, printed for everybody
SIGN_INS = [
    "admin@harbour.example",
    "manager@harbour.example",
    "mentor@harbour.example",
    "coach@coaches.example",
    "participant@harbour.example",
    "member@harbour.example",
    "sponsor@harbour.example",
    "trainer@harbour.example",
    "admin@northwind.example",
    "operator@cairn.example",
]


class StepFailed(Exception):
    """The message says which step and shows its output."""


@contextlib.contextmanager
def step(number: int, name: str) -> Iterator[None]:
    """A progress line with its seconds."""
    say(f"{number}/{STEPS} {name} ...", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("")
        raise
    say(f" {time.monotonic() - began:.1f} s")


def demo_environment(port: int, servers: Servers) -> dict[str, str]:
    """The settings' contract, filled in for a demo on this machine."""
    own = {
        "DEMO": "1",
        "SECURE_TRANSPORT": "0",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "MAILBOX_DIR": str(DATA / "mail"),
        "STATIC_ROOT": str(DATA / "static"),
        "BEAT_SECONDS": "10",
        "BEAT_SCHEDULE": str(DATA / "beat-schedule"),
        "PYTHONUNBUFFERED": "1",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "DEBUG"}
    return inherited | own | kept_keys(DATA / "keys.env") | servers.environment()


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command; its output."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    with (DATA / "logs" / "steps.log").open("a", encoding="utf-8") as log:
        log.write(f"$ manage.py {' '.join(arguments)}\n{done.stdout}")
    if done.returncode:
        raise StepFailed(f"manage.py {arguments[0]} failed:\n{done.stdout}")
    return done.stdout


def collect_static(environment: dict[str, str]) -> None:
    """Compressing takes seconds, so only when a file or a dependency has changed."""
    mark = hashlib.sha256(LOCK.read_bytes())
    for file in sorted(path for root in ("portal", "accounts", "programs") for path in _static_files(PROJECT / root)):
        status = file.stat()
        mark.update(f"{file.relative_to(PROJECT)} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = DATA / "static" / ".stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == mark.hexdigest():
        return
    manage(environment, "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(mark.hexdigest(), encoding="utf-8")


def _static_files(root: Path) -> Iterator[Path]:
    return (file for folder in root.glob("**/static") for file in folder.glob("**/*") if file.is_file())


def has_command(name: str) -> bool:
    """Is there a management command of that name in the project?"""
    return any(PROJECT.glob(f"[a-z]*/**/management/commands/{name}.py"))


def sign_ins(environment: dict[str, str]) -> str:
    """The table of people to sign in as."""
    if has_command("demo_sign_ins"):
        with contextlib.suppress(StepFailed):
            return manage(environment, "demo_sign_ins").rstrip()
    return "\n".join(f"  {address:<30} {PASSWORD}" for address in SIGN_INS)


def processes(port: int) -> list[Child]:
    """Web, worker and beat, as production runs them, only smaller."""
    python = [sys.executable, "-m"]
    web = ["gunicorn", "portal.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    web += ["--bind", f"127.0.0.1:{port}", "--graceful-timeout", "3", "--no-control-socket"]
    worker = ["celery", "-A", "portal", "worker", "-c", "2", "--loglevel", "WARNING"]
    beat = ["celery", "-A", "portal", "beat", "--loglevel", "WARNING", "--pidfile="]
    commands = {"web": web, "worker": worker, "beat": beat}
    return [Child(name, python + parts, DATA / "logs" / f"{name}.log") for name, parts in commands.items()]


def wait_for_answer(port: int, supervisor: Supervisor) -> None:
    """Until the first page comes."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ANSWER_SECONDS
    problem = "no answer"
    while time.monotonic() < deadline:
        if child := supervisor.dead():
            raise StepFailed(f"{child.name} ended at once:\n{child.tail()}")
        try:
            direct.open(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            raise StepFailed(f"The first page answers {answer.code}; see {DATA / 'logs' / 'web.log'}.") from answer
        except OSError as refused:
            problem = str(refused)
        time.sleep(0.1)
    raise StepFailed(f"The portal did not answer in {ANSWER_SECONDS} s: {problem}.")


def prepare(environment: dict[str, str]) -> None:
    """Tables, static files, data."""
    (DATA / "mail").mkdir(exist_ok=True)
    with step(3, "Tables"):
        manage(environment, "migrate", "--noinput")
    with step(4, "Static files"):
        collect_static(environment)
    with step(5, "Demo data (the first time this takes a while)"):
        if has_command("seed_demo"):
            manage(environment, "seed_demo", "--if-empty")


def serve(port: int, environment: dict[str, str], servers: Servers, began: float) -> int:
    """Run until a signal, or until a part ends by itself."""
    supervisor = Supervisor(processes(port), environment, PROJECT)
    try:
        with step(6, "Web, worker and beat"):
            supervisor.start()
            wait_for_answer(port, supervisor)
        say(f"\nReady after {time.time() - began:.0f} s.\n\n  http://127.0.0.1:{port}/\n")
        say(f"{sign_ins(environment)}\n\nMails are files in .data/demo/mail, logs are in .data/demo/logs.")
        say("Ctrl-C ends everything; what you did stays for the next start.")
        say(f"\n{supervisor.watch(servers.died)}\nEverything else is ended too.")
        return 1
    finally:
        with undisturbed():
            supervisor.stop()
            sweep(spare=servers.pids())


def main(arguments: list[str]) -> int:
    """From the second step on."""
    began = float(arguments[0]) if arguments else time.time()
    adopt_orphans()
    listen_for_endings()
    servers = Servers(DATA, durable=True)
    try:
        port = chosen_port()
        with step(2, "PostgreSQL and Valkey"):
            servers.__enter__()
        environment = demo_environment(port, servers)
        prepare(environment)
        return serve(port, environment, servers, began)
    except Ended:
        say("\nEnding ...")
        return 0
    except Busy:
        say("A demo of this folder is already running: end it first.")
        return 1
    except (ServerProblem, StepFailed) as problem:
        say(str(problem))
        return 1
    finally:
        with undisturbed():
            sweep(spare=servers.pids())
            servers.close()
            sweep()
            say("All processes have ended.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
