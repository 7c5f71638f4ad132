"""Rules about the code that a person would otherwise have to remember."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for package in ("portal", "accounts", "programs")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
LONGEST_FILE = 300


TOOLS = {
    "the import contracts hold": ["lint-imports", "--no-cache"],
    "ruff finds nothing": ["ruff", "check", "."],
    "the code is formatted": ["ruff", "format", "--check", "."],
    "the types hold": ["mypy"],
    "the templates are clean": ["djlint", "--lint", "--quiet", "templates"],
}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS)
def test_tools(command):
    tool = Path(sys.executable).with_name(command[0])
    result = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_into_a_readers_head(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("pattern", [r"\.delay\(", r"apply_async\(", r"\beta=", r"countdown="])
def test_nothing_is_scheduled_at_the_broker(pattern):
    """What must happen stands in the database; the broker only wakes workers."""
    assert [str(path) for path in SOURCES if re.search(pattern, path.read_text())] == []


def test_wake_ups_are_sent_from_few_places():
    senders = {str(path.relative_to(ROOT)) for path in SOURCES if "send_task(" in path.read_text()}
    assert senders == {"portal/outbox/wake.py"}


def test_only_tests_replace_the_edge_of_the_network():
    """Whoever could would let a stranger's address lead inside."""
    makers = {str(path.relative_to(ROOT)) for path in SOURCES if re.search(r"\bNetwork\(|network=", path.read_text())}
    assert makers == {"portal/fetch/__init__.py"}


LISTENERS = {  # the only ones, each with its reason
    "programs/notifications/webhooks.py": "django-anymail tells in no other way what mail providers say",
}


def test_nobody_listens_to_signals():
    """What follows from what must be readable where it happens."""
    words = re.compile(r"@receiver|post_save|pre_save\.connect|tracking\.connect")
    found = {str(path.relative_to(ROOT)) for path in SOURCES if words.search(path.read_text())}
    assert found == set(LISTENERS)


def test_there_is_no_junk_drawer():
    assert [str(path) for path in SOURCES if path.stem in {"utils", "helpers", "common", "misc"}] == []
