"""The list of notes: filters, pages, and texts that do not open."""

import logging

import pytest
from django.db import connection
from django.urls import reverse

from programs.notes.actions import file_note
from programs.notes.models import Note
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import make_circle, make_session, place_in


@pytest.fixture
def circle(cast, harbour):
    circle = make_circle(cast)
    sign_for_all(circle)
    return circle


def url(circle, **query):
    found = reverse("notes:note-list", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    return found + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def write(cast, circle, who, *texts, **values):
    with cast.inside("harbour", who.user):
        by = place_in(circle, who)
        rows = {"audience": "engagement", **values}
        return [file_note(engagement=circle, text=text, by=by, **rows) for text in texts]


def test_kind_and_session_narrow_it(cast, circle, as_):
    session = make_session(circle, cast.mentor)
    write(cast, circle, cast.mentor, "a tale", kind="story")
    write(cast, circle, cast.mentor, "from the session", session=session)
    write(cast, circle, cast.mentor, "hers alone", audience="private", kind="story")
    client = as_(cast.participant)
    page = client.get(url(circle)).text
    assert "a tale" in page
    assert "from the session" in page
    page = client.get(url(circle, kind="story")).text
    assert "a tale" in page
    assert "from the session" not in page
    assert "hers alone" not in page
    page = client.get(url(circle, session=session.pk)).text
    assert "from the session" in page
    assert "a tale" not in page
    assert "No note fits" in client.get(url(circle, kind="insight")).text
    assert client.get(url(circle, kind="nonsense", session="x", page="y")).status_code == 200


def test_many_notes_cost_no_more_queries_than_a_few(cast, circle, as_, django_assert_max_num_queries):
    helen = [place_in(circle, cast.mentor).pk]
    write(cast, circle, cast.participant, *(f"note {number}" for number in range(15)))
    write(cast, circle, cast.participant, *(f"named {number}" for number in range(15)), audience="named", named=helen)
    client = as_(cast.mentor)
    with django_assert_max_num_queries(21):
        page = client.get(url(circle)).text
    assert page.count("Shared with Amara Okafor") == 15
    assert "Page 1 of 2" in page


def test_a_text_that_does_not_open_breaks_no_page_and_is_logged_without_words(cast, circle, as_, caplog):
    session = make_session(circle, cast.mentor)
    spoilt, _ = write(cast, circle, cast.participant, "spoilt words", "other words", session=session)
    with connection.cursor() as cursor, cast.inside("harbour", cast.participant.user):
        cursor.execute("UPDATE notes_note SET text = substring(text from 1 for 20) WHERE id = %s", [spoilt.pk])
    client = as_(cast.participant)
    detail = reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})
    with caplog.at_level(logging.ERROR, logger="programs.notes.legible"):
        for address in (url(circle), detail):
            page = client.get(address)
            assert "can’t be opened" in page.text
            assert "other words" in page.text
    assert str(spoilt.pk) in caplog.text
    assert "words" not in caplog.text
    change = reverse("notes:note-change", kwargs={"organization": "harbour", "note_id": spoilt.pk})
    sent = {"text": "over it", "audience": "engagement", "version": "1"}
    assert client.post(change, sent).status_code == 409
    write(cast, circle, cast.participant, "a new one", session=session)
    with cast.inside("harbour", cast.participant.user):
        assert Note.objects.count() == 3
