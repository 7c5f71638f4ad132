"""The runner of the demo and the tests: its promises, without Django's database."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.dev import bootstrap, demo
from portal.dev.keys import kept_keys
from portal.dev.processes import runs_in
from portal.dev.servers import Busy, ServerProblem, claim_folder

PROJECT = Path(__file__).resolve().parent.parent.parent
# A given server replaces the embedded ones; here stand-ins, so that no server needs to start.
GIVEN = {"DATABASE_URL": "dbname=a", "DATABASE_OWNER_URL": "dbname=b", "REDIS_URL": "redis://127.0.0.1:1/0"}


def with_servers(folder: Path, *command: str) -> list[str]:
    return [sys.executable, "-m", "portal.dev.with_servers", str(folder), "--", *command]


def test_keys_are_made_once_and_stay(tmp_path):
    path = tmp_path / "keys.env"
    first = kept_keys(path)
    assert set(first) == {"SECRET_KEY", "CAIRN_KEYS"}
    assert first["CAIRN_KEYS"].startswith("demo:")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_keys(path) == first


def test_command_gets_servers_and_keys_and_its_exit_code_comes_back(tmp_path):
    code = (
        "import os, sys; e = os.environ; "
        "assert e['DATABASE_URL'] == 'dbname=a' and e['SECRET_KEY'] and e['CAIRN_KEYS'].startswith('test:'); "
        "assert e['STATIC_MANIFEST'] == '0' and 'DEBUG' not in e; sys.exit(7)"
    )
    command = with_servers(tmp_path / "data", sys.executable, "-c", code)
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | GIVEN | {"DEBUG": "1"}, timeout=30, check=False)
    assert done.returncode == 7


def test_unknown_command_is_said(tmp_path):
    command = with_servers(tmp_path / "data", "no-such-command")
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | GIVEN, capture_output=True, text=True, check=False)
    assert done.returncode == 127
    assert "no-such-command" in done.stderr


def runs(pid: int) -> bool:
    """Whether the process is there and not merely waiting for init to read its exit code."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_runner(tmp_path, number):
    command = with_servers(tmp_path / "data", "sh", "-c", "echo $$; sleep 60")
    runner = subprocess.Popen(command, cwd=PROJECT, env=os.environ | GIVEN, stdout=subprocess.PIPE, text=True)
    child = int(runner.stdout.readline())
    runner.send_signal(number)
    runner.wait(15)
    runner.stdout.close()
    deadline = time.monotonic() + 30
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not runs(child)


def test_foreign_folder_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ServerProblem, match="files that Cairn did not make"):
        claim_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_folder_serves_one_run_at_a_time(tmp_path):
    with claim_folder(tmp_path / "data"), pytest.raises(Busy):
        claim_folder(tmp_path / "data")
    claim_folder(tmp_path / "data").close()


def test_only_a_server_in_our_own_folder_counts_as_left_over(tmp_path):
    own = Path("/proc/self/comm").read_text().strip() if Path("/proc/self/comm").exists() else ""
    assert runs_in(os.getpid(), "postgres", Path.cwd()) is False
    assert runs_in(os.getpid(), own or "python", tmp_path) is False


def test_taken_port_is_said(capsys, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.setattr(demo, "PATIENCE", 0)
        assert demo.main() == 1
    assert f"Port {port} of 127.0.0.1 is taken" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "99999", "web"])
def test_port_must_be_a_port(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(bootstrap.Unsuitable, match="a number from 1 to 65535"):
        demo.chosen_port()


def test_first_step_needs_nothing_installed():
    code = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import portal.dev.demo"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_lock_names_neither_a_host_nor_a_path():
    text = bootstrap.LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text
