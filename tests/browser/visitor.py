"""What a person does in a browser, in the words of a person."""

import re
from datetime import timedelta

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, TimeoutError, expect

HOME = "/o/harbour/"
PATIENCE = 10_000  # milliseconds; nothing waits so long unless it is broken
ANSWERED = re.compile(r"status of (404|409|422)")  # a page that says no; Chromium calls that an error too


# Rules of axe whose answer changes with the width of the page; all others were asked at the first width.
DEPENDS_ON_SIZE = ["target-size", "scrollable-region-focusable"]


# How a page is built: its elements with their classes and attributes, whether they hold text, and what it is shown on.
# Two pages that are built alike differ in words alone, and those change no answer of axe: it is asked once for both.
BUILT = """() => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const parts = [innerWidth, dark, document.querySelector("link[href*=theme]")?.href];
    const told = /^(class|role|type|lang|rel|data-kind|aria-(?!labelledby|describedby|controls|label$))/;
    const walk = (element) => {
        parts.push(element.tagName);
        for (const { name, value } of element.attributes) parts.push(name, told.test(name) ? value : Boolean(value));
        for (const child of element.childNodes) {
            if (child.nodeType === 1) walk(child);
            else if (child.nodeType === 3 && child.data.trim()) parts.push("text");
        }
        parts.push("end");
    };
    walk(document.documentElement);
    return parts.join(" ");
}"""
_asked: set[int] = set()


class Visitor:
    """Somebody in front of a browser: opens pages, and each page is checked as it is opened."""

    def __init__(self, page: Page, portal_url: str, *, runs_script: bool = True, also_at: dict | None = None):
        self.page, self.portal_url, self.runs_script, self.also_at = page, portal_url, runs_script, also_at
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message) -> None:
        is_a_page = message.location.get("url", "").endswith("/")  # what has no slash at its end is a file of ours
        if message.type == "error" and not (is_a_page and ANSWERED.search(message.text)):
            self.complaints.append(message.text)

    def becomes(self, membership, path: str = HOME) -> None:
        """Sign in as somebody, without the form, and open a page."""
        client = Client()
        client.force_login(membership.user)
        self.leave()
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.portal_url}])
        self.open(path)

    def visits(self, title: str, membership) -> None:
        """Sign in as somebody and open what they take part in, from their home."""
        self.becomes(membership)
        self.follow(title, within=self.page.get_by_role("region", name="Your programs"))

    def leave(self) -> None:
        """Be nobody again."""
        self.page.context.clear_cookies()

    def open(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.portal_url}{path}")
        assert answer.status < 400, (path, answer.status)
        self.check()

    def press(self, name: str, exact: bool = True) -> None:
        """Press the one button of this name; the page that comes is checked."""
        self._go(self.page.get_by_role("button", name=name, exact=exact))

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow a link by its words."""
        self._go((within or self.page).get_by_role("link", name=name).first)

    def _go(self, control: Locator) -> None:
        try:
            with self.page.expect_navigation() as navigation:
                control.click()
        except TimeoutError as error:
            there = [" ".join(words.split()) for words in self.page.locator("main a, main button").all_inner_texts()]
            raise AssertionError(f"{control} led nowhere from {self.page.url}; there are {there}") from error
        assert navigation.value.status < 500, (self.page.url, navigation.value.status)
        self.check()

    def fill(self, **values: str | int) -> None:
        """Fill in fields by the names that the forms give them."""
        for name, value in values.items():
            self.page.locator(f"#id_{name}").fill(str(value))

    def book_at(self, day: str, at: str, **values: str) -> None:
        """Book a time of one's own on the page where a time is found; take the other's hours as they come."""
        page = self.page
        page.locator("summary", has_text="Another day and time").click()
        self.fill(date=day, starts_at=at)
        for name in values:
            if not page.locator(f"#id_{name}").is_visible():
                page.locator("summary", has_text="Place and call").click()
        self.fill(**values)
        self.press("Book the time that you typed")

    def choose(self, **labels: str) -> None:
        """Choose from lists by what stands in them."""
        for name, label in labels.items():
            field = self.page.locator(f"#id_{name}")
            option = field.locator("option", has_text=label).first
            field.select_option(value=option.get_attribute("value"))

    def tick(self, label: str) -> None:
        """Tick a box, or choose one of a few cards."""
        self.page.get_by_label(label).first.check()

    def answer_scales(self, number: int) -> None:
        """Give each question that has numbers the same one."""
        for box in self.page.locator(f"input[type=radio][value='{number}']").all():
            box.check()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def sees_nowhere(self, *texts: str) -> None:
        """Not on the page and not in its source."""
        source = self.page.content()
        assert [text for text in texts if text in source] == [], self.page.url

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.portal_url)

    def check(self) -> None:
        """No accessibility violation, no sideways scroll, nothing that the browser complained about."""
        assert not self.complaints, (self.page.url, self.complaints)
        if not self.runs_script:
            return  # axe waits for a timer of the page, which never comes
        self._look({"resultTypes": ["violations"]})
        if self.also_at:
            here = self.page.viewport_size
            self.page.set_viewport_size(self.also_at)
            self._look({"resultTypes": ["violations"], "runOnly": DEPENDS_ON_SIZE})
            self.page.set_viewport_size(here)

    def _look(self, options: dict) -> None:
        self._fits()
        built = hash((self.page.evaluate(BUILT), str(options)))
        if built in _asked:
            return
        _asked.add(built)
        found = Axe().run(self.page, options=options).response["violations"]
        rules = {rule["id"]: [(node["target"], node["failureSummary"]) for node in rule["nodes"]] for rule in found}
        assert not rules, (self.page.url, rules)

    def _fits(self) -> None:
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= room, (self.page.url, wide, room)


def day(days: int) -> str:
    """A day from now, as a date input sends it."""
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"


def workday(days: int) -> str:
    """The same, or the Monday after where that is a weekend: nobody has said that they work then."""
    found = timezone.localdate() + timedelta(days=days)
    return f"{found + timedelta(days=max(0, 7 - found.weekday()) if found.weekday() > 4 else 0):%Y-%m-%d}"
