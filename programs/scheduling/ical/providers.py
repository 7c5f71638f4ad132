"""Addresses that open "new event" at the big calendars, filled in. The person saves it there.

Yahoo is left out on purpose: it ignores that a time is in UTC and shows it as its own, so people would come at a wrong
hour. Its users take the file.
"""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from programs.scheduling.ical.entry import Entry

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = {
    "Outlook.com": "https://outlook.live.com/calendar/deeplink/compose",
    "Microsoft 365": "https://outlook.office.com/calendar/deeplink/compose",
}


def add_links(entry: Entry) -> list[tuple[str, str]]:
    """Name of each provider and the address; none for what is cancelled.

    They hold the title, the time, the place and the address of the page, and not the call's: these addresses stay in
    browser histories and at the provider.
    """
    if entry.cancelled:
        return []
    return [("Google Calendar", _google(entry)), *((name, _outlook(base, entry)) for name, base in OUTLOOK.items())]


def _google(entry: Entry) -> str:
    dates = "/".join(_utc(moment, "%Y%m%dT%H%M%SZ") for moment in (entry.starts_at, entry.ends_at))
    values = {"action": "TEMPLATE", "text": entry.title, "dates": dates, "details": entry.page}
    return _with(GOOGLE, {**values, "location": entry.place})


def _outlook(base: str, entry: Entry) -> str:
    start, end = (_utc(moment, "%Y-%m-%dT%H:%M:%SZ") for moment in (entry.starts_at, entry.ends_at))
    values = {"path": "/calendar/action/compose", "rru": "addevent", "startdt": start, "enddt": end}
    return _with(base, {**values, "subject": entry.title, "body": entry.page, "location": entry.place})


def _utc(moment: datetime, form: str) -> str:
    return moment.astimezone(UTC).strftime(form)


def _with(base: str, values: dict[str, str]) -> str:
    """A space is written as %20: Outlook shows a plus as a plus."""
    return f"{base}?{urlencode({key: value for key, value in values.items() if value}, quote_via=quote)}"
