"""Confidential text is ciphertext in the database, and opens only in its own place."""

from base64 import b64encode

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.vault import memory
from portal.vault.keys import (
    SEEN_WITHIN,
    CannotOpen,
    create_data_key,
    forget_keys,
    install_keys,
    newest_version,
    seal,
    unseal,
)
from programs.engagements.actions import create_engagement, create_program, move_program
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement

SECRET = "She is thinking of leaving"


@pytest.fixture
def engagement(cast, harbour):
    program = create_program(kind="mentoring", name="Leads", by=cast.administrator)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    row = create_engagement(
        program=program,
        title="A",
        state=State.FORMING,
        starts_on=timezone.now().date(),
        by=cast.administrator,
    )
    row.end_reason = SECRET
    row.save()
    return row


def test_the_text_comes_back(engagement):
    assert Engagement.objects.get(pk=engagement.pk).end_reason == SECRET


def test_the_database_holds_ciphertext(engagement):
    with connection.cursor() as cursor:
        cursor.execute("SELECT end_reason FROM engagements_engagement WHERE id = %s", [engagement.pk])
        stored = bytes(cursor.fetchone()[0])
    assert SECRET.encode() not in stored


def test_a_ciphertext_moved_to_another_row_does_not_open(cast, engagement):
    other = create_engagement(
        program=engagement.program,
        title="B",
        state=State.FORMING,
        starts_on=engagement.starts_on,
        by=cast.administrator,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE engagements_engagement SET end_reason ="
            " (SELECT end_reason FROM engagements_engagement WHERE id = %s)"
            " WHERE id = %s",
            [engagement.pk, other.pk],
        )
    with pytest.raises(CannotOpen):
        Engagement.objects.get(pk=other.pk).end_reason  # noqa: B018 - reading it opens it


def test_a_truncated_ciphertext_does_not_open(harbour):
    blob = seal(SECRET, harbour.pk, "here")
    with pytest.raises(CannotOpen):
        unseal(blob[:-1], harbour.pk, "here")


def test_text_sealed_before_a_new_data_key_still_opens(harbour):
    blob = seal(SECRET, harbour.pk, "here")
    create_data_key()
    forget_keys()
    assert unseal(blob, harbour.pk, "here") == SECRET
    assert seal(SECRET, harbour.pk, "here")[1:5] != blob[1:5]


def test_updating_the_column_with_plain_text_is_refused(engagement):
    with pytest.raises(TypeError):
        Engagement.objects.filter(pk=engagement.pk).update(end_reason=SECRET)


def test_the_column_takes_nothing_that_is_not_sealed(engagement):
    """Not even from whoever writes SQL as the portal's role."""
    for plain in (SECRET.encode(), b"?", b"\x01\x00\x00\x00\x07" + b"x" * 40):
        refused = pytest.raises(IntegrityError, match="not sealed, or its data key is gone")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE engagements_engagement SET end_reason = %s WHERE id = %s", [plain, engagement.pk])


def test_a_row_that_is_saved_without_being_read_keeps_its_text(engagement):
    row = Engagement.objects.get(pk=engagement.pk)
    row.title = "B"
    row.save()
    assert Engagement.objects.get(pk=engagement.pk).end_reason == SECRET


def test_every_process_hears_of_a_new_key_within_a_minute(harbour, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(memory, "monotonic", lambda: clock[0])
    assert newest_version(harbour.pk) == 1
    remembered = newest_version._known
    create_data_key()
    newest_version._known = remembered  # as in another process
    clock[0] = SEEN_WITHIN - 1
    assert newest_version(harbour.pk) == 1
    assert unseal(seal(SECRET, harbour.pk, "here"), harbour.pk, "here") == SECRET
    clock[0] = SEEN_WITHIN
    assert newest_version(harbour.pk) == 2
    assert SEEN_WITHIN <= 60


KEY = b64encode(b"k" * 32).decode()


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([], "is empty"),
        ([KEY], "Entry 1 of CAIRN_KEYS is not"),
        ([f"a:{KEY}", f":{KEY}"], "Entry 2 of CAIRN_KEYS is not"),
        ([f"{'n' * 41}:{KEY}"], "Entry 1 of CAIRN_KEYS is not"),
        ([f"a:{KEY}", f"a:{KEY}"], "'a' stands twice"),
        (["a:not base64!"], "'a' in CAIRN_KEYS is not base64"),
        ([f"a:{KEY[:-2]}"], "'a' in CAIRN_KEYS is not base64"),
        ([f"a:{b64encode(b'k' * 31).decode()}"], "'a' in CAIRN_KEYS is not 32 bytes"),
    ],
)
def test_a_wrong_list_of_keys_says_what_is_wrong_and_shows_no_key(settings, entries, says):
    settings.CAIRN_KEYS = entries
    with pytest.raises(ImproperlyConfigured, match=says) as refusal:
        install_keys()
    assert KEY[:10] not in str(refusal.value)
