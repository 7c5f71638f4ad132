"""New keys beside the running portal: nothing stays under an old key, nothing is lost, nothing is overwritten."""

import base64
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import connection, transaction

from portal.tenancy.checks import refuse_unguarded
from portal.tenancy.context import organization_context
from portal.tenancy.roles import as_owner
from portal.vault import keys
from portal.vault.columns import personal_columns, sealed_columns
from portal.vault.rotation import data, reseal
from programs.notes.models import Note
from programs.scheduling.models import BusyCalendar
from tests.factories.hours import alone
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_engagement
from tests.factories.world import make_world
from tests.flows.database import database_url

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
WORDS = "She is thinking of leaving, number {}"


@pytest.fixture(autouse=True)
def every_process_knows_at_once(monkeypatch):
    monkeypatch.setattr(data, "SEEN_WITHIN", 0)
    monkeypatch.setattr(reseal, "PAUSE", 0.01)
    monkeypatch.setattr(reseal, "PATIENCE", 3)
    monkeypatch.setattr(data, "MOST_WAITED", "300ms")


@pytest.fixture
def notes(cast):
    """Seven notes of Amara, as she wrote them."""
    with inside(cast):
        circle = make_circle(cast)
        return [make_note(circle, cast.participant, text=WORDS.format(n)) for n in range(7)]


@contextmanager
def inside(cast, slug="harbour", who="participant"):
    with cast.inside(slug, getattr(cast, who).user), transaction.atomic():
        yield


def ask(sql, *values):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def do(sql, *values):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def stored(columns=None):
    """Every sealed text of every organization: (column, owner, row) to ciphertext."""
    found, rows = {}, "SELECT id, {2}, {1} FROM {0} WHERE length({1}) > 0"
    for column in columns or sealed_columns():
        for row_id, owner_id, blob in ask(rows.format(*column.quoted)):
            found[column, owner_id, row_id] = bytes(blob)
    return found


def opened(found, organization):
    """The texts of one organization in what `stored` gave."""
    keys.forget_keys()
    with transaction.atomic(), organization_context(organization.pk):
        return {
            place: place[0].field.open_at(blob, place[1], place[2])
            for place, blob in found.items()
            if place[1] == organization.pk
        }


def versions(organization) -> list[tuple[int, bool]]:
    return ask(
        "SELECT version, in_rotation FROM vault_organizationdatakey WHERE organization_id = %s ORDER BY 1",
        organization.pk,
    )


def rotate(*words, **options) -> str:
    """What the command said."""
    said = StringIO()
    try:
        call_command("rotate_keys", *words, stdout=said, batch=options.pop("batch", 3), **options)
    finally:
        keys.forget_keys()
    return said.getvalue()


def test_everything_of_one_organization_moves_and_nothing_of_the_other(cast):
    """In every sealed column that the world fills, append-only tables too."""
    with transaction.atomic(), cast.inside("harbour"):
        make_world(cast)
    with inside(cast, "northwind", "stranger"):
        make_world_elsewhere(cast)
    fill_empty_columns(cast.harbour)
    before = stored()
    texts = opened(before, cast.harbour)
    assert len({place[0] for place in texts}) >= 12
    assert "coaching_contractversion" in {place[0].table for place in texts}

    planned = rotate("--data", "--organization", "harbour", "--dry-run")
    assert f"version 2, {len(texts)} rows" in planned
    assert stored() == before

    said = rotate("--data", "--organization", "harbour")
    after = stored()
    assert opened(after, cast.harbour) == texts
    assert {blob[:5] for place, blob in after.items() if place[1] == cast.harbour.pk} == {keys.begins_with(2)}
    assert {place: blob for place, blob in after.items() if place[1] == cast.northwind.pk} == {
        place: blob for place, blob in before.items() if place[1] == cast.northwind.pk
    }
    assert versions(cast.harbour) == [(2, False)]
    assert versions(cast.northwind) == [(1, False)]
    assert f"Done: {len(texts)} rows." in said
    assert not any(text in said for text in texts.values() if len(text) > 12)  # a short one may be a word of ours


def fill_empty_columns(organization):
    """A text where there is a row but no text yet."""
    rows, fill = "SELECT id FROM {} WHERE organization_id = %s AND {} IS NULL", "UPDATE {} SET {} = %s WHERE id = %s"
    with organization_context(organization.pk), as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for column in sealed_columns():
            names = column.quoted[:2]
            cursor.execute(rows.format(*names), [organization.pk])
            for (row_id,) in cursor.fetchall():
                blob = column.field.close_at(f"text of {column}", organization.pk, row_id)
                cursor.execute(fill.format(*names), [blob, row_id])


def make_world_elsewhere(cast):
    people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
    engagement = make_engagement(by=cast.stranger, people=people)
    make_note(engagement, cast.stranger_member, text="theirs", audience="private")


def test_killed_in_the_middle_it_goes_on_where_it_was(cast, notes):
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DATABASE_OWNER_URL": owner_url(),
    }
    command = [sys.executable, "manage.py", "rotate_keys", "--data", "--batch", "2"]
    with held(notes[3]) as row:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, start_new_session=True)
        wait_for(lambda: ask("SELECT count(*) FROM notes_note WHERE get_byte(text, 4) = 1") == [(1,)])
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        row.execute("SELECT 1")
    assert versions(cast.harbour) == [(1, False), (2, True)]
    with inside(cast):
        assert [note.text for note in Note.objects.order_by("pk")] == [WORDS.format(n) for n in range(7)]
    wait_for(lambda: ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") == [(0,)])
    with inside(cast):
        loaded = list(Note.objects.order_by("pk"))  # as by a page that is just being made

    said = rotate("--data")
    assert "Going on with the rotation that was begun for 2 organizations" in said
    assert versions(cast.harbour) == [(2, False)]
    with inside(cast):
        for rows in (Note.objects.order_by("pk"), loaded):
            assert [note.text for note in rows] == [WORDS.format(n) for n in range(7)]


def owner_url() -> str:
    role = {**settings.DATABASE_OWNER, "NAME": connection.settings_dict["NAME"]}
    wanted = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return " ".join(f"{name}='{role[key]}'" for name, key in wanted.items() if role[key])


def wait_for(found, seconds=60):
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def held(note):
    """Somebody has this note locked, as in the middle of saving it."""
    with psycopg.connect(owner_url()) as other:
        other.execute("SELECT 1 FROM notes_note WHERE id = %s FOR NO KEY UPDATE", [note.pk])
        yield other


def test_what_people_write_meanwhile_stays_and_no_old_text_is_left_behind(cast, notes, monkeypatch):
    """Three ways to cross a rotation: between opening and swapping, with the old version, and uncommitted."""
    organization = cast.harbour.pk
    field = Note._meta.get_field("text")
    with inside(cast):  # as a process that has not heard of the new version seals
        old = {note: field.close_at(f"newer words {n}", organization, note.pk) for n, note in enumerate(notes[:3])}

    def save(note):
        with psycopg.connect(owner_url()) as other:
            other.execute("UPDATE notes_note SET text = %s WHERE id = %s", [old[note], note.pk])

    sealed_anew, seen = reseal._sealed_anew, []

    def crossed(column, row, report):
        made = sealed_anew(column, row, report)
        if row[0] == notes[0].pk and not seen:
            seen.append(row[0])
            save(notes[0])
        return made

    monkeypatch.setattr(reseal, "_sealed_anew", crossed)
    monkeypatch.setattr(data, "_wait_until_seen", lambda *_: save(notes[1]))
    with psycopg.connect(owner_url()) as other:
        other.execute("UPDATE notes_note SET text = %s WHERE id = %s", [old[notes[2]], notes[2].pk])
        with pytest.raises(CommandError, match="Not finished: somebody holds"):
            rotate("--data", "--organization", "harbour")
    assert seen
    assert versions(cast.harbour) == [(1, False), (2, True)]

    rotate("--data", "--organization", "harbour")
    assert versions(cast.harbour) == [(2, False)]
    with inside(cast):
        texts = {note.pk: note.text for note in Note.objects.all()}
    assert [texts[note.pk] for note in notes[:4]] == [*(f"newer words {n}" for n in range(3)), WORDS.format(3)]
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="its data key is gone"):
        save(notes[0])


def test_who_is_just_writing_with_the_old_key_keeps_it(cast, notes, monkeypatch):
    """A new row that nobody can see yet: only its hold on the key tells of it."""
    blob = stored()[note_column(), cast.harbour.pk, notes[0].pk]
    draft = """INSERT INTO notes_opening (id, organization_id, engagement_id, kind, reason, asked_at, asked_by_id)
               SELECT gen_random_uuid(), organization_id, engagement_id, 'oversight', %s, now(), author_member_id
                 FROM notes_note WHERE id = %s"""
    with psycopg.connect(owner_url()) as other:
        other.execute(draft, [blob, notes[0].pk])
        with pytest.raises(CommandError, match="Not finished: somebody holds"):
            rotate("--data", "--organization", "harbour")
        other.rollback()
    rotate("--data", "--organization", "harbour")
    assert versions(cast.harbour) == [(2, False)]


def note_column():
    return next(column for column in sealed_columns() if str(column) == "notes_note.text")


def test_a_row_that_does_not_open_is_named_and_keeps_its_key(cast, notes):
    do("UPDATE notes_note SET text = substring(text FROM 1 FOR length(text) - 1) WHERE id = %s", notes[0].pk)
    broken = stored()[note_column(), cast.harbour.pk, notes[0].pk]
    for _again in range(2):
        with pytest.raises(CommandError, match="1 rows do not open"):
            rotate("--data", "--organization", "harbour")
    assert stored()[note_column(), cast.harbour.pk, notes[0].pk] == broken
    assert versions(cast.harbour) == [(1, False), (3, False)]
    with inside(cast):
        assert [note.text for note in Note.objects.exclude(pk=notes[0].pk).order_by("pk")] == [
            WORDS.format(n) for n in range(1, 7)
        ]


def test_the_installs_key_is_rewrapped_everywhere_and_may_then_go(cast, notes, monkeypatch):
    with transaction.atomic(), cast.inside("harbour"), alone(cast.participant):
        calendar = BusyCalendar.objects.create(
            name="Mine", address="https://calendar.example/s3cret", created_at=cast.harbour.created_at,
            read_due_at=cast.harbour.created_at,
        )  # fmt: skip
    old, new = settings.CAIRN_KEYS[0], "newer:" + base64.b64encode(os.urandom(32)).decode()
    name = old.partition(":")[0]

    monkeypatch.setattr(settings, "CAIRN_KEYS", [new])
    with pytest.raises(ImproperlyConfigured, match=f"key '{name}' is not in CAIRN_KEYS"):
        refuse_unguarded()
    with pytest.raises(SystemCheckError, match=f"key '{name}' is not in CAIRN_KEYS.*README"):
        call_command("check", databases=["default"])
    with pytest.raises(CommandError, match="rows do not open"):
        rotate("--install")

    monkeypatch.setattr(settings, "CAIRN_KEYS", [new, old])
    refuse_unguarded()
    assert f"data keys are wrapped by '{name}'" in rotate("--install", dry_run=True)
    assert f"Nothing uses '{name}' any more" in rotate("--install", batch=1)

    monkeypatch.setattr(settings, "CAIRN_KEYS", [new])
    refuse_unguarded()
    with transaction.atomic(), cast.inside("harbour"), alone(cast.participant):
        assert BusyCalendar.objects.get(pk=calendar.pk).address == "https://calendar.example/s3cret"
        assert Note.objects.order_by("pk")[0].text == WORDS.format(0)
    assert len(stored(personal_columns())) == 1

    monkeypatch.setattr(settings, "CAIRN_KEYS", ["newer:" + base64.b64encode(os.urandom(32)).decode()])
    with pytest.raises(ImproperlyConfigured, match="'newer' in CAIRN_KEYS is not the one that wrapped it"):
        refuse_unguarded()


def test_the_portals_own_role_rotates_nothing(cast, notes, monkeypatch):
    role = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    monkeypatch.setattr(settings, "DATABASE_OWNER", role)
    with pytest.raises(CommandError, match="Set DATABASE_OWNER_URL"):
        rotate("--data")
    with inside(cast), pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM vault_organizationdatakey")
