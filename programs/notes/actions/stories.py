"""Stories: written by who leads, told to everybody in the program once both it concerns have said yes."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.notes.events import StoryPublished, StoryWritten
from programs.notes.models import Story
from programs.notes.permissions import can_answer_story, can_change_story, can_tell_story, can_withdraw_story
from programs.notes.queries import locked_story, people_named
from programs.scheduling.models import Topic

LONGEST_TITLE, LONGEST_STORY = 140, 6000
SETTLED = "This was settled in the meantime."


@transaction.atomic
def write_story(
    *, title: str, text: str, challenge: str, about: Participation | None, named: bool, by: Participation
) -> Story:
    """Write a story down. Without anybody else in it, it is told at once; otherwise it waits for their yes.

    Args:
        challenge: the kind of topic that it helps with.
        about: whose question it answers; None if nobody's.
        named: the teller knows that names stand in it, and means it.

    Raises:
        NotAllowed: `by` leads nothing here.
        DomainError: words are missing or too long, it names people of the engagement, or `about` is not in it.
    """
    if not can_tell_story(by):
        raise NotAllowed("Stories are told by mentors, coaches and trainers.")
    if about is not None and (about.engagement_id != by.engagement_id or about.left_at or about.pk == by.pk):
        raise DomainError("Choose somebody who takes part here.", field="about")
    story = Story(
        program=by.engagement.program,
        engagement=by.engagement,
        told_by=by.membership,
        about=about.membership if about else None,
        written_at=timezone.now(),
    )
    _write(story, title, text, challenge, named)
    story.save(force_insert=True)
    record("wrote", story, by=by.membership)
    _tell_or_ask(story)
    return story


@transaction.atomic
def change_story(*, story: Story, title: str, text: str, challenge: str, named: bool, by: Membership) -> Story:
    """Other words. The other one's yes was to what stood there before, so they are asked again.

    Raises:
        NotAllowed: somebody else tells it.
        DomainError: as in `write_story`, or it was withdrawn.
    """
    fresh = locked_story(story.pk)
    if not can_change_story(by, fresh):
        raise NotAllowed("A story is changed by the person who tells it.")
    _write(fresh, title, text, challenge, named)
    fresh.other_yes_at = fresh.published_at = fresh.confirmed_at = None
    fresh.save()
    record("changed", fresh, by=by)
    _tell_or_ask(fresh)
    return fresh


def _write(story: Story, title: str, text: str, challenge: str, named: bool) -> None:
    story.title, story.text, story.challenge = " ".join(title.split()), text.strip(), challenge
    if not story.title or not story.text:
        raise DomainError("A story has a title and words.", field="text" if story.title else "title")
    if len(story.title) > LONGEST_TITLE or len(story.text) > LONGEST_STORY:
        raise DomainError(f"Make it shorter: at most {LONGEST_STORY:,} characters.", field="text")
    if challenge not in Topic.Kind.values:
        raise DomainError("Choose what it helps with.", field="challenge")
    found = people_named(f"{story.title} {story.text}", story.engagement) if story.engagement_id else []
    if found and not named:
        raise DomainError(
            f"It names {' and '.join(found)}. Take the name out, or say below that they know of it.", field="text"
        )
    story.teller_yes_at = timezone.now()


def _tell_or_ask(story: Story) -> None:
    if story.about_id is None:
        _publish(story)
    else:
        publish(StoryWritten(subject_id=story.program_id, story_id=story.pk))


def _publish(story: Story) -> None:
    story.published_at = timezone.now()
    story.save(update_fields=["published_at"])
    publish(StoryPublished(subject_id=story.program_id, story_id=story.pk))


@transaction.atomic
def answer_story(*, story: Story, yes: bool, by: Membership) -> Story:
    """The other one's yes or no. A no withdraws it for good; the words stay with the teller.

    Raises:
        DomainError: it does not wait for this person any more.
    """
    fresh = locked_story(story.pk)
    if not can_answer_story(by, fresh):
        raise DomainError(SETTLED)
    record("answered", fresh, by=by)
    if not yes:
        return _withdraw(fresh, by)
    fresh.other_yes_at = timezone.now()
    fresh.save(update_fields=["other_yes_at"])
    _publish(fresh)
    return fresh


@transaction.atomic
def withdraw_story(*, story: Story, by: Membership) -> Story:
    """Take it out of the program: who tells it or whom it is about, at any time.

    Raises:
        NotAllowed: it concerns somebody else.
        DomainError: it was withdrawn already.
    """
    fresh = locked_story(story.pk)
    if by.pk not in {fresh.told_by_id, fresh.about_id}:
        raise NotAllowed("A story is taken back by those whom it concerns.")
    if not can_withdraw_story(by, fresh):
        raise DomainError(SETTLED)
    record("withdrew", fresh, by=by)
    return _withdraw(fresh, by)


def _withdraw(story: Story, by: Membership) -> Story:
    story.withdrawn_at, story.withdrawn_by = timezone.now(), by
    story.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return story


@transaction.atomic
def confirm_story(*, story: Story, by: Membership) -> None:
    """Say that it still holds.

    Raises:
        NotAllowed: somebody else tells it.
    """
    fresh = locked_story(story.pk)
    if not can_change_story(by, fresh):
        raise NotAllowed("Whether it still holds is said by the person who tells it.")
    fresh.confirmed_at = timezone.now()
    fresh.save(update_fields=["confirmed_at"])
    record("confirmed", fresh, by=by)
