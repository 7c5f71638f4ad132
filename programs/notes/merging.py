"""Differences between texts, and two changes of one text put together. Values only, no database."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_WORK = 1_000_000  # pairs of pieces that are compared; a difference of more is told in larger pieces
_WORDS = re.compile(r"\s*\S+|\s+$")
_SENTENCES = re.compile(r"\s+|\S[^\n]*?(?:[.!?…]+(?=\s|\Z)|(?=\n|\Z))")
_LINES = re.compile(r"[^\n]*\n+|[^\n]+$")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it was added, removed or stayed."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """What became of `before`, word by word."""
    if before == after:
        return [Piece(SAME, after)] if after else []
    old, new = _pieces(before, after, (_WORDS, _SENTENCES, _LINES))
    found: list[Piece] = []
    for tag, start, end, new_start, new_end in _opcodes(old, new):
        if tag == "equal":
            found.append(Piece(SAME, "".join(old[start:end])))
            continue
        if end > start:
            found.append(Piece(REMOVED, "".join(old[start:end])))
        if new_end > new_start:
            found.append(Piece(ADDED, "".join(new[new_start:new_end])))
    return found


def merge(base: str | None, theirs: str, mine: str) -> str:
    """Both changes of `base` in one text, sentence by sentence. Where both changed the same, both stand there.

    Args:
        base: the text that both began with; None if it is not known, and then nothing of either is left out.
    """
    if base is None:
        return _both(theirs, mine)
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    first, second, third = _pieces_of_three(base, theirs, mine)
    return "".join(_woven(first, second, third))


def _woven(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Stretches between the places at which all three agree, each resolved for itself."""
    kept_there, kept_here = _kept(base, theirs), _kept(base, mine)
    anchors = [at for at in range(len(base)) if at in kept_there and at in kept_here]
    found: list[str] = []
    at = there = here = 0
    for anchor in [*anchors, len(base)]:
        there_end = kept_there.get(anchor, len(theirs))
        here_end = kept_here.get(anchor, len(mine))
        between = base[at:anchor], theirs[there:there_end], mine[here:here_end]
        found.append(_resolved(*map("".join, between)))
        found += base[anchor : anchor + 1]
        at, there, here = anchor + 1, there_end + 1, here_end + 1
    return found


def _resolved(base: str, theirs: str, mine: str) -> str:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else _both(theirs, mine)


def _both(theirs: str, mine: str) -> str:
    if mine.strip() in theirs:
        return theirs
    if theirs.strip() in mine:
        return mine
    gap = "\n\n" if "\n" in theirs + mine else " "
    return theirs.rstrip() + gap + mine.lstrip()


def _kept(base: list[str], other: list[str]) -> dict[int, int]:
    """Which pieces of `base` stand in `other`, and where."""
    return {
        start + step: other_start + step
        for tag, start, end, other_start, _ in _opcodes(base, other)
        if tag == "equal"
        for step in range(end - start)
    }


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _pieces(before: str, after: str, ways: tuple[re.Pattern[str], ...]) -> tuple[list[str], list[str]]:
    """Both texts in the smallest pieces that can be compared in a moment."""
    for way in ways:
        old, new = way.findall(before), way.findall(after)
        if _work(old, new) <= MOST_WORK:
            return old, new
    return [before], [after]


def _pieces_of_three(base: str, theirs: str, mine: str) -> tuple[list[str], list[str], list[str]]:
    for way in (_SENTENCES, _LINES):
        parts = way.findall(base), way.findall(theirs), way.findall(mine)
        if max(_work(parts[0], parts[1]), _work(parts[0], parts[2])) <= MOST_WORK:
            return parts
    return [base], [theirs], [mine]


def _work(old: list[str], new: list[str]) -> int:
    """How many pairs of equal pieces there are, of which each can be the begin of a match."""
    counts: dict[str, int] = {}
    for piece in old:
        counts[piece] = counts.get(piece, 0) + 1
    return sum(counts.get(piece, 0) for piece in new) * (1 + len(old) // 500)
