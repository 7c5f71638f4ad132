"""The one place that puts a moment into words, for pages, mails and calendars alike.

Moments come in as aware datetimes and go out in the given zone, with its city named. Times have 24 hours. Pages are in
English; only mails give a language.
"""

from datetime import date, datetime, timedelta, tzinfo

from django.utils import timezone

from portal.languages import ENGLISH
from portal.ui.clock_words import EN, clock_words

DAYS, MONTHS = EN.days, EN.months  # for the pages, which are in English

# Cities whose name in the zone database has lost its accents or has been renamed.
CITIES = {
    "America/Asuncion": "Asunción",
    "America/Belem": "Belém",
    "America/Bogota": "Bogotá",
    "America/Cancun": "Cancún",
    "America/Cuiaba": "Cuiabá",
    "America/Maceio": "Maceió",
    "America/Mazatlan": "Mazatlán",
    "America/Merida": "Mérida",
    "America/Sao_Paulo": "São Paulo",
    "America/St_Johns": "St John’s",
    "Asia/Calcutta": "Kolkata",
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "Asia/Katmandu": "Kathmandu",
    "Asia/Saigon": "Ho Chi Minh City",
    "Atlantic/Reykjavik": "Reykjavík",
    "Europe/Chisinau": "Chișinău",
    "Europe/Kiev": "Kyiv",
    "Europe/Zurich": "Zürich",
    "Indian/Reunion": "Réunion",
    "Pacific/Noumea": "Nouméa",
}


def zone_city(zone: tzinfo) -> str:
    """The city people know a zone by: "São Paulo" for America/Sao_Paulo."""
    key = str(zone)
    if key in CITIES:
        return CITIES[key]
    return key.rsplit("/", 1)[-1].replace("_", " ")


def zone_name(zone: tzinfo) -> str:
    """What to write behind a time: "Lisbon time", or plain "UTC"."""
    return _behind(zone, ENGLISH).strip()


def _behind(zone: tzinfo, language: str) -> str:
    city = zone_city(zone)
    if city.upper() in {"UTC", "GMT"}:
        return f" {city}"
    return clock_words(language).zone.format(city=_city(zone, language))


def _city(zone: tzinfo, language: str) -> str:
    city = zone_city(zone)
    return clock_words(language).cities.get(city, city)


def local(value: datetime, zone: tzinfo) -> datetime:
    """The moment on a wall clock in the zone. A naive value has no moment, so it is refused."""
    if timezone.is_naive(value):
        raise ValueError("A time without a zone can’t be shown: store aware datetimes.")
    return value.astimezone(zone)


def local_date(value: date, zone: tzinfo | None) -> date:
    """The calendar day of a moment in the zone; a plain date is already a day."""
    if isinstance(value, datetime):
        return local(value, zone or timezone.get_default_timezone()).date()
    return value


def _is_this_year(value: date, zone: tzinfo | None, now: datetime | None) -> bool:
    return value.year == local_date(now or timezone.now(), zone).year


def day(value: date, zone: tzinfo | None = None, now: datetime | None = None, language: str = ENGLISH) -> str:
    """ "Thursday 14 May", with the year when it is another one than now."""
    found, words = local_date(value, zone), clock_words(language)
    text = words.date if _is_this_year(found, zone, now) else words.date + words.year
    names = {"weekday": words.days[found.weekday()], "month": words.months[found.month - 1]}
    return text.format(day=found.day, year=found.year, **names)


def on_day(value: date, zone: tzinfo | None = None, now: datetime | None = None, language: str = ENGLISH) -> str:
    """ "on Thursday 14 May"."""
    on = clock_words(language).on[local_date(value, zone).weekday()]
    return f"{on} {day(value, zone, now, language)}"


def short_day(value: date, zone: tzinfo | None = None, now: datetime | None = None) -> str:
    """ "Thu 14 May", for lists and tables."""
    found = local_date(value, zone)
    year = "" if _is_this_year(found, zone, now) else f" {found.year}"
    return f"{DAYS[found.weekday()][:3]} {found.day} {month_short(found)}{year}"


def month_short(value: date) -> str:
    """ "Mar"; June and July are short enough to stay whole in a list, but a chart needs three letters."""
    return MONTHS[value.month - 1][:3]


def clock_time(value: datetime, zone: tzinfo) -> str:
    """ "14:30" on the zone's wall clock."""
    return f"{local(value, zone):%H:%M}"


def machine_time(value: datetime, zone: tzinfo) -> str:
    """The datetime attribute of a <time> element: local time with its offset, to the minute."""
    return local(value, zone).isoformat(timespec="minutes")


def _time(value: datetime, zone: tzinfo, language: str) -> str:
    return clock_words(language).time.format(time=clock_time(value, zone))


def moment(value: datetime, zone: tzinfo, now: datetime | None = None, language: str = ENGLISH) -> str:
    """ "Thursday 14 May, 14:30 Lisbon time"."""
    return f"{day(value, zone, now, language)}, {_time(value, zone, language)}{_behind(zone, language)}"


def span(
    starts_at: datetime, ends_at: datetime, zone: tzinfo, now: datetime | None = None, language: str = ENGLISH
) -> str:
    """ "Thursday 14 May, 14:30 to 15:30 Lisbon time"; both days are named when it crosses midnight."""
    words, end = clock_words(language), _time(ends_at, zone, language)
    to = words.to
    if local_date(starts_at, zone) != local_date(ends_at, zone):
        to = f"{words.to_day}{day(ends_at, zone, now, language)}, "
    return f"{day(starts_at, zone, now, language)}, {clock_time(starts_at, zone)}{to}{end}{_behind(zone, language)}"


def both(
    starts_at: datetime, zone: tzinfo, other_zone: tzinfo, now: datetime | None = None, language: str = ENGLISH
) -> str:
    """The same moment for somebody elsewhere, "10:30 in São Paulo"; nothing when their clocks agree."""
    here, there = local(starts_at, zone), local(starts_at, other_zone)
    if here.utcoffset() == there.utcoffset():
        return ""
    words = clock_words(language)
    text = words.there if here.date() == there.date() else words.there_on
    return text.format(
        time=_time(starts_at, other_zone, language),
        day=on_day(starts_at, other_zone, now, language),
        city=_city(other_zone, language),
    )


def clocks_change(after: datetime, before: datetime, zone: tzinfo) -> date | None:
    """The first day between two moments on which the zone moves its clocks, or None."""
    offset = local(after, zone).utcoffset()
    found, last = local(after, zone).date(), local(before, zone).date()
    while found <= last:
        night = datetime(found.year, found.month, found.day, 23, 59, tzinfo=zone)
        if night.utcoffset() != offset and night <= before:
            return found
        found += timedelta(days=1)
    return None
