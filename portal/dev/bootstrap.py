"""Make `.venv` and keep it equal to `requirements.lock`. Standard library only: nothing is installed yet."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCK = PROJECT / "requirements.lock"
STAMP = PROJECT / ".data" / "environment.stamp"
OLDEST = (3, 11)
NEWEST_TRIED = 15

PROBE = "import sys, venv, ensurepip; sys.exit(0 if sys.version_info[:2] >= (3, 11) else 1)"

# Runs inside .venv: is every line of the lock that applies here installed in exactly that version?
SATISFIED = """
import sys
from importlib.metadata import PackageNotFoundError, version
from pip._vendor.packaging.requirements import Requirement
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.strip().rstrip("\\\\").strip()
    if not line or line.startswith(("#", "--")):
        continue
    need = Requirement(line)
    if need.marker and not need.marker.evaluate():
        continue
    try:
        if not need.specifier.contains(version(need.name), prereleases=True):
            sys.exit(1)
    except PackageNotFoundError:
        sys.exit(1)
"""


class Unsuitable(Exception):
    """The machine lacks something; the message is the sentence to show."""


def find_python() -> str:
    """A Python that is new enough and can make virtual environments."""
    names = [sys.executable, "python3"]
    names += ["python3.%d" % minor for minor in range(NEWEST_TRIED, OLDEST[1] - 1, -1)]  # noqa: UP031 - old Pythons read this
    for name in names:
        path = shutil.which(name)
        # A pyenv shim may be found and still not run, hence the trial.
        if path and subprocess.run([path, "-c", PROBE], capture_output=True, check=False).returncode == 0:
            return path
    raise Unsuitable(
        "Cairn needs Python 3.11 or newer with its venv module. On Debian or Ubuntu: "
        "apt-get install python3 python3-venv; elsewhere see https://www.python.org/downloads/."
    )


def environment_mark() -> str:
    """What the stamp holds: the lock's hash and which environment it was installed into."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    made = (VENV / "pyvenv.cfg").stat()
    return f"{lock} {made.st_ino} {made.st_mtime_ns}"


def works(python: Path) -> bool:
    """Does this interpreter start? A copied or moved environment may not."""
    try:
        return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Create `.venv`, or create it anew when its interpreter is gone."""
    if VENV_PYTHON.exists() and works(VENV_PYTHON):
        return
    if VENV.is_symlink():
        raise Unsuitable(f"{VENV.name} is a link to an environment that does not start: remove the link and try again.")
    subprocess.run([find_python(), "-m", "venv", "--clear", str(VENV)], check=True)


def install() -> None:
    """Install exactly the lock: every file's hash is checked, nothing is built on this machine."""
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    done = subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=False)
    if done.returncode:
        raise Unsuitable("The locked dependencies could not be installed; what pip said stands above.")


def satisfied() -> bool:
    """Is the lock already installed, whoever did it?"""
    command = [str(VENV_PYTHON), "-c", SATISFIED, str(LOCK)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def ensure_environment() -> None:
    """Leave `.venv` equal to the lock; costs a few milliseconds when nothing changed."""
    if VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == environment_mark():
        return
    make_environment()
    if not satisfied():
        install()
    STAMP.parent.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(environment_mark(), encoding="utf-8")


def enter_environment(module: str, arguments: list[str]) -> None:
    """Go on as `module` inside `.venv`, in the same process, so that signals keep their target."""
    os.chdir(PROJECT)
    sys.stdout.flush()
    os.execv(str(VENV_PYTHON), [str(VENV_PYTHON), "-m", module, *arguments])


def main() -> int:
    """`python -m portal.dev.bootstrap`: only the environment."""
    try:
        ensure_environment()
    except Unsuitable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
