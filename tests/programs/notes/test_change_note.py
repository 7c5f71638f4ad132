"""Changing a note; nothing typed is lost when two windows save."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.notes.actions import change_note
from programs.notes.models import Note
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, place_in


@pytest.fixture
def note(cast):
    with cast.inside("harbour", cast.participant.user):
        return make_note(make_circle(cast), cast.participant, text="first words")


def url(note):
    return reverse("notes:note-change", kwargs={"organization": "harbour", "note_id": note.pk})


def test_the_second_editor_of_a_version_is_told(cast, note):
    with cast.inside("harbour", cast.participant.user):
        by = place_in(note.engagement, cast.participant)
        changed = change_note(note=note, text="second words", audience="engagement", version=1, by=by)
        assert changed.version == 2
        assert changed.changed_at
        with pytest.raises(DomainError, match="changed while you were writing"):
            change_note(note=note, text="other words", audience="engagement", version=1, by=by)
        assert Note.objects.get().text == "second words"


def test_saving_the_same_words_twice_is_harmless(cast, note):
    with cast.inside("harbour", cast.participant.user):
        by = place_in(note.engagement, cast.participant)
        for _ in range(2):
            change_note(note=note, text="second words", audience="private", version=1, by=by)
        assert Note.objects.get().version == 2


@pytest.mark.parametrize("who", ["mentor", "member"])
def test_others_who_can_read_it_cannot_change_it(cast, note, who, as_):
    membership = getattr(cast, who)
    with cast.inside("harbour", membership.user), pytest.raises(NotAllowed):
        by = place_in(note.engagement, membership)
        change_note(note=note, text="mine now", audience="engagement", version=1, by=by)
    answer = as_(membership).post(url(note), {"text": "mine now", "audience": "engagement", "version": "1"})
    assert answer.status_code == 409


def test_both_texts_are_shown_and_the_next_save_is_meant_for_the_newer(cast, note, as_):
    client = as_(cast.participant)
    sent = {"audience": "engagement", "version": "1"}
    assert client.post(url(note), {**sent, "text": "from the phone"}).status_code == 302
    page = client.post(url(note), {**sent, "text": "from the desk"})
    assert page.status_code == 422
    assert "from the phone" in page.text
    assert "from the desk" in page.text
    assert 'name="version" value="2"' in page.text
    done = client.post(url(note), {"audience": "engagement", "version": "2", "text": "both"})
    assert done.status_code == 302
    with cast.inside("harbour", cast.participant.user):
        assert Note.objects.get().text == "both"


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger"])
def test_who_cannot_read_it_does_not_find_it(cast, note, as_, who):
    assert as_(getattr(cast, who)).get(url(note)).status_code == 404


def test_a_private_note_is_not_found_by_people_of_the_same_circle(cast, note, as_):
    with cast.inside("harbour", cast.participant.user):
        private = make_note(note.engagement, cast.participant, text="alone", audience="private")
    assert as_(cast.mentor).get(url(private)).status_code == 404
    assert as_(cast.participant).get(url(private)).status_code == 200


def test_a_form_without_a_version_comes_back_instead_of_breaking(cast, note, as_):
    assert as_(cast.participant).post(url(note), {}).status_code == 422
