"""Time zones as people look for them: by region, by city."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from portal.ui.clock import zone_city

REGIONS = {
    "Africa": "Africa",
    "America": "Americas",
    "Antarctica": "Antarctica",
    "Asia": "Asia",
    "Atlantic": "Atlantic",
    "Australia": "Australia",
    "Europe": "Europe",
    "Indian": "Indian Ocean",
    "Pacific": "Pacific",
}


def city_label(key: str) -> str:
    """ "Lisbon", or with its country or state where the zone's name has one: "San Juan (Argentina)"."""
    parts = key.split("/")
    city = zone_city(ZoneInfo(key))
    return f"{city} ({parts[1].replace('_', ' ')})" if len(parts) > 2 else city


@cache
def grouped_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a select: UTC, then each region with its cities by name. Old spellings of a city are left out."""
    found: dict[str, dict[str, str]] = {name: {} for name in REGIONS.values()}
    for key in sorted(available_timezones()):
        region = REGIONS.get(key.split("/")[0])
        if region is None or "/" not in key:
            continue
        label = city_label(key)
        spelled_so = key.rsplit("/", 1)[-1].replace("_", " ") == label
        if label not in found[region] or spelled_so:
            found[region][label] = key
    groups = [(region, [(key, label) for label, key in sorted(cities.items())]) for region, cities in found.items()]
    return [("Everywhere", [("UTC", "UTC")]), *groups]


def zone_choices(current: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The same, and the zone somebody has already, however it is spelled."""
    groups = grouped_zones()
    if not current or any(current == key for _, cities in groups for key, _ in cities):
        return groups
    return [("Yours now", [(current, city_label(current))]), *groups]
