"""The ledger: whoever opens somebody else's note is written down before they read it, and the author sees it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.notes.actions import opening as ledger_actions
from programs.notes.models import NoteAccess
from tests.factories.notes import make_note
from tests.factories.scheduling import at, make_circle, make_session

NOON = datetime(2026, 5, 13, 12, 10, tzinfo=UTC)


@pytest.fixture
def circle(cast):
    """Helen wrote one shared note and a private one, Amara a shared one."""
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        make_note(circle, cast.mentor, text="canary-shared")
        make_note(circle, cast.mentor, text="canary-own", audience="private")
    with cast.inside("harbour", cast.participant.user):
        make_note(circle, cast.participant, text="canary-amaras")
    return circle


def url(name, engagement, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", "engagement_id": engagement.pk, **kwargs})


def rows(cast):
    with cast.inside("harbour", cast.mentor.user):
        return sorted(NoteAccess.objects.values_list("reader__user__name", "hour__hour"))


def test_opening_is_recorded_once_an_hour_and_never_for_ones_own(cast, as_, circle):
    page = url("notes:note-list", circle)
    for moment in (NOON, NOON + timedelta(minutes=40), NOON + timedelta(hours=1)):
        with at(moment):
            assert "Helen sees that you opened it" in as_(cast.member).get(page).text
    assert rows(cast) == [("Tiago Mendes", 12), ("Tiago Mendes", 12), ("Tiago Mendes", 13), ("Tiago Mendes", 13)]
    with at(NOON):
        seen = as_(cast.mentor).get(page).text  # one note of Amara's, and her own two
    assert ("Helen Byrne", 12) in rows(cast)
    assert len(rows(cast)) == 5
    assert re.search(r"Opened by\s*<a[^>]*>Tiago Mendes</a>", seen)


def test_the_ledger_tells_the_author_in_plain_words_and_shows_no_text(cast, as_, circle):
    with at(NOON):
        as_(cast.member).get(url("notes:note-list", circle))
    with at(NOON + timedelta(hours=2)):
        as_(cast.member).get(url("notes:note-list", circle))
    helens = " ".join(re.sub(r"<[^>]+>", "", as_(cast.mentor).get(url("notes:ledger", circle)).text).split())
    assert "Wednesday 13 May" in helens
    assert re.search(r"Tiago Mendes opened your note of .+ at 13:10, and again at 15:10", helens)
    assert "canary" not in helens
    tiagos = as_(cast.member).get(url("notes:ledger", circle)).text
    assert "Nobody has opened a note of yours" in tiagos
    assert "Helen" not in re.sub(r"(?s)<header.*?</header>", "", tiagos)
    assert as_(cast.administrator).get(url("notes:ledger", circle)).status_code == 404


def test_without_a_row_there_is_no_text(cast, as_, circle, monkeypatch):
    def refuse(**kwargs):
        raise DatabaseError("the ledger is gone")

    monkeypatch.setattr(ledger_actions.NoteAccess.objects, "bulk_create", lambda *args, **kwargs: refuse())
    client = as_(cast.member)
    client.raise_request_exception = False
    answer = client.get(url("notes:note-list", circle))
    assert answer.status_code == 500
    assert "canary" not in answer.text


def test_nobody_can_change_or_delete_what_is_written(cast, as_, circle):
    as_(cast.member).get(url("notes:note-list", circle))
    with cast.inside("harbour"):
        for sql in ("UPDATE notes_noteaccess SET opened_at = now()", "DELETE FROM notes_noteaccess"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)


def test_recording_and_the_ledger_take_the_same_queries_for_many_notes(cast, as_, circle):
    def count(client, address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address)
        return len(found)

    pages = [url("notes:note-list", circle), url("notes:ledger", circle)]
    few = [[count(as_(person), page) for page in pages] for person in (cast.member, cast.mentor)]
    with cast.inside("harbour", cast.mentor.user):
        session = make_session(circle, cast.mentor)
        for number in range(12):
            make_note(circle, cast.mentor, text=f"note {number}", session=session)
    as_(cast.participant).get(pages[0])
    many = [[count(as_(person), page) for page in pages] for person in (cast.member, cast.mentor)]
    assert many == few


SILENT = {  # files that ask for notes and show none
    "changing.py": "makes the form of views/filing.py, which has recorded it by then",
    "drafting.py": "answers with a line about the draft",
    "insights.py": "shows one's own alone, which are never recorded",
}


def test_whoever_asks_for_notes_for_a_page_records_it():
    """A new page with notes must call `record_accesses`; tasks select no notes."""
    asks = re.compile(r"\b(?:notes_of|notes_of_session|get_note_for|notes_through|last_time|with_readers)\(")
    rooms = Path(__file__).resolve().parents[3] / "programs"
    files = [path for path in rooms.rglob("*.py") if "views" in path.parts or path.name == "panels.py"]
    silent = [path.name for path in files if asks.search(text := path.read_text()) and "record_accesses" not in text]
    assert sorted(silent) == sorted(SILENT)
