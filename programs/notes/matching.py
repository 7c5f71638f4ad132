"""Find words in a text whatever their accents and capitals, and show where."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

BEFORE, LENGTH = 60, 220  # characters of an excerpt: before the first word found, and in all
MOST_WORDS = 8
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")

Excerpt = list[tuple[str, bool]]  # parts of the text, and whether they are a word that was looked for


def fold(text: str) -> str:
    """The text without accents and capitals, as it is compared."""
    if text.isascii():
        return text.casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def words_of(typed: str) -> list[str]:
    """The words that were typed, as they are compared: each has to be there."""
    return list(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]


def has_all(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the texts together hold every word."""
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in words)


def excerpt(texts: Sequence[str], words: Sequence[str]) -> Excerpt:
    """A short piece around the first word that is found, in parts of which those found are marked."""
    text = next((text for text in texts if any(word in fold(text) for word in words)), texts[0])
    spans = _spans(text, words)
    start, end = _window(text, spans[0][0] if spans else 0)
    parts: Excerpt = [("… ", False)] if start else []
    for first, last in spans:
        if last > end:
            break
        if first > start:
            parts.append((text[start:first], False))
        parts.append((text[first:last], True))
        start = last
    parts.append((text[start:end] + (" …" if end < len(text) else ""), False))
    return [part for part in parts if part[0]]


def _window(text: str, hit: int) -> tuple[int, int]:
    """From where to where an excerpt goes: whole words, if there are any near by."""
    start = max(hit - BEFORE, 0)
    if start:
        start = text.find(" ", start, hit) + 1 or start
    end = min(start + LENGTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + LENGTH // 2, end), 0) or end
    return start, end


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text itself, in order, none inside another."""
    folded, places = [], []
    for place, character in enumerate(text):
        bare = _bare(character)
        folded.append(bare)
        places += [place] * len(bare)
    whole = "".join(folded)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [(places[hit.start()], _end(text, places[hit.end() - 1] + 1)) for hit in re.finditer(pattern, whole)]


@lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    """One character, folded; a text has few different ones."""
    return fold(character)


def _end(text: str, end: int) -> int:
    """With the accents that belong to the last character."""
    while end < len(text) and not _bare(text[end]):
        end += 1
    return end
