"""A real Chromium against the running portal; every page that a visitor opens is checked as it is opened."""

import os
import shutil
from contextlib import contextmanager
from datetime import timedelta
from threading import Condition

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.utils import timezone

from programs.scheduling.models import Session, SessionPlace
from tests.browser.visitor import Visitor

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that also makes the data


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid.replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)


def pytest_ignore_collect(collection_path):
    """Without a browser nothing is collected here; the summary of the run says so aloud."""
    return True if CHROMIUM is None and collection_path.name.startswith("test_") else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def base_url() -> str | None:
    """None: visitors type whole addresses. The plugin's own fixture is written in a way that pytest warns about."""
    return None


def pytest_generate_tests(metafunc):
    """What differs by size runs on both; all else is walked on a phone, with a look at each page on a desktop."""
    if "size" in metafunc.fixturenames:
        sizes = list(SIZES) if metafunc.definition.get_closest_marker("both_sizes") else ["phone"]
        metafunc.parametrize("size", sizes, indirect=True)


@pytest.fixture
def size(request):
    """The width and height of the browser."""
    return SIZES[request.param]


@pytest.fixture
def browser_context_args(browser_context_args, size):
    return {**browser_context_args, "viewport": size, "reduced_motion": "reduce"}


class Running:
    """How many requests the live server is answering."""

    def __init__(self):
        self.number, self.changed = 0, Condition()

    def begin(self, **kwargs) -> None:
        self._count(1)

    def end(self, **kwargs) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        with self.changed:
            self.number += step
            self.changed.notify_all()

    def wait_for_none(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.number <= 0, timeout=10)


@pytest.fixture
def portal_url(live_server, settings):
    """Where the portal runs; mails link to it, and one address may sign in as often as the tests need.

    What a page still asked for when it was closed, as the number beside the bell, is answered before the tables are
    emptied: both at once would wait for each other.
    """
    settings.SITE_URL = live_server.url
    settings.ACCOUNT_RATE_LIMITS = False
    running = Running()
    request_started.connect(running.begin, weak=False)
    request_finished.connect(running.end, weak=False)
    yield live_server.url
    running.wait_for_none()
    request_started.disconnect(running.begin)
    request_finished.disconnect(running.end)


@pytest.fixture
def visitor(portal_url, page, request) -> Visitor:
    """Somebody in front of a browser, signed in as nobody yet."""
    also_at = None if request.node.get_closest_marker("both_sizes") else SIZES["desktop"]
    return Visitor(page, portal_url, also_at=also_at)


@pytest.fixture
def inside_harbour(cast):
    """`with inside_harbour():` works in Harbour Health, in one transaction that is committed for the live server."""

    @contextmanager
    def enter():
        with cast.inside("harbour"), transaction.atomic():
            yield

    return enter


@pytest.fixture
def let_time_pass(inside_harbour):
    """Move the planned sessions into the past in their order, as if their time had come."""

    def shift(days: int = 60):
        back = timedelta(days=days)
        with inside_harbour():
            for session in Session.objects.filter(state="confirmed", starts_at__gt=timezone.now()).order_by(
                "starts_at"
            ):
                session.starts_at, session.ends_at = session.starts_at - back, session.ends_at - back
                session.remind_at = None
                session.save()
                SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))

    return shift
