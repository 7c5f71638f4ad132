"""Whatever is signed: the policy, the list, the search and the copy give each person the same notes."""

import random

import pytest

from programs.covenant.items import choices_for
from programs.covenant.models import Covenant
from programs.covenant.queries import reading_of
from programs.covenant.terms import Terms, default_terms
from programs.engagements.queries import people_of
from programs.notes.actions import file_note, release_note, take_copy
from programs.notes.models import Note
from programs.notes.queries import notes_of, search_notes
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import make_circle, make_contract, place_in

TERMS_TRIED = 12


@pytest.fixture(params=["mentoring", "coaching"])
def engagement(request, cast):
    """Two people have written for every audience that they have."""
    with cast.inside("harbour"):
        made = make_circle(cast) if request.param == "mentoring" else make_contract(cast)
        sign_for_all(made)
    writers = (cast.mentor, cast.participant) if request.param == "mentoring" else (cast.coach, cast.participant)
    for writer in writers:
        with cast.inside("harbour", writer.user):
            by = place_in(made, writer)
            other = next(one for one in people_of(made) if one.pk != by.pk and one.role != "sponsor")
            for audience, life in [("private", False), ("named", False), ("named", True), ("engagement", False)]:
                named = [other.pk] if audience == "named" else []
                text = f"canary {writer.name} {audience} {life}"
                file_note(engagement=made, text=text, audience=audience, named=named, life=life, by=by)
            if by.role == "client":
                note = file_note(engagement=made, text="canary released", audience="engagement", by=by)
                release_note(note=note, by=by)
    return made


def any_terms(kind: str, dice: random.Random) -> Terms:
    """Cells as anybody could set them, without what the organization reserves."""
    matrix = {item: dict(row) for item, row in default_terms(kind).matrix.items()}
    for item, row in matrix.items():
        for role in row.keys() - {"organization"}:
            row[role] = dice.choice(choices_for(item, role)).value
    return Terms(kind, matrix)


def everything(cast, engagement) -> list[tuple[str, str, frozenset]]:
    """Each note's text with whose it is, its audience and whom it names, read by those who wrote them."""
    found = {}
    for writer in (cast.mentor, cast.coach, cast.participant):
        with cast.inside("harbour", writer.user):
            for note in Note.objects.filter(engagement=engagement, author_member=writer).prefetch_related("named"):
                found[note.text] = (writer.pk, note.audience, {row.member_id for row in note.named.all()}, note.life)
    return list(found.items())


def test_policy_list_search_and_copy_agree(cast, engagement):
    notes, dice = everything(cast, engagement), random.Random(engagement.kind)  # noqa: S311
    assert len(notes) >= 8
    seen = set()
    for _ in range(TERMS_TRIED):
        with cast.inside("harbour"):
            Covenant.objects.filter(engagement=engagement).update(terms=any_terms(engagement.kind, dice).as_json())
            people = people_of(engagement)
        for person in people:
            with cast.inside("harbour", person.membership.user):
                place = place_in(engagement, person.membership)
                reading = reading_of(place)
                allowed = {
                    text
                    for text, (author, audience, named, life) in notes
                    if reading.allows_note(author_id=author, audience=audience, named=named, life=life)
                }
                assert {note.text for note in notes_of(engagement, place)} == allowed
                assert {note.text for note in search_notes(person.membership, "canary").notes} == allowed
                copied = "".join(take_copy(form="json", by=person.membership, engagement=engagement).parts)
                assert {text for text, _ in notes if text in copied} == allowed - _others_life(notes, place)
                seen.add(frozenset(allowed))
    assert len(seen) > (len(people) if engagement.kind == "coaching" else 1), "people and terms make a difference"


def _others_life(notes, place) -> set[str]:
    """Life questions of others stay where they are: a copy holds them for who leads alone."""
    if place.leads:
        return set()
    return {text for text, (author, _, _, life) in notes if life and author != place.membership_id}
