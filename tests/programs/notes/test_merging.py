"""Differences and merges of texts."""

import random

import pytest

from programs.notes.merging import ADDED, REMOVED, differences, merge

BASE = "We met on Monday. All came.\n\nNext time we talk about praise."


def test_a_difference_is_told_in_words():
    pieces = differences("We met on Monday.", "We met on Tuesday, early.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "We met on"),
        ("removed", " Monday."),
        ("added", " Tuesday, early."),
    ]


def test_any_two_texts_can_be_put_back_together_from_their_difference():
    dice = random.Random(7)  # noqa: S311 - no secret
    for alphabet in (["a ", "b ", "c. ", "\n"], [f"word{n} " for n in range(50)], ["same "]):
        before, after = ("".join(dice.choices(alphabet, k=3000)) for _ in range(2))
        pieces = differences(before, after)
        assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
        assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after


@pytest.mark.parametrize(
    ("theirs", "mine", "found"),
    [
        (BASE.replace("All", "Nearly all"), BASE + " And about blame.", ["Nearly all came.", "And about blame."]),
        (BASE.replace("Monday", "Tuesday"), BASE.replace("Monday", "Friday"), ["on Tuesday.", "on Friday."]),
        (BASE + "\n\nTheirs.", BASE + "\n\nMine.", ["Theirs.", "Mine."]),
    ],
)
def test_two_changes_stand_together_and_nothing_is_lost(theirs, mine, found):
    text = merge(BASE, theirs, mine)
    assert all(part in text for part in found)
    assert text.count("Next time we talk about praise.") == 1


def test_what_one_side_took_out_stays_out():
    assert merge(BASE, BASE.replace(" All came.", ""), BASE + " Soon.") == BASE.replace(" All came.", "") + " Soon."


def test_without_a_common_text_both_are_kept_whole():
    assert merge(None, "theirs", "mine") == "theirs mine"
