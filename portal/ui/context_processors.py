"""What the shell around every page shows."""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.ui import clock
from portal.ui.nav import bar_items, find_url, menu_items

THEMES = {"light", "dark"}
MAX_CHROMA = 150  # thousandths; beyond it the contrast of the tokens no longer holds


def shell(request: HttpRequest) -> dict[str, Any]:
    """The organization, the viewer, their clock, and where they can go. Nothing here asks the database."""
    viewer = getattr(request, "user", None)
    signed_in = bool(viewer and viewer.is_authenticated)
    zone = (getattr(viewer, "time_zone", None) if signed_in else None) or UTC
    theme = getattr(viewer, "theme", "") if signed_in else ""
    demo = bool(getattr(settings, "DEMO", False))
    return {
        "organization": getattr(request, "organization", None),
        "membership": getattr(request, "membership", None),
        "viewer": viewer if signed_in else None,
        "theme": theme if theme in THEMES else "",
        "theme_href": theme_href(getattr(request, "organization", None)),
        "clock_zone": clock.zone_name(zone),
        "clock_now": clock.clock_time(timezone.now(), zone),
        "demo": demo,
        "demo_sign_ins": getattr(settings, "DEMO_SIGN_INS", []) if demo else [],
        "demo_password": getattr(settings, "DEMO_PASSWORD", "") if demo else "",
        "notices_new": lambda: getattr(request, "unread_notices", 0),
        "nav_bar": lambda: bar_items(request),
        "nav_menu": lambda: menu_items(request),
        "shell_url": ShellUrls(request),
    }


class ShellUrls:
    """Addresses the shell links to, by name; a page the portal does not have is simply not linked."""

    NAMES = {
        "home": "dashboard:home",
        "notices": "notifications:list",
        "bell": "notifications:bell",
        "hearing": "notifications:settings",
        "profile": "accounts:profile",
        "availability": "scheduling:availability",
        "reminders": "engagements:reminders-mine",
        "calendar_feed": "scheduling:calendar-feed",
        "journal": "notes:journal",
        "search": "notes:search",
        "my_data": "notes:my-data",
        "privacy": "privacy",
        "start": "start",
        "help": "help",
        "sign_in": "account_login",
        "sign_out": "account_logout",
    }

    def __init__(self, request: HttpRequest):
        self.request = request

    def __getitem__(self, key: str) -> str:
        # Outside of an organization the own profile has an address of its own.
        return find_url(self.request, self.NAMES[key]) or (find_url(self.request, key) if key == "profile" else "")


def theme_href(organization: Any) -> str:
    """The address of the organization's colour; "" for the portal's own."""
    if organization is None:
        return ""
    chroma = min(max(round(float(organization.chroma) * 1000), 0), MAX_CHROMA)
    try:
        return reverse("ui:theme", kwargs={"hue": int(organization.hue) % 360, "chroma": chroma})
    except NoReverseMatch:
        return ""
