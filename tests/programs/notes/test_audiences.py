"""Whom a note can have as readers, and how its author changes that."""

import pytest
from django.db import connection
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.covenant.actions import declare_terms
from programs.engagements.actions import end_participation
from programs.notes.actions import change_note, file_note, release_note, take_back_note
from programs.notes.models import Note, NoteReader
from programs.notes.queries import note_for, notes_of
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.scheduling import make_circle, make_contract, place_in


@pytest.fixture
def circle(cast, harbour):
    circle = make_circle(cast)
    sign_for_all(circle)
    return circle


@pytest.fixture
def contract(cast, harbour):
    contract = make_contract(cast)
    sign_for_all(contract)
    return contract


def file(cast, engagement, who, **values):
    """A note of somebody."""
    with cast.inside("harbour", who.user):
        by = place_in(engagement, who)
        return file_note(engagement=engagement, by=by, **{"text": "words of it", "audience": "engagement", **values})


def reads(cast, note, who) -> bool:
    """Whether the pages, and the database too, show somebody this note."""
    with cast.inside("harbour", who.user):
        page = note.pk in {row.pk for row in notes_of(note.engagement, place_in(note.engagement, who))}
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM notes_note WHERE id = %s", [note.pk])
            assert cursor.fetchone()[0] == page
    return page


def line(cast, note, who):
    with cast.inside("harbour", who.user):
        return note_for(place_in(note.engagement, who), note.pk).readers


def address(name, **ids):
    return reverse(f"notes:{name}", kwargs={"organization": "harbour", **ids})


def test_only_the_named_read_it_and_the_line_says_so(cast, circle):
    note = file(cast, circle, cast.participant, audience="named", named=[place_in(circle, cast.mentor).pk], life=True)
    assert reads(cast, note, cast.mentor)
    assert not reads(cast, note, cast.member)
    assert line(cast, note, cast.participant) == (
        "Shared with Helen Byrne",
        "Helen Byrne and you can read this. The rest of the circle can’t. Harbour Health can’t.",
    )
    assert line(cast, note, cast.mentor).heading == "Shared with Amara Okafor"


def test_who_has_left_or_sponsors_or_is_elsewhere_cannot_be_named(cast, circle, contract):
    gone = place_in(circle, cast.member)
    for engagement, named in [
        (circle, []),
        (circle, [place_in(circle, cast.participant).pk]),
        (circle, [place_in(contract, cast.coach).pk]),
        (contract, [place_in(contract, cast.sponsor).pk]),
    ]:
        with pytest.raises(DomainError) as refusal:
            file(cast, engagement, cast.participant, audience="named", named=named)
        assert refusal.value.field == "named"
    end_participation(participation=gone, by=cast.administrator)
    with pytest.raises(DomainError):
        file(cast, circle, cast.participant, audience="named", named=[gone.pk])
    assert not NoteReader.objects.exists()


@pytest.mark.parametrize("audience", ["engagement", "sponsor"])
def test_a_life_question_has_no_wider_audience(cast, contract, audience):
    with pytest.raises(DomainError, match="for you alone or for people whom you name"):
        file(cast, contract, cast.participant, audience=audience, life=True)


def test_the_client_alone_lets_the_sponsor_read(cast, contract):
    with pytest.raises(DomainError, match="when the client releases it"):
        file(cast, contract, cast.coach, audience="sponsor")
    note = file(cast, contract, cast.coach)
    with cast.inside("harbour", cast.coach.user), pytest.raises(NotAllowed):
        release_note(note=note, by=place_in(contract, cast.coach))
    assert not reads(cast, note, cast.sponsor)
    with cast.inside("harbour", cast.participant.user):
        amara = place_in(contract, cast.participant)
        assert release_note(note=note, by=amara).released_by == cast.participant
        assert release_note(note=note, by=amara).audience == "sponsor"
    assert reads(cast, note, cast.sponsor)
    assert line(cast, note, cast.sponsor).heading == "Released to you"
    assert "Lucía Ferrer, the sponsor, can read this" in line(cast, note, cast.coach).sentence
    with cast.inside("harbour", cast.participant.user):
        assert take_back_note(note=note, by=amara).released_at is None
    assert not reads(cast, note, cast.sponsor)


def test_other_words_of_the_coach_were_not_released(cast, contract):
    note = file(cast, contract, cast.coach)
    with cast.inside("harbour", cast.participant.user):
        release_note(note=note, by=place_in(contract, cast.participant))
    with cast.inside("harbour", cast.coach.user):
        note = note_for(place_in(contract, cast.coach), note.pk)
        change_note(note=note, text="and more", version=1, by=place_in(contract, cast.coach))
    assert not reads(cast, note, cast.sponsor)
    assert reads(cast, note, cast.participant)


def test_where_the_covenant_says_no_nothing_is_released(cast, harbour):
    contract = make_contract(cast)
    terms = terms_with("coaching", {("notes", "sponsor"): "none"})
    declare_terms(program=contract.program, terms=terms, by=cast.administrator)
    sign_for_all(contract)
    with pytest.raises(DomainError, match="No sponsor reads notes here"):
        file(cast, contract, cast.participant, audience="sponsor")
    note = file(cast, contract, cast.participant)
    with cast.inside("harbour", cast.participant.user), pytest.raises(DomainError):
        release_note(note=note, by=place_in(contract, cast.participant))


def test_more_readers_are_named_and_agreed_to_first_and_never_see_what_it_said_before(cast, circle, as_):
    note = file(cast, circle, cast.participant, audience="private", text="my secret")
    client, url = as_(cast.participant), address("note-change", note_id=note.pk)
    assert client.post(url, {"audience": "private", "text": "no secret", "version": "1"}).status_code == 302
    sent = {"audience": "engagement", "text": "no secret", "version": "2", "together": "on"}
    page = client.post(url, sent)
    assert page.status_code == 422
    assert "Helen Byrne and Tiago Mendes will be able to read this note" in page.text
    helen = str(place_in(circle, cast.mentor).pk)
    other = client.post(url, {**sent, "audience": "named", "named": [helen], "wider": "engagement"})
    assert other.status_code == 422  # the tick was set for other people
    assert not reads(cast, note, cast.mentor)
    assert client.post(url, {**sent, "wider": "engagement"}).status_code == 302
    assert reads(cast, note, cast.mentor)
    with cast.inside("harbour", cast.mentor.user), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes_noteversion")
        assert cursor.fetchone() == (0,)
    assert client.post(url, {"audience": "private", "text": "no secret", "version": "3"}).status_code == 302
    assert not reads(cast, note, cast.mentor)


def test_before_everybody_has_signed_the_form_offers_only_oneself_and_says_why(cast, harbour, as_):
    circle = make_circle(cast)
    client, url = as_(cast.participant), address("note-create", engagement_id=circle.pk)
    page = client.get(url).text
    assert "Still to sign: Helen Byrne, Amara Okafor, Tiago Mendes" in page
    assert page.count("disabled") == 2
    refused = client.post(url, {"audience": "engagement", "text": "typed text"})
    assert refused.status_code == 422
    assert "typed text" in refused.text
    assert client.post(url, {"audience": "private", "text": "typed text"}).status_code == 302


def test_the_form_names_people_and_takes_no_forged_ones(cast, circle, contract, as_):
    client, url = as_(cast.participant), address("note-create", engagement_id=contract.pk)
    page = client.get(url).text
    assert "Everybody here and the sponsor" in page
    assert "Rafael Moreira, you and Lucía Ferrer, the sponsor, can read this." in page
    assert "Everybody here and the sponsor" not in as_(cast.coach).get(url).text
    forged = {"text": "x", "audience": "named", "named": [str(place_in(contract, cast.sponsor).pk)]}
    client = as_(cast.participant)
    for sent in (forged, {"text": "x", "audience": "everybody"}, {**forged, "named": ["nobody"]}):
        assert client.post(url, sent).status_code == 422
    with cast.inside("harbour", cast.participant.user):
        assert not Note.objects.exists()


def test_too_much_text_is_refused_and_comes_back_whole(cast, circle, as_):
    text = "é" * 1_000_000
    answer = as_(cast.participant).post(
        address("note-create", engagement_id=circle.pk), {"audience": "private", "text": text}
    )
    assert answer.status_code == 422
    assert text in answer.text
    assert "at most 20000 characters; this has 1000000" in answer.text
