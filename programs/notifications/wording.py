"""Put a message of the catalogue into words for one reader: their zone, today's names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse

from portal.languages import ENGLISH
from portal.ui import clock
from programs.engagements.kinds import WORDS
from programs.notifications.catalogue import CATALOGUE, ENGAGEMENT, Message
from programs.notifications.catalogue.languages import RuleWords, SmallWords, language_of
from programs.scheduling.recurrence import rule_parts


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
    *,
    kind: str,
    facts: Mapping,
    slug: str,
    zone: tzinfo,
    names: Mapping[str, str],
    now: datetime,
    language: str = ENGLISH,
) -> Told:
    """The message in words.

    Args:
        kind, facts: of the notification.
        slug: of the organization, for the link.
        zone: the reader's.
        names: of the people in the facts, by membership id; who is gone is “Somebody”.
        now: for “in 3 hours”, and to leave out the year.
        language: of the words; notices on pages are in English.
    """
    text = language_of(language).texts[kind]
    values = _values(facts, zone, names, now, language)
    return Told(
        sentence=text.sentence.format_map(values),
        subject=" ".join(text.subject.format_map(values).split()),
        more=text.more,
        button=text.button.format_map(values),
        why=text.who,
        path=path_of(CATALOGUE[kind], facts, slug),
    )


def _values(facts: Mapping, zone: tzinfo, names: Mapping[str, str], now: datetime, language: str) -> dict[str, str]:
    small = language_of(language).small
    values = {"title": facts.get("title", ""), "by": names.get(facts.get("by", ""), small.somebody)}
    values["clash"] = _clash(facts.get("clashes") or 0, small)
    if "starts_at" in facts:
        starts_at = datetime.fromisoformat(facts["starts_at"])
        values["when"] = clock.span(starts_at, datetime.fromisoformat(facts["ends_at"]), zone, now, language)
        elsewhere = clock.both(starts_at, zone, ZoneInfo(facts["zone"]), now, language)
        values["when"] += f" ({elsewhere})" if elsewhere else ""
        values["begins"] = begins(starts_at - now, language)
    for name in ("last", "was", "closes", "opened"):
        if name in facts:
            values[name] = clock.moment(datetime.fromisoformat(facts[name]), zone, now, language)
    if "last" in facts:
        values["rule"] = _rule(facts, small.rule)
    if "until" in facts:
        values["until"] = clock.day(datetime.fromisoformat(facts["until"]), zone, now, language)
    if "due_on" in facts:
        values["due"] = due(date.fromisoformat(facts["due_on"]), zone, now, language)
    if "count" in facts:
        values["count"], values["planned"] = str(facts["count"]), _planned(facts["count"], small)
    return values


def due(day: date, zone: tzinfo, now: datetime, language: str = ENGLISH) -> str:
    """ "today", "tomorrow", "on Thursday 14 May", at the moment of reading."""
    near = language_of(language).small.near
    return near.get((day - clock.local_date(now, zone)).days) or clock.on_day(day, zone, now, language)


def _planned(count: int, small: SmallWords) -> str:
    return small.planned_one if count == 1 else small.planned_many.format(count=count)


def _clash(sessions: int, small: SmallWords) -> str:
    if not sessions:
        return ""
    return small.clash_one if sessions == 1 else small.clash_many.format(count=sessions)


def _rule(facts: Mapping, words: RuleWords | None) -> str:
    """The rule of a series. What was told before facts held the rule itself keeps its English words."""
    if words is None or "rrule" not in facts:
        return facts.get("rule", "")
    parts = rule_parts(facts["rrule"])
    if parts is None:
        return words.dates
    if parts.nth:
        every = _every(parts.every, words.month, words.months, words.months_numbers)
        return f"{every} {words.nth[parts.weekdays[0]][parts.nth]}"
    days = [words.on[day] for day in parts.weekdays]
    listed = words.both.join([", ".join(days[:-1]), days[-1]]) if len(days) > 1 else days[0]
    return f"{_every(parts.every, words.week, words.weeks, words.weeks_numbers)} {listed}"


def _every(number: int, one: str, many: str, numbers: Mapping[int, str]) -> str:
    return one if number == 1 else many.format(count=numbers.get(number, number))


def begins(ahead: timedelta, language: str = ENGLISH) -> str:
    """ "In 24 hours", "In one hour", "In 20 minutes": from the moment of reading, not from when it was planned."""
    small, minutes = language_of(language).small, max(round(ahead.total_seconds() / 60), 0)
    if minutes >= 90:
        return small.hours.format(count=round(minutes / 60))
    if minutes > 50:
        return small.hour
    return small.minute if minutes == 1 else small.minutes.format(count=minutes)


def path_of(message: Message, facts: Mapping, slug: str) -> str:
    """The address inside the portal that the message leads to; the list of notices, should the page be gone."""
    name = WORDS[facts["kind"]].detail if message.link == ENGAGEMENT else message.link
    kwargs = {message.fact: facts[message.fact]} if message.fact else {}
    try:
        return reverse(name, kwargs={"organization": slug, **kwargs})
    except NoReverseMatch:
        return reverse("notifications:list", kwargs={"organization": slug})
