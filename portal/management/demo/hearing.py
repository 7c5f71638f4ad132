"""How some of Harbour Health want to hear: Amara in the morning, in one mail, and not at night."""

from datetime import time

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.notifications.actions import save_channels


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""
    timeline.at(timeline.exactly(-90, 9), lambda: people.organization, lambda: _choose(people))


def _choose(people: People) -> None:
    save_channels(
        mails=dict.fromkeys(("times", "agreements", "beginnings", "courses", "people"), "digest"),
        notices={"people": False},
        digest="daily",
        digest_weekday=0,
        digest_hour=8,
        quiet_from=time(21),
        quiet_until=time(7),
        by=people.amara,
    )
