"""Polls of the demo: asked, answered by some, decided or still open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from portal.management.demo.sessions import place
from portal.management.demo.timeline import LISBON, Timeline
from programs.engagements.models import Engagement
from programs.scheduling.actions import decide_poll, open_poll, vote
from programs.scheduling.models import Poll, Vote
from programs.scheduling.queries import offered_times, sitting_people, standing_of

SAID = {"y": Vote.Answer.YES, "i": Vote.Answer.IF_NEED_BE, "n": Vote.Answer.NO}


@dataclass
class Asked:
    """One poll of a story, about times at which everybody is free.

    Args:
        opened: when it is asked.
        closes_at: until when people answer.
        by: the key of who asks.
        said: for each key what they say to the times in their order: y, i (if need be) or n; "-" leaves one out.
        since: the first moment that is asked about.
        decided: when the best time is booked; None leaves it open.
    """

    opened: datetime
    closes_at: datetime
    by: str
    said: Mapping[str, str]
    minutes: int
    quorum: int
    since: datetime
    decided: datetime | None = None
    join_url: str = ""
    poll_id: object = None


def ask(timeline: Timeline, people, engagement: Callable[[], Engagement], asked: Asked) -> None:
    """Put a poll's whole life on the timeline."""

    def organization():
        return people.organization

    timeline.at(asked.opened, organization, lambda: _open(people, engagement(), asked))
    for number, key in enumerate(asked.said):
        answered = asked.opened + timedelta(hours=2 + 3 * number)
        timeline.at(answered, organization, lambda key=key: _answer(people, key, asked))
    if asked.decided:
        timeline.at(asked.decided, organization, lambda: _decide(people, asked))


def _open(people, engagement: Engagement, asked: Asked) -> None:
    times = max(map(len, asked.said.values()))
    sitting, now = sitting_people(engagement), timezone.now()
    ranks = offered_times(sitting, since=asked.since, minutes=asked.minutes, zone=LISBON, now=now)
    poll = open_poll(
        engagement=engagement,
        options=[offered.start for rank in ranks for offered in rank.times][:times],
        minutes=asked.minutes,
        closes_at=asked.closes_at,
        quorum=asked.quorum,
        by=place(people, asked.by, engagement.pk),
        join_url=asked.join_url,
    )
    asked.poll_id = poll.pk


def _answer(people, key: str, asked: Asked) -> None:
    poll = _poll(asked)
    by = place(people, key, poll.engagement_id)
    choices = standing_of(poll, sitting_people(poll.engagement), by, timezone.now()).choices
    said = {
        choice.option.pk: Vote.Answer.NO if choice.clashes else SAID[letter]
        for choice, letter in zip(choices, asked.said[key], strict=False)
        if letter in SAID
    }
    vote(poll=poll, answers=said, by=by)


def _decide(people, asked: Asked) -> None:
    poll = _poll(asked)
    by = place(people, asked.by, poll.engagement_id)
    best = standing_of(poll, sitting_people(poll.engagement), by, timezone.now()).best
    decide_poll(poll=poll, option=best.option, by=by)


def _poll(asked: Asked) -> Poll:
    return Poll.objects.select_related("engagement__program").get(pk=asked.poll_id)
