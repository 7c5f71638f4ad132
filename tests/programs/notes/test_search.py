"""Search: what one may read and nothing else, by a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from programs.goals.actions import agree_action
from programs.goals.models import Question
from programs.notes.matching import excerpt, has_all, words_of
from programs.notes.models import Note, NoteAccess
from programs.notes.queries import search as searching
from programs.notes.queries import search_notes
from programs.scheduling.models import Topic
from tests.factories.goals import make_objective
from tests.factories.notes import make_note
from tests.factories.scheduling import at, make_circle, make_contract, make_session, place_in

URL = reverse("notes:search", kwargs={"organization": "harbour"})


@pytest.fixture
def rooms(cast):
    """A circle (Helen, Amara, Tiago) and a contract (Rafael, Amara, Lucía), with the word “canary” all over."""
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        make_note(circle, cast.mentor, text="canary of Helen alone", audience="private")
        make_note(circle, cast.mentor, text="canary that Helen shared")
        helen = place_in(circle, cast.mentor)
        Topic.objects.create(
            engagement=circle,
            proposed_by=place_in(circle, cast.member),
            proposed_at=timezone.now(),
            text="canary of Tiago’s life",
            life=True,
        )
        Question.objects.create(
            engagement=circle,
            asked_by=place_in(circle, cast.member),
            asked_at=timezone.now(),
            text="canary question",
            answer="a canary in the answer",
        )
        agree_action(owner=place_in(circle, cast.member), text="canary action", due_on=None, by=helen)
    with cast.inside("harbour", cast.participant.user):
        contract = make_contract(cast)
        make_note(contract, cast.participant, text="canary of Amara alone", audience="private")
        make_objective(contract, cast.participant, title="canary objective")
    with cast.inside("harbour", cast.coach.user):
        make_note(
            contract, cast.coach, text="Züge im Café, canary of Rafael", session=make_session(contract, cast.coach)
        )
    return circle, contract


def found(cast, membership, words="canary", **narrow):
    with cast.inside("harbour", membership.user):
        results = search_notes(membership, words, **narrow)
        return {" ".join(hit.piece.texts) for _, hits in results.groups for hit in hits}


SHARED = {"canary that Helen shared", "canary question a canary in the answer", "canary action"}
HELENS = SHARED | {"canary of Helen alone", "canary of Tiago’s life"}
OBJECTIVE = "canary objective Team survey, average score. Tiago counts it."


def test_everybody_finds_what_they_may_read_and_nothing_else(cast, rooms):
    may = {
        "mentor": HELENS,
        "member": SHARED | {"canary of Tiago’s life"},
        "participant": SHARED | {"canary of Amara alone", "Züge im Café, canary of Rafael", OBJECTIVE},
        "coach": {"Züge im Café, canary of Rafael", OBJECTIVE},
        "sponsor": {OBJECTIVE},
        **{who: set() for who in ("administrator", "manager", "bystander", "trainer")},
    }
    assert {who: found(cast, getattr(cast, who)) for who in may} == may


def test_filters_narrow_and_words_add_up(cast, rooms):
    circle, _ = rooms
    who = cast.participant
    assert found(cast, who, "CAFE zuge") == {"Züge im Café, canary of Rafael"}
    assert found(cast, who, "café helen") == set()
    assert found(cast, who, engagement=circle.pk) == SHARED
    assert found(cast, who, kinds=["action"]) == {"canary action"}
    assert found(cast, who, kinds=["note"], author=cast.coach.pk) == {"Züge im Café, canary of Rafael"}
    assert found(cast, who, until=timezone.now() - timedelta(days=1), kinds=["note"]) == set()
    assert found(cast, who, "   ") == set()


def test_the_page_searches_by_post_marks_the_word_and_the_ledger_knows(cast, rooms, as_):
    browser = as_(cast.participant)
    assert "canary" not in browser.get(URL, {"words": "canary"}).text
    page = browser.post(URL, {"words": "canary"})
    assert "<mark>canary</mark> that Helen shared" in page.text
    assert "Helen alone" not in page.text
    assert "Amara with Rafael" in page.text
    assert page["Cache-Control"].startswith("max-age=0")
    with cast.inside("harbour", cast.participant.user):
        opened = set(NoteAccess.objects.values_list("note__author_member__user__name", "reader__user__name"))
        assert opened == {("Helen Byrne", "Amara Okafor"), ("Rafael Moreira", "Amara Okafor")}
        assert not AuditEntry.objects.filter(data__icontains="canary").exists()
    browser.post(URL, {"words": "nothing like that"})
    assert browser.post(URL, {"words": " "}).status_code == 422
    assert browser.post(URL, {"words": "canary", "engagement": str(cast.harbour.pk)}).status_code == 422


def test_markup_in_a_note_stays_text(cast, rooms, as_):
    with cast.inside("harbour", cast.mentor.user):
        make_note(rooms[0], cast.mentor, text="<script>alert(1)</script> needle")
    page = as_(cast.member).post(URL, {"words": "needle"}).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>needle</mark>" in page


def test_more_notes_and_engagements_cost_no_more_queries(cast, rooms, django_assert_max_num_queries, monkeypatch):
    with cast.inside("harbour", cast.mentor.user):
        for number in range(4):
            circle = make_circle(cast, title=f"Circle {number}")
            for text in range(3):
                make_note(circle, cast.mentor, text=f"needle {number} {text}")
        with django_assert_max_num_queries(11):
            results = search_notes(cast.mentor, "needle")
        assert (results.count, len(results.groups), results.capped) == (12, 4, [])
        monkeypatch.setattr(searching, "MOST", 5)
        monkeypatch.setattr(searching, "SHOWN", 2)
        with at(timezone.now() - timedelta(days=3)):
            make_note(circle, cast.mentor, text="an old needle")
        results = search_notes(cast.mentor, "needle")
        assert (results.count, results.shown, results.capped) == (5, 2, ["notes"])


def test_removed_notes_are_not_found(cast, rooms):
    with cast.inside("harbour", cast.mentor.user):
        Note.objects.update(removed_at=timezone.now())
    assert "canary of Helen alone" not in found(cast, cast.mentor)


def test_an_excerpt_stands_around_the_word_in_the_text_as_it_was_written():
    text = "a" * 300 + " the Größe of it, GRÖSSE again " + "b" * 300
    parts = excerpt([text], words_of("grosse"))
    assert [part for part, hit in parts if hit] == ["Größe", "GRÖSSE"]
    assert parts[0] == ("… ", False)
    assert parts[-1][0].endswith(" …")
    assert has_all(["Olá João"], words_of("ola JOAO"))
    assert excerpt(["e\u0301te\u0301"], words_of("ete")) == [("e\u0301te\u0301", True)]
