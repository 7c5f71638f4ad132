"""Reads over stories: published ones for everybody in the program, others for those whom they concern."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.queries import people_of
from programs.notes.models import Story
from programs.scheduling.models import Topic

OLD_AFTER = timedelta(days=365)  # what was true a year ago may not be any more


def program_of_member(membership: Membership, program_id: UUID) -> Program:
    """A program in which this person has a place now, or 404. Who only runs it does not read its stories."""
    place = (
        Participation.objects.filter(engagement__program=program_id, membership=membership, left_at__isnull=True)
        .select_related("engagement__program")
        .first()
    )
    if place is None:
        raise Http404
    return place.engagement.program


def stories_in(program: Program, membership: Membership, challenge: str = "") -> QuerySet[Story]:
    """What this person reads there: published ones, and those that concern them; the newest first.

    Args:
        challenge: only those that help with this kind of topic.
    """
    mine = Q(told_by=membership) | Q(about=membership, withdrawn_at__isnull=True)
    published = Q(published_at__isnull=False, withdrawn_at__isnull=True)
    rows = _stories().filter(mine | published, program=program)
    return (rows.filter(challenge=challenge) if challenge else rows).order_by("-written_at", "-id")


def places_to_tell(membership: Membership, program: Program) -> list[Participation]:
    """Where this person leads, so that they can tell what helped there."""
    rows = Participation.objects.filter(
        engagement__program=program, membership=membership, left_at__isnull=True, role__in=Participation.LEADS
    )
    return list(rows.select_related("engagement__program", "membership__user").order_by("engagement__title", "id"))


def get_story_for(membership: Membership, story_id: UUID) -> Story:
    """A story that this person reads, or 404."""
    story = find_story(story_id)
    if story is None:
        raise Http404
    program = program_of_member(membership, story.program_id)
    if not stories_in(program, membership).filter(pk=story.pk).exists():
        raise Http404
    return story


def find_story(story_id: UUID) -> Story | None:
    """A story with its people; who may read it, the caller has asked."""
    return _stories().filter(pk=story_id).first()


def locked_story(story_id: UUID) -> Story:
    """The story as it is now; other answers wait."""
    return _stories().select_for_update(of=("self",), no_key=True).get(pk=story_id)


def _stories() -> QuerySet[Story]:
    return Story.objects.select_related("program", "engagement", "told_by__user", "about__user")


def is_old(story: Story, now: datetime) -> bool:
    """Whether nobody has said for a year that it still holds."""
    return story.published_at is not None and (story.confirmed_at or story.published_at) < now - OLD_AFTER


def people_named(text: str, engagement: Engagement) -> list[str]:
    """The people of the engagement whom a text names, by their full or first name."""
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    return [
        person.name
        for person in people_of(engagement)
        if not person.leads and person.name.split()[0].casefold() in words
    ]


def topic_kinds() -> list[tuple[str, str]]:
    """The kinds of topics, as choices."""
    return list(Topic.Kind.choices)
