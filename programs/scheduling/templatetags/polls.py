"""Words about polls: days, counts and who said what."""

from collections.abc import Iterable

from django import template

from portal.ui import clock
from portal.ui.tags.times import viewer_zone
from programs.engagements.models import Participation
from programs.scheduling.models import Vote
from programs.scheduling.queries import Choice, Rank

register = template.Library()
NUMBERS = ("", "One person", "Two people", "Three people", "Four people", "Five people", "Six people")


@register.simple_tag(takes_context=True)
def by_day(context, rows: Iterable[tuple]) -> list[dict]:
    """Rows that begin with a choice, under the days of the viewer's calendar, as mappings of `day` and `rows`."""
    zone, days = viewer_zone(context), {}
    for row in rows:
        days.setdefault(clock.local_date(row[0].option.starts_at, zone), []).append(row)
    return [{"day": day, "rows": found} for day, found in days.items()]


@register.simple_tag
def numbered(ranks: list[Rank]) -> list[tuple[Rank, list[tuple]]]:
    """The offered times with their numbers on the page, which their ids need."""
    found, number = [], 0
    for rank in ranks:
        found.append((rank, list(enumerate(rank.times, start=number))))
        number += len(rank.times)
    return found


@register.filter
def rank_words(rank: Rank) -> str:
    """ "Everybody is free", "One person is missing"."""
    if rank.missing is None:
        return "You ticked these"
    if not rank.missing:
        return "Everybody is free"
    number = NUMBERS[rank.missing] if rank.missing < len(NUMBERS) else f"{rank.missing} people"
    return f"{number} {'is' if rank.missing == 1 else 'are'} missing"


@register.simple_tag
def who_said(choice: Choice, answer: str, people: list[Participation], viewer: Participation) -> str:
    """ "You, Amara Okafor, Tiago Mendes", or "Nobody"."""
    names = ["You" if person.pk == viewer.pk else person.name for person in people if _said(choice, person, answer)]
    return ", ".join(sorted(names, key=lambda name: name != "You"))


def _said(choice: Choice, person: Participation, answer: str) -> bool:
    return choice.answers.get(person.pk) == Vote.Answer(answer)
