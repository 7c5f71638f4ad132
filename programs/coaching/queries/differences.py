"""What one version of an agreement says otherwise than another, part by part and line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from programs.coaching.queries.agreement import Agreement, Section, sections_of
from programs.coaching.queries.versions import Paper, papers_for
from programs.engagements.models import Participation

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"


@dataclass(frozen=True)
class Line:
    """A line that is the same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A part of the text: the same, added, removed, or changed in some of its lines."""

    kind: str
    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Difference:
    """Two versions of one text beside each other; with `client` the part for that client and the coach."""

    client: Participation | None
    changes: list[Change]

    @property
    def shown(self) -> list[Change]:
        """What differs."""
        return [change for change in self.changes if change.kind != SAME]

    @property
    def folded(self) -> list[Change]:
        """What is the same in both."""
        return [change for change in self.changes if change.kind == SAME]


def differences_for(before: Agreement, after: Agreement, place: Participation) -> list[Difference]:
    """What differs in the texts that this party reads; texts in which nothing does are left out."""
    old, new = _by_client(papers_for(before, place)), _by_client(papers_for(after, place))
    clients = list(dict.fromkeys([*old, *new]))
    found = []
    for key in clients:
        paper = new.get(key) or old[key]
        texts = [papers[key].text if key in papers else "" for papers in (old, new)]
        found.append(Difference(paper.client, list(_changes(*texts))))
    return [difference for difference in found if difference.shown]


def _by_client(papers: list[Paper]) -> dict:
    return {paper.client and paper.client.pk: paper for paper in papers}


def _changes(before: str, after: str) -> Iterator[Change]:
    """Parts are told apart by their headings."""
    old, new = sections_of(before), sections_of(after)
    matcher = SequenceMatcher(None, [part.heading for part in old], [part.heading for part in new], autojunk=False)
    for word, start, end, first, last in matcher.get_opcodes():
        if word == "equal":
            yield from (_compared(*pair) for pair in zip(old[start:end], new[first:last], strict=True))
        else:
            yield from (_whole(REMOVED, part) for part in old[start:end])
            yield from (_whole(ADDED, part) for part in new[first:last])


def _compared(old: Section, new: Section) -> Change:
    lines = []
    for word, start, end, first, last in SequenceMatcher(None, old.lines, new.lines, autojunk=False).get_opcodes():
        if word == "equal":
            lines += [Line(SAME, text) for text in new.lines[first:last]]
        else:
            lines += [Line(REMOVED, text) for text in old.lines[start:end]]
            lines += [Line(ADDED, text) for text in new.lines[first:last]]
    return Change(SAME if old.lines == new.lines else CHANGED, new.heading, lines)


def _whole(kind: str, part: Section) -> Change:
    return Change(kind, part.heading, [Line(kind, text) for text in part.lines])
