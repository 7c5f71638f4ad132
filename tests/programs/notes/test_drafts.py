"""What is typed and not saved: kept for its writer alone, shown again, gone once it is saved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import end_participation
from programs.notes.actions import save_note_draft
from programs.notes.models import Note, NoteDraft
from programs.notes.queries import draft_of
from programs.scheduling.actions import cancel_session
from tests.factories.covenant import sign_for_all
from tests.factories.notes import make_note
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

PLAIN = {"HTTP_ACCEPT": "text/plain"}


@pytest.fixture
def session(cast):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        sign_for_all(circle)
        with at(timezone.now() - timedelta(days=8)):
            return make_session(circle, cast.mentor, starts_at=in_days(7))


def url(name, **ids):
    return reverse(f"notes:{name}", kwargs={"organization": "harbour", **ids})


def drafts(cast, who):
    with cast.inside("harbour", who.user):
        return list(NoteDraft.objects.values_list("form", flat=True))


def test_a_draft_is_shown_again_in_each_form_and_only_to_its_writer(cast, session, as_):
    with cast.inside("harbour", cast.mentor.user):
        note = make_note(session.engagement, cast.mentor, text="as it was")
    pages = {
        "session-write-up": {"session_id": session.pk},
        "note-create": {"session_id": session.pk},
        "note-change": {"note_id": note.pk},
    }
    client = as_(cast.mentor)
    for name, ids in pages.items():
        typed = {"shared": f"half of {name}", "text": f"half of {name}", "audience": "private"}
        kept = client.post(url(f"{name}-draft", **ids), typed, **PLAIN)
        assert kept.text.startswith("Draft kept at ")
        page = client.get(url(name, **ids))
        assert "You were writing this on" in page.text
        assert f"half of {name}</textarea>" in page.text
    assert len(drafts(cast, cast.mentor)) == 3
    about = reverse("scheduling:session-detail", args=["harbour", session.pk])
    assert "Go on with the write-up" in client.get(about).text
    assert "You have begun to write" not in as_(cast.participant).get(about).text
    assert drafts(cast, cast.participant) == []
    with cast.inside("harbour", cast.participant.user):
        assert draft_of(place_in(session.engagement, cast.mentor), form="write-up", session=session) is None
    assert "half of" not in as_(cast.participant).get(url("note-create", session_id=session.pk)).text


def test_the_texts_are_sealed_in_the_table(cast, session):
    with cast.inside("harbour", cast.mentor.user):
        by = place_in(session.engagement, cast.mentor)
        save_note_draft(form="write-up", typed={"own": ["nobody else’s"]}, by=by, session=session)
        with connection.cursor() as cursor:
            cursor.execute("SELECT fields FROM notes_notedraft")
            assert "nobody else" not in str(bytes(cursor.fetchone()[0]))
            cursor.execute("SELECT count(*) FROM audit_auditentry WHERE subject_type ILIKE '%draft%'")
            assert cursor.fetchone() == (0,)


def test_saving_drops_the_draft_and_a_refused_form_keeps_it(cast, session, as_):
    client, page = as_(cast.participant), url("note-create", session_id=session.pk)
    client.post(url("note-create-draft", session_id=session.pk), {"text": "half"}, **PLAIN)
    assert client.post(page, {"text": "half and half"}).status_code == 422
    assert drafts(cast, cast.participant) == ["note"]
    assert client.post(page, {"text": "half and half", "audience": "private"}).status_code == 302
    assert drafts(cast, cast.participant) == []


def test_dropping_shows_the_form_as_it_was(cast, session, as_):
    client, keeps = as_(cast.mentor), url("session-write-up-draft", session_id=session.pk)
    answer = client.post(keeps, {"own": "half", "held": "yes"}, follow=True)
    assert "Only you see it." in answer.text
    answer = client.post(keeps, {"drop": "1"}, follow=True)
    assert "half</textarea>" not in answer.text
    assert drafts(cast, cast.mentor) == []


def test_too_much_is_refused_and_comes_back(cast, session, as_):
    client, keeps = as_(cast.mentor), url("note-create-draft", session_id=session.pk)
    typed = {"text": "too long " * 25_000}
    assert client.post(keeps, typed, **PLAIN).status_code == 422
    answer = client.post(keeps, typed)
    assert answer.status_code == 422
    assert "too long too long" in answer.text
    assert drafts(cast, cast.mentor) == []


def test_whoever_left_is_told_and_a_cancelled_session_gives_the_words_back(cast, session, as_):
    with cast.inside("harbour"):
        gone = place_in(session.engagement, cast.member)
        end_participation(participation=gone, by=cast.administrator)
        gone.refresh_from_db()
    with cast.inside("harbour", cast.member.user), pytest.raises(NotAllowed, match="Copy what you want"):
        save_note_draft(form="note", typed={"text": ["half"]}, by=gone, session=session)
    assert as_(cast.member).post(url("note-create-draft", session_id=session.pk), {"text": "half"}).status_code == 404
    with cast.inside("harbour"):
        cancel_session(session=session, by=place_in(session.engagement, cast.mentor), reason="ill")
    client = as_(cast.mentor)
    answer = client.post(url("session-write-up-draft", session_id=session.pk), {"own": "all my words"}, **PLAIN)
    assert (answer.status_code, "Copy" in answer.text) == (409, True)
    answer = client.post(url("session-write-up", session_id=session.pk), {"own": "all my words"})
    assert (answer.status_code, "all my words" in answer.text) == (409, True)


def test_what_one_person_typed_never_becomes_the_draft_of_another(cast, session, as_):
    typed = {"text": "Helen’s own words", "draft-owner": str(cast.mentor.pk)}
    answer = as_(cast.participant).post(url("note-create-draft", session_id=session.pk), typed, **PLAIN)
    assert (answer.status_code, "Somebody else is signed in" in answer.text) == (409, True)
    assert drafts(cast, cast.participant) == []


def test_signed_out_the_form_leads_to_signing_in_and_the_draft_is_there_afterwards(cast, session, as_, client):
    page = url("note-create", session_id=session.pk)
    as_(cast.participant).post(url("note-create-draft", session_id=session.pk), {"text": "kept before"}, **PLAIN)
    client.logout()
    answer = client.post(page, {"text": "kept before", "audience": "private"})
    assert answer.url.startswith("/accounts/login/?next=")
    assert "kept before</textarea>" in as_(cast.participant).get(page).text
    with cast.inside("harbour", cast.participant.user):
        assert not Note.objects.exists()


def test_others_write_no_drafts_here_and_many_fields_are_too_much(cast, session, harbour):
    sponsor = place_in(make_contract(cast), cast.sponsor)
    for place, form in ((place_in(session.engagement, cast.participant), "write-up"), (sponsor, "note")):
        with pytest.raises(NotAllowed):
            about = session if form == "write-up" else None
            save_note_draft(form=form, typed={"own": ["x"]}, by=place, session=about)
    with pytest.raises(DomainError, match="too long"):
        place = place_in(session.engagement, cast.mentor)
        save_note_draft(form="note", typed={f"f{n}": ["x"] for n in range(400)}, by=place)
