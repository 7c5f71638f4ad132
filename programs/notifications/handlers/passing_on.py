"""Introductions and stories: who is asked, and who hears that it came about."""

from portal.outbox.registry import handles
from programs.mentoring.events import IntroductionAnswered, IntroductionProposed
from programs.mentoring.models import Introduction
from programs.mentoring.queries import find_introduction
from programs.notes.events import StoryPublished, StoryWritten
from programs.notes.queries import find_story
from programs.notifications.actions import tell


@handles(IntroductionProposed)
def on_introduction_proposed(event: IntroductionProposed) -> None:
    """Ask the mentee, and nobody else yet."""
    row = find_introduction(event.introduction_id)
    if row and not row.mentee_answer and not row.is_over:
        _introduce("introduction-proposed", row, [row.mentee.membership_id])


@handles(IntroductionAnswered)
def on_introduction_answered(event: IntroductionAnswered) -> None:
    """After the mentee's yes ask the other; after both tell all three. A no is told to nobody."""
    row = find_introduction(event.introduction_id)
    if row is None or row.is_over:
        return
    if row.is_made:
        _introduce("introduction-made", row, [row.made_by.membership_id, row.mentee.membership_id, row.contact_id])
    elif row.asks_contact:
        _introduce("introduction-asked", row, [row.contact_id])


def _introduce(kind: str, row: Introduction, people: list) -> None:
    facts = {"introduction_id": str(row.pk), "by": str(row.made_by.membership_id), "kind": "mentoring"}
    tell(kind=kind, key=f"{row.pk}", subject_id=row.pk, people=people, facts=facts)


@handles(StoryWritten)
def on_story_written(event: StoryWritten) -> None:
    """Ask the person whose question it answers, each time that its words change."""
    story = find_story(event.story_id)
    if story and story.about_id and not story.other_yes_at and not story.withdrawn_at:
        facts = {"story_id": str(story.pk), "by": str(story.told_by_id), "kind": story.program.kind}
        key = f"{story.pk}:{story.teller_yes_at:%Y%m%d%H%M%S}"
        tell(kind="story-asked", key=key, subject_id=story.pk, people=[story.about_id], facts=facts)


@handles(StoryPublished)
def on_story_published(event: StoryPublished) -> None:
    """Tell who wrote it, if somebody else's yes was waited for."""
    story = find_story(event.story_id)
    if story and story.about_id and story.published_at:
        facts = {"story_id": str(story.pk), "kind": story.program.kind}
        tell(kind="story-published", key=f"{story.pk}", subject_id=story.pk, people=[story.told_by_id], facts=facts)
