"""Put a message of the catalogue into words for one reader: their zone, today's names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse

from portal.ui import clock
from programs.engagements.kinds import WORDS
from programs.notifications.catalogue import CATALOGUE, ENGAGEMENT, Message

SOMEBODY = "Somebody"


@dataclass(frozen=True)
class Told:
    """A message as one reader gets it."""

    sentence: str
    subject: str
    more: str
    button: str
    why: str
    path: str


def put_into_words(
    *, kind: str, facts: Mapping, slug: str, zone: tzinfo, names: Mapping[str, str], now: datetime
) -> Told:
    """The message in words.

    Args:
        kind, facts: of the notification.
        slug: of the organization, for the link.
        zone: the reader's.
        names: of the people in the facts, by membership id; who is gone is “Somebody”.
        now: for “in 3 hours”, and to leave out the year.
    """
    message = CATALOGUE[kind]
    values = _values(facts, zone, names, now)
    return Told(
        sentence=message.sentence.format_map(values),
        subject=" ".join(message.subject.format_map(values).split()),
        more=message.more,
        button=message.button.format_map(values),
        why=message.who,
        path=path_of(message, facts, slug),
    )


def _values(facts: Mapping, zone: tzinfo, names: Mapping[str, str], now: datetime) -> dict[str, str]:
    values = {"title": facts.get("title", ""), "by": names.get(facts.get("by", ""), SOMEBODY)}
    values["clash"] = _clash(facts.get("clashes") or 0)
    if "starts_at" in facts:
        starts_at = datetime.fromisoformat(facts["starts_at"])
        values["when"] = clock.span(starts_at, datetime.fromisoformat(facts["ends_at"]), zone, now)
        elsewhere = clock.both(starts_at, zone, ZoneInfo(facts["zone"]), now)
        values["when"] += f" ({elsewhere})" if elsewhere else ""
        values["begins"] = begins(starts_at - now)
    if "last" in facts:
        values["last"] = clock.moment(datetime.fromisoformat(facts["last"]), zone, now)
        values |= {"count": str(facts["count"]), "rule": facts.get("rule", "")}
    if "was" in facts:
        values["was"] = clock.moment(datetime.fromisoformat(facts["was"]), zone, now)
    if "closes" in facts:
        values["closes"] = clock.moment(datetime.fromisoformat(facts["closes"]), zone, now)
    if "until" in facts:
        values["until"] = clock.day(datetime.fromisoformat(facts["until"]), zone, now)
    if "due_on" in facts:
        values["due"] = due(date.fromisoformat(facts["due_on"]), zone, now)
    if "count" in facts:
        values["count"], values["planned"] = str(facts["count"]), _planned(facts["count"])
    return values


def due(day: date, zone: tzinfo, now: datetime) -> str:
    """ "today", "tomorrow", "on Thursday 14 May", at the moment of reading."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get((day - clock.local_date(now, zone)).days) or f"on {clock.day(day, zone, now)}"


def _planned(count: int) -> str:
    return "its planned session is" if count == 1 else f"its {count} planned sessions are"


def _clash(sessions: int) -> str:
    if not sessions:
        return ""
    which = "one of its sessions" if sessions == 1 else f"{sessions} of its sessions"
    return f" At the time of {which} you have another one: there you are entered as not coming."


def begins(ahead: timedelta) -> str:
    """ "In 24 hours", "In one hour", "In 20 minutes": from the moment of reading, not from when it was planned."""
    minutes = max(round(ahead.total_seconds() / 60), 0)
    if minutes >= 90:
        return f"In {round(minutes / 60)} hours"
    if minutes > 50:
        return "In one hour"
    return "In one minute" if minutes == 1 else f"In {minutes} minutes"


def path_of(message: Message, facts: Mapping, slug: str) -> str:
    """The address inside the portal that the message leads to; the list of notices, should the page be gone."""
    name = WORDS[facts["kind"]].detail if message.link == ENGAGEMENT else message.link
    kwargs = {message.fact: facts[message.fact]} if message.fact else {}
    try:
        return reverse(name, kwargs={"organization": slug, **kwargs})
    except NoReverseMatch:
        return reverse("notifications:list", kwargs={"organization": slug})
