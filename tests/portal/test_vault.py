"""Confidential text is ciphertext in the database, and opens only in its own place."""

import pytest
from django.db import connection
from django.utils import timezone

from portal.vault.keys import CannotOpen, create_data_key, forget_keys, seal, unseal
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
