"""Several people write one note: nothing of anybody is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import NotAllowed
from programs.notes.actions import change_note, erase_note, file_note
from programs.notes.models import Note, NoteDraft, NoteVersion
from programs.notes.queries import note_for
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import make_circle, make_contract, place_in

TEXT = "We met on Monday. All came."


@pytest.fixture
def note(cast, harbour):
    circle = make_circle(cast)
    sign_for_all(circle)
    with cast.inside("harbour", cast.mentor.user):
        by = place_in(circle, cast.mentor)
        return file_note(engagement=circle, text=TEXT, audience="engagement", together=True, by=by)


def address(name, note):
    return reverse(f"notes:{name}", kwargs={"organization": "harbour", "note_id": note.pk})


def test_a_reader_changes_the_words_and_nothing_else(cast, note, as_):
    client = as_(cast.member)
    assert "Who can read it?" not in client.get(address("note-change", note)).text
    sent = {"text": TEXT + " Even Tiago.", "version": "1", "audience": "private", "kind": "story"}
    assert client.post(address("note-change", note), sent).status_code == 302
    with cast.inside("harbour", cast.member.user):
        found = Note.objects.get()
        assert (found.changed_by, found.audience, found.kind) == (cast.member, "engagement", "note")
        assert [(row.text, row.written_by) for row in NoteVersion.objects.all()] == [(TEXT, cast.mentor)]
        by = place_in(note.engagement, cast.member)
        with pytest.raises(NotAllowed, match="decided by the person who wrote it"):
            change_note(note=found, text="x", version=2, audience="private", by=by)
    page = as_(cast.participant).get(address("note-versions", note)).text
    assert "Even Tiago." in page
    assert "[added]" in page
    assert "Tiago Mendes" in page


def test_two_who_save_are_shown_both_texts_and_one_that_has_both(cast, note, as_):
    url = address("note-change", note)
    as_(cast.member).post(url, {"text": "We met on Monday. Nearly all came.", "version": "1"})
    client = as_(cast.participant)
    mine = {"text": "We met on Tuesday. All came.", "version": "1"}
    refused = client.post(url, mine)
    assert refused.status_code == 422
    for part in ("We met on Monday. Nearly all came.", mine["text"], 'name="merge" value="1"', "by Tiago Mendes"):
        assert part in refused.text
    merged = client.post(url, {**mine, "version": "2", "merge": "1"})
    assert "We met on Tuesday. Nearly all came.</textarea>" in merged.text
    with cast.inside("harbour", cast.participant.user):
        assert Note.objects.get().version == 2  # nothing was saved
    done = client.post(url, {"text": "We met on Tuesday. Nearly all came.", "version": "2"})
    assert done.status_code == 302


@pytest.mark.parametrize("merge", ["0", "99", "x", "9" * 40])
def test_a_forged_base_breaks_nothing(cast, note, as_, merge):
    answer = as_(cast.participant).post(address("note-change", note), {"text": "a", "version": "1", "merge": merge})
    assert answer.status_code < 500


def test_it_says_who_else_writes_now_and_never_what(cast, note, as_):
    url = address("note-presence", note)
    for who, ago in ((cast.mentor, 1), (cast.member, 30)):
        with cast.inside("harbour", who.user):
            NoteDraft.objects.create(
                member=who,
                engagement=note.engagement,
                note=note,
                form="note",
                fields='{"text": "half a thought"}',
                saved_at=timezone.now() - timedelta(minutes=ago),
            )
    page = as_(cast.participant).get(url).text
    assert "Helen Byrne is writing in this note" in page
    assert "Tiago Mendes" not in page
    assert "half a thought" not in page
    assert "is writing" not in as_(cast.mentor).get(url).text
    assert as_(cast.bystander).get(url).status_code == 404


def test_its_author_removes_the_text_and_the_row_stays(cast, note, as_):
    as_(cast.member).post(address("note-change", note), {"text": "other words", "version": "1"})
    assert as_(cast.member).post(address("note-erase", note)).status_code == 409
    client = as_(cast.mentor)
    assert "nobody can bring it back" in client.get(address("note-erase", note)).text
    page = client.post(address("note-erase", note), follow=True).text
    assert "Its text was removed on" in page
    assert "other words" not in page
    with cast.inside("harbour", cast.mentor.user):
        assert not NoteVersion.objects.exists()
        removed = Note.objects.get()
        assert removed.text == ""
        assert erase_note(note=removed, by=place_in(note.engagement, cast.mentor)).version == removed.version
    for name in ("note-change", "note-versions"):
        assert client.get(address(name, note)).status_code == 409


def test_a_sponsor_reads_what_is_released_and_nothing_that_it_said_before(cast, harbour, as_):
    contract = make_contract(cast)
    sign_for_all(contract)
    with cast.inside("harbour", cast.participant.user):
        by = place_in(contract, cast.participant)
        note = file_note(engagement=contract, text="first secret", audience="engagement", by=by)
        note = change_note(note=note, text="released words", version=1, by=by)
    url = reverse("notes:note-list", kwargs={"organization": "harbour", "engagement_id": contract.pk})
    assert "Nothing was released to you yet" in as_(cast.sponsor).get(url).text
    client = as_(cast.participant)
    assert "Lucía Ferrer will then read it" in client.get(address("note-release", note)).text
    assert client.post(address("note-release", note)).status_code == 302
    assert "may have been read" in client.get(address("note-unrelease", note)).text
    sponsor = as_(cast.sponsor)
    assert "released words" in sponsor.get(url).text
    assert sponsor.get(address("note-versions", note)).status_code == 409
    assert sponsor.post(address("note-change", note), {"text": "x", "version": "2"}).status_code == 409
    with cast.inside("harbour", cast.sponsor.user):
        assert not note_for(place_in(contract, cast.sponsor), note.pk).steps
