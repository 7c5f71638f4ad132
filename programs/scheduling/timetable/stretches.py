"""Arithmetic of stretches of time: sorted, apart from each other, half open.

A closed end becomes a half open one by adding `TICK`: between a moment and its tick there is no other datetime.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

Stretch = tuple[datetime, datetime]  # aware UTC moments, half open: [since, until)

TICK = timedelta.resolution
DAY = timedelta(days=1)


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time in order, where stretches that overlap or touch are one. Empty ones vanish."""
    found: list[Stretch] = []
    begin = end = None
    for since, until in sorted(stretches):
        if since >= until:
            continue
        if end is None:
            begin, end = since, until
        elif since > end:
            found.append((begin, end))
            begin, end = since, until
        elif until > end:
            end = until
    if end is not None:
        found.append((begin, end))
    return found


def _shared(left: Sequence[Stretch], right: Sequence[Stretch]) -> Iterator[Stretch]:
    i = j = 0
    while i < len(left) and j < len(right):
        since = max(left[i][0], right[j][0])
        until = min(left[i][1], right[j][1])
        if since < until:
            yield since, until
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1


def common(left: Sequence[Stretch], right: Sequence[Stretch]) -> list[Stretch]:
    """The time that is in both. Both are merged, and so is what comes out."""
    return list(_shared(left, right))


def meet(left: Sequence[Stretch], right: Sequence[Stretch]) -> bool:
    """Whether there is time that is in both. Both are merged."""
    return any(True for _ in _shared(left, right))


def without(stretches: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """The time of the first that is not in the second. Both are merged, and so is what comes out."""
    found = []
    j = 0
    for begin, end in stretches:
        since = begin
        while j < len(taken) and taken[j][1] <= since:
            j += 1
        k = j  # the last one taken may reach into the next stretch
        while k < len(taken) and taken[k][0] < end:
            if since < taken[k][0]:
                found.append((since, taken[k][0]))
            since = taken[k][1]
            k += 1
        if since < end:
            found.append((since, end))
        j = max(j, k - 1)
    return found
