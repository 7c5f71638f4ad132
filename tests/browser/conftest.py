"""A real Chromium against the running portal; every page that a visitor opens is checked as it is opened."""

import os
import shutil
from contextlib import contextmanager
from datetime import timedelta

import pytest
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


@pytest.fixture
def portal_url(live_server, settings) -> str:
    """Where the portal runs; mails link to it, and one address may sign in as often as the tests need."""
    settings.SITE_URL = live_server.url
    settings.ACCOUNT_RATE_LIMITS = False
    return live_server.url


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
