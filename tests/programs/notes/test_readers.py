"""Who can read a note: the pages ask, and the database asks once more."""

import pytest
from django.db import connection
from django.urls import reverse

from programs.engagements.actions import end_participation
from programs.notes.queries import Scope, here_of, notes_of, notes_of_session
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_contract, make_session, place_in


@pytest.fixture
def contract(cast):
    """Rafael wrote one private and one shared note, Amara a private one."""
    with cast.inside("harbour", cast.coach.user):
        contract = make_contract(cast)
        session = make_session(contract, cast.coach)
        make_note(contract, cast.coach, text="coach alone", audience="private", session=session)
        make_note(contract, cast.coach, text="coach and client", session=session)
    with cast.inside("harbour", cast.participant.user):
        make_note(contract, cast.participant, text="client alone", audience="private")
    contract.first_session = session
    return contract


def raw_count(cast, membership):
    """What the portal's role sees with plain SQL as this person."""
    slug = "harbour" if membership.organization_id == cast.harbour.pk else "northwind"
    with cast.inside(slug, membership.user), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes_note")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("coach", 2),
        ("participant", 2),
        ("sponsor", 0),
        ("administrator", 0),
        ("manager", 0),
        ("bystander", 0),
        ("stranger", 0),
    ],
)
def test_the_database_shows_notes_to_their_readers_only(cast, contract, who, seen):
    assert raw_count(cast, getattr(cast, who)) == seen


def test_the_database_shows_no_note_when_nobody_is_signed_in(cast, contract):
    with cast.inside("harbour"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes_note")
        assert cursor.fetchone() == (0,)


def test_the_database_holds_ciphertext(cast, contract):
    with cast.inside("harbour", cast.coach.user), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM notes_note")
        assert all(b"coach" not in bytes(row[0]) for row in cursor.fetchall())


def texts(notes):
    return sorted(note.text for note in notes)


def test_each_reads_their_own_and_the_shared_ones(cast, contract):
    with cast.inside("harbour", cast.coach.user):
        assert texts(notes_of(contract, place_in(contract, cast.coach))) == ["coach alone", "coach and client"]
    with cast.inside("harbour", cast.participant.user):
        amara = place_in(contract, cast.participant)
        assert texts(notes_of(contract, amara)) == ["client alone", "coach and client"]
        assert texts(notes_of_session(contract.first_session, amara)) == ["coach and client"]


def test_a_sponsor_reads_none_even_if_the_query_runs_as_a_reader(cast, contract):
    with cast.inside("harbour", cast.coach.user):
        assert notes_of(contract, place_in(contract, cast.sponsor)) == []


def test_the_query_hides_private_notes_even_if_the_database_would_show_them(cast, contract):
    with cast.inside("harbour", cast.coach.user):
        assert texts(notes_of(contract, place_in(contract, cast.participant))) == ["coach and client"]


def test_who_has_left_reads_nothing_any_more(cast, contract):
    with cast.inside("harbour", cast.participant.user):
        amara = place_in(contract, cast.participant)
        end_participation(participation=amara, by=cast.administrator)
        amara.refresh_from_db()
        assert notes_of(contract, amara) == []
    assert raw_count(cast, cast.participant) == 1  # their own words stay theirs


def line(engagement, audience, membership):
    """What a form says about an audience before anything is written."""
    here = here_of(engagement, place_in(engagement, membership))
    return here.line(Scope(audience, membership.pk), to_choose=True)


def test_the_readers_line_names_everybody(cast, harbour):
    contract, circle = make_contract(cast), make_circle(cast)
    heading, words = line(contract, "engagement", cast.coach)
    assert heading == "Shared with Amara Okafor"
    assert words == "Amara Okafor and you can read this. Lucía Ferrer, the sponsor, can’t. Harbour Health can’t."
    heading, words = line(circle, "engagement", cast.participant)
    assert heading == "Shared with the circle"
    assert words == "All 3 people here can read this: Helen Byrne, Tiago Mendes and you. Harbour Health can’t."
    heading, words = line(circle, "private", cast.participant)
    assert heading == "Only you"
    assert words == "Nobody else can read this: not Helen Byrne, not the rest of the circle, not Harbour Health."


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger", "sponsor"])
def test_no_page_shows_notes_to_others(cast, as_, contract, who):
    client = as_(getattr(cast, who))
    session = contract.first_session
    for name, kwargs in [
        ("scheduling:session-detail", {"session_id": session.pk}),
        ("notes:note-list", {"engagement_id": contract.pk}),
        ("notes:session-write-up", {"session_id": session.pk}),
    ]:
        page = client.get(reverse(name, kwargs={"organization": "harbour", **kwargs}))
        assert "coach and client" not in page.text
        assert "coach alone" not in page.text
        if who != "sponsor":
            assert page.status_code == 404


def test_the_session_page_shows_each_reader_their_notes(cast, as_, contract):
    url = reverse(
        "scheduling:session-detail", kwargs={"organization": "harbour", "session_id": contract.first_session.pk}
    )
    seen = as_(cast.participant).get(url).text
    assert "coach and client" in seen
    assert "coach alone" not in seen
    assert "Harbour Health can’t." in seen
    assert "coach alone" in as_(cast.coach).get(url).text


def test_the_list_of_notes_shows_what_one_may_read(cast, as_, contract):
    url = reverse("notes:note-list", kwargs={"organization": "harbour", "engagement_id": contract.pk})
    seen = as_(cast.participant).get(url).text
    assert "coach and client" in seen
    assert "client alone" in seen
    assert "coach alone" not in seen
