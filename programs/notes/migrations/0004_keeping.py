from django.db import migrations

from portal.tenancy import operations

HERE = f"organization_id = {operations.ORGANIZATION}"
# Only where everybody was told the day on which the text goes.
ERASE_NOTES = f"""
    WITH told AS (SELECT engagement_id AS id FROM covenant_deletion WHERE engagement_id = $1 AND {HERE}),
    theirs AS (SELECT id FROM notes_note WHERE engagement_id IN (SELECT id FROM told) AND {HERE}),
    versions AS (UPDATE notes_noteversion SET text = ''::bytea WHERE note_id IN (SELECT id FROM theirs) AND {HERE}),
    drafts AS (DELETE FROM notes_notedraft WHERE engagement_id IN (SELECT id FROM told) AND {HERE}),
    readers AS (DELETE FROM notes_notereader WHERE note_id IN (SELECT id FROM theirs) AND {HERE}),
    emptied AS (
        UPDATE notes_note SET text = ''::bytea, removed_at = COALESCE(removed_at, $2)
         WHERE id IN (SELECT id FROM theirs) AND {HERE} AND (text <> ''::bytea OR removed_at IS NULL) RETURNING id)
    SELECT count(*) FROM emptied"""
# Only who asks for themselves, or has no access any more. A note in which others wrote too stays; what the person
# wrote there before goes.
ERASE_WORDS = f"""
    WITH person AS (
        SELECT id FROM accounts_membership
         WHERE id = $1 AND {HERE} AND (NOT is_active OR user_id = {operations.USER})),
    theirs AS (
        SELECT n.id FROM notes_note n JOIN person p ON p.id = n.author_member_id
         WHERE n.{HERE} AND (n.changed_by_id IS NULL OR n.changed_by_id = p.id)
           AND NOT EXISTS (SELECT 1 FROM notes_noteversion v WHERE v.note_id = n.id AND v.written_by_id <> p.id)),
    versions AS (
        UPDATE notes_noteversion SET text = ''::bytea
         WHERE {HERE} AND (written_by_id IN (SELECT id FROM person) OR note_id IN (SELECT id FROM theirs))),
    drafts AS (DELETE FROM notes_notedraft WHERE member_id IN (SELECT id FROM person) AND {HERE}),
    readers AS (DELETE FROM notes_notereader WHERE note_id IN (SELECT id FROM theirs) AND {HERE}),
    emptied AS (
        UPDATE notes_note SET text = ''::bytea, removed_at = COALESCE(removed_at, $2)
         WHERE id IN (SELECT id FROM theirs) AND {HERE} AND (text <> ''::bytea OR removed_at IS NULL) RETURNING id)
    SELECT count(*) FROM emptied"""


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_language"),
        ("covenant", "0002_keeping"),
        ("notes", "0003_covenant"),
    ]

    operations = [
        operations.DefinerFunction("erase_notes", "uuid, timestamptz", "bigint", ERASE_NOTES, writes=True),
        operations.DefinerFunction("erase_words", "uuid, timestamptz", "bigint", ERASE_WORDS, writes=True),
    ]
