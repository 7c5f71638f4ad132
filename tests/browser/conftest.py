"""A real Chromium against the running portal, with axe on every visited page."""

import os
import shutil
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from programs.scheduling.models import Session, SessionPlace

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


@pytest.fixture(params=SIZES, ids=list(SIZES))
def size(request):
    return SIZES[request.param]


class Visitor:
    """Somebody in front of a browser: opens pages, and each page is checked as it is opened."""

    def __init__(self, page, server_url: str):
        self.page, self.server_url = page, server_url
        self.problems: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def sign_in(self, membership, password: str = "walk-the-path"):
        self.page.context.clear_cookies()
        self.open("/accounts/login/")
        self.page.get_by_label("Email").first.fill(membership.user.email)
        self.page.get_by_label("Password").first.fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url("**/o/**")
        self.check()

    def open(self, path: str):
        answer = self.page.goto(f"{self.server_url}{path}")
        assert answer.status < 400, (path, answer.status)
        self.check()

    def press(self, name: str, role: str = "button"):
        """Press a button or follow a link; the page that comes is checked."""
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()
        self.check()

    def check(self):
        """No accessibility violation, no sideways scroll, nothing that the browser complained about."""
        found = Axe().run(self.page)
        rules = {
            violation["id"]: [node["target"] for node in violation["nodes"]]
            for violation in found.response["violations"]
        }
        assert not rules, (self.page.url, rules)
        width = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], (self.page.url, width)
        assert not self.problems, (self.page.url, self.problems)

    def sees(self, text: str):
        self.page.get_by_text(text).first.wait_for(timeout=5000)


@pytest.fixture
def visitor(live_server, page, size):
    """A visitor on a desktop and, in a second run of the test, on a phone."""
    page.set_viewport_size(size)
    page.set_default_timeout(10_000)
    return Visitor(page, live_server.url)


@pytest.fixture
def let_time_pass(db):
    """Shift an engagement's planned sessions into the past, as if their time had come."""

    def shift(days: int = 60):
        back = timedelta(days=days)
        for session in Session.objects.filter(state="confirmed", starts_at__gt=timezone.now()):
            session.starts_at, session.ends_at = session.starts_at - back, session.ends_at - back
            session.remind_at = None
            session.save()
            SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))

    return shift
