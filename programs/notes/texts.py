"""What this room and the one below bring to searches and copies: notes, topics and one’s own stories."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from programs.covenant.items import Item
from programs.notes.models import Note, NoteReader, Story
from programs.notes.searching import Piece, Scope, searcher
from programs.scheduling.models import Topic


def _notes(scope: Scope) -> QuerySet[Note]:
    named = Q(Exists(NoteReader.objects.filter(note=OuterRef("pk"), member=scope.membership.pk)))
    rows = Note.objects.filter(scope.may_read_notes(named=named), removed_at__isnull=True)
    return rows.only(
        "organization_id",
        "engagement_id",
        "session_id",
        "author_member_id",
        "kind",
        "audience",
        "text",
        "written_at",
        "removed_at",
    )


def _note(note: Note) -> Piece:
    of_session = note.session_id is not None
    return Piece(
        kind="note",
        engagement_id=note.engagement_id,
        author_id=note.author_member_id,
        at=note.written_at,
        texts=(note.text,),
        page="scheduling:session-detail" if of_session else "notes:note-list",
        arguments={"session_id": note.session_id} if of_session else {"engagement_id": note.engagement_id},
        row=note,
    )


def _topics(scope: Scope) -> QuerySet[Topic]:
    rule = scope.may_read(
        Item.TOPICS, engagement="engagement", owner="proposed_by", author="proposed_by__membership", life="life"
    )
    return Topic.objects.filter(rule).select_related("engagement__program", "proposed_by")


def _topic(topic: Topic) -> Piece:
    of_session = topic.session_id is not None
    return Piece(
        kind="topic",
        engagement_id=topic.engagement_id,
        author_id=topic.proposed_by.membership_id,
        at=topic.proposed_at,
        texts=tuple(text for text in (topic.text, topic.tried, topic.hoped) if text),
        page="scheduling:session-detail" if of_session else topic.engagement.words.detail,
        arguments={"session_id": topic.session_id} if of_session else {"engagement_id": topic.engagement_id},
        row=topic,
    )


def _stories(scope: Scope) -> QuerySet[Story]:
    """Their own; those of others are read in the program’s library, not taken along."""
    return Story.objects.filter(scope.written_by_them("engagement", "told_by"))


def _story(story: Story) -> Piece:
    return Piece(
        kind="story",
        engagement_id=story.engagement_id,
        author_id=story.told_by_id,
        at=story.written_at,
        texts=tuple(text for text in (story.title, story.text) if text),
        page="notes:note-list",
        arguments={"engagement_id": story.engagement_id},
        row=story,
    )


searcher(
    kind="note",
    label="Notes",
    rows=_notes,
    piece=_note,
    engagement="engagement",
    author="author_member",
    at="written_at",
    life="life",
)
searcher(
    kind="topic",
    label="Topics",
    rows=_topics,
    piece=_topic,
    engagement="engagement",
    author="proposed_by__membership",
    at="proposed_at",
    life="life",
)
searcher(
    kind="story",
    label="Stories",
    rows=_stories,
    piece=_story,
    engagement="engagement",
    author="told_by",
    at="written_at",
    searched=False,
)
