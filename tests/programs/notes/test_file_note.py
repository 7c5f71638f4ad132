"""Writing a note."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.notes.actions import LONGEST_NOTE, file_note
from programs.notes.models import Note
from tests.factories.covenant import sign_for_all
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_contract, make_session, place_in


@pytest.fixture
def circle(cast):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        sign_for_all(circle)
        return circle


def url(engagement):
    return reverse("notes:note-create", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


def test_a_note_is_kept_once_however_often_it_is_sent(cast, circle):
    with cast.inside("harbour", cast.participant.user):
        first, again = make_note(circle, cast.participant), make_note(circle, cast.participant)
        assert first.pk == again.pk
        assert make_note(circle, cast.participant, audience="private").pk != first.pk


def test_the_audit_entry_does_not_hold_the_words(cast, circle):
    with cast.inside("harbour", cast.participant.user):
        note = make_note(circle, cast.participant, text="very secret")
        entry = AuditEntry.objects.get(subject_id=note.pk)
        assert "secret" not in str(entry.data)


@pytest.mark.parametrize(
    ("text", "audience", "field"),
    [("   ", "private", "text"), ("a" * (LONGEST_NOTE + 1), "private", "text"), ("words", "everybody", "audience")],
)
def test_an_incomplete_note_is_refused(cast, circle, text, audience, field):
    with cast.inside("harbour", cast.participant.user), pytest.raises(DomainError) as refusal:
        make_note(circle, cast.participant, text=text, audience=audience)
    assert refusal.value.field == field


def test_sponsors_and_people_of_other_engagements_write_none(cast, circle):
    with cast.inside("harbour", cast.sponsor.user):
        contract = make_contract(cast)
        with pytest.raises(NotAllowed):
            make_note(contract, cast.sponsor)
        with pytest.raises(NotAllowed):
            file_note(engagement=contract, text="x", audience="private", by=place_in(circle, cast.mentor))
        session = make_session(circle, cast.mentor)
        with pytest.raises(NotAllowed):
            file_note(
                engagement=contract,
                text="x",
                audience="private",
                by=place_in(contract, cast.participant),
                session=session,
            )


def test_the_page_says_who_can_read_it_before_anything_is_written(cast, as_, circle):
    page = as_(cast.participant).get(url(circle)).text
    assert "All 3 people here can read this" in page
    assert "not Harbour Health" in page
    assert page.index("Who can read it?") < page.index("What do you want to remember?")


def test_the_page_keeps_a_note(cast, as_, circle):
    answer = as_(cast.participant).post(url(circle), {"audience": "private", "text": "for me"}, follow=True)
    assert "for me" in answer.text
    with cast.inside("harbour", cast.participant.user):
        assert Note.objects.get().audience == "private"


def test_a_note_of_a_session_stands_on_its_page(cast, as_, circle):
    with cast.inside("harbour"):
        session = make_session(circle, cast.mentor)
    address = reverse("notes:note-create", kwargs={"organization": "harbour", "session_id": session.pk})
    answer = as_(cast.member).post(address, {"audience": "engagement", "text": "we agreed on this"}, follow=True)
    assert answer.request["PATH_INFO"].endswith(f"/sessions/{session.pk}/")
    assert "we agreed on this" in answer.text


def test_what_was_typed_comes_back_when_no_reader_was_chosen(cast, as_, circle):
    page = as_(cast.participant).post(url(circle), {"text": "a long thought"})
    assert page.status_code == 422
    assert "a long thought" in page.text
    assert "Choose who can read it." in page.text


@pytest.mark.parametrize(("who", "status"), [("administrator", 404), ("bystander", 404), ("stranger", 404)])
def test_nobody_else_writes_here(cast, as_, circle, who, status):
    sent = {"audience": "engagement", "text": "graffiti"}
    assert as_(getattr(cast, who)).post(url(circle), sent).status_code == status


def test_a_sponsor_is_told_that_notes_are_not_theirs(cast, as_):
    with cast.inside("harbour"):
        contract = make_contract(cast)
    assert as_(cast.sponsor).post(url(contract), {"audience": "engagement", "text": "x"}).status_code == 409
