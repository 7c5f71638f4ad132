"""The main navigation: four or five places on the bar, the rest in the viewer's own menu."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

STAFF = frozenset({"administrator", "manager"})
HOME = ("Home", "dashboard:home", "home")
CALENDAR = ("Calendar", "scheduling:calendar", "calendar")
MINE = ("My programs", "engagements:mine", "layers")
COURSES = ("Courses", "training:course-list", "book")
OVERVIEW = ("Overview", "dashboard:overview", "chart")
PROGRAMS = ("Programs", "engagements:program-list", "flag")
PEOPLE = ("People", "accounts:people", "people")

MEMBER_BAR = (HOME, CALENDAR, MINE, COURSES)
STAFF_BAR = (OVERVIEW, PROGRAMS, PEOPLE, HOME, CALENDAR)
STAFF_MENU = (MINE, COURSES)


@dataclass(frozen=True)
class NavItem:
    """One place to go, and whether the page is there already."""

    text: str
    href: str
    icon: str
    current: bool = False


def organization_url(request: Any, name: str, **kwargs) -> str:
    """Reverse a name inside the organization of the request."""
    return reverse(name, kwargs={"organization": request.organization.slug, **kwargs})


def find_url(request: HttpRequest, name: str, **kwargs) -> str:
    """The address of a name, inside the organization or outside, or "" where the portal has no such page."""
    organization = getattr(request, "organization", None)
    tries = [{"organization": organization.slug}] if organization else []
    for where in [*tries, {}]:
        try:
            return reverse(name, kwargs={**where, **kwargs})
        except NoReverseMatch:
            continue
    return ""


def bar_items(request: HttpRequest) -> list[NavItem]:
    """The places on the bar, which is the tab bar on a phone."""
    return _items(request, STAFF_BAR if _is_staff(request) else MEMBER_BAR)


def menu_items(request: HttpRequest) -> list[NavItem]:
    """The places that found no room on the bar."""
    return _items(request, STAFF_MENU) if _is_staff(request) else []


def _is_staff(request: HttpRequest) -> bool:
    return getattr(getattr(request, "membership", None), "role", "") in STAFF


def _items(request: HttpRequest, places: tuple) -> list[NavItem]:
    if getattr(request, "organization", None) is None:
        return []
    found = [(text, find_url(request, name), icon) for text, name, icon in places]
    found = [place for place in found if place[1]]
    here = _current(request.path, [href for _, href, _ in found], find_url(request, HOME[1]))
    return [NavItem(text, href, icon, href == here) for text, href, icon in found]


def _current(path: str, hrefs: list[str], home: str) -> str:
    """The place the page belongs to: the longest address it begins with. Home is only itself."""
    matching = [href for href in hrefs if path == href or (href != home and path.startswith(href))]
    return max(matching, key=len, default="")
