"""The journal: one's own words from everywhere, and nobody else's."""

import pytest
from django.urls import reverse

from programs.notes.models import Note
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_contract

URL = reverse("notes:journal", kwargs={"organization": "harbour"})


@pytest.fixture
def written(cast):
    with cast.inside("harbour", cast.participant.user):
        circle, contract = make_circle(cast), make_contract(cast)
        make_note(circle, cast.participant, text="alone in the circle", audience="private")
        note = make_note(contract, cast.participant, text="what I saw about myself")
        Note.objects.filter(pk=note.pk).update(kind="insight")
        make_note(contract, cast.participant, text="plainly shared")
    with cast.inside("harbour", cast.coach.user):
        note = make_note(contract, cast.coach, text="the coach’s insight")
        Note.objects.filter(pk=note.pk).update(kind="insight")


def test_it_joins_what_one_wrote_for_oneself_and_ones_insights(cast, written, as_):
    page = as_(cast.participant).get(URL).text
    assert "alone in the circle" in page
    assert "what I saw about myself" in page
    assert "plainly shared" not in page
    assert "the coach’s insight" not in page


def test_it_is_filtered_by_kind_and_empty_for_others(cast, written, as_):
    client = as_(cast.participant)
    assert "alone in the circle" not in client.get(URL, {"kind": "insight"}).text
    assert "alone in the circle" in client.get(URL, {"kind": "no such kind"}).text
    assert "Nothing here yet" in as_(cast.administrator).get(URL).text


def test_it_costs_the_same_for_more_notes(cast, written, as_, django_assert_num_queries):
    client = as_(cast.participant)
    client.get(URL)
    with django_assert_num_queries(10):
        client.get(URL)
    with cast.inside("harbour", cast.participant.user):
        circle = make_circle(cast, title="Another")
        for number in range(5):
            make_note(circle, cast.participant, text=f"more {number}", audience="private")
    with django_assert_num_queries(10):
        client.get(URL)
