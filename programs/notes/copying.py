"""How a copy is written: Markdown to read, JSON for other programs. Both in small parts, however long it is."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from portal.ui import clock
from programs.engagements.models import Engagement
from programs.notes.queries.copying import Copy
from programs.notes.searching import Piece, Searcher


class Writer(Protocol):
    """One form of a copy."""

    name: str
    content_type: str

    def begin(self, copy: Copy, now: datetime) -> str: ...
    def engagement(self, engagement: Engagement, *, first: bool) -> str: ...
    def pieces(self, copy: Copy, source: Searcher, pieces: Iterable[Piece], *, first: bool) -> str: ...
    def after_engagement(self) -> str: ...
    def end(self) -> str: ...


class Markdown:
    """To read: what people wrote stands in quotes, so that no line of it looks like a heading of the file."""

    name, content_type = "md", "text/markdown; charset=utf-8"

    def begin(self, copy: Copy, now: datetime) -> str:
        person = copy.membership
        made = clock.day(now, person.user.time_zone, now)
        return (
            f"# What {person.name} wrote and keeps\n\n"
            f"{person.organization.name}, {made}. What others wrote is here only where it was shared. "
            "Keep this file as you would keep the words themselves.\n"
        )

    def engagement(self, engagement: Engagement, *, first: bool) -> str:
        return f"\n## {engagement.title}\n\n{engagement.words.engagement}, since {engagement.starts_on.isoformat()}\n"

    def pieces(self, copy: Copy, source: Searcher, pieces: Iterable[Piece], *, first: bool) -> str:
        parts = [f"\n### {source.label}\n"] if first else []
        for piece in pieces:
            shared = f", {piece.row.get_audience_display().lower()}" if piece.kind == "note" else ""
            day = clock.local_date(piece.at, copy.membership.user.time_zone).isoformat()
            parts.append(f"\n**{day}, {copy.whose(piece)}{shared}**\n")
            parts += [
                "\n" + "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + "\n" for text in piece.texts
            ]
        return "".join(parts)

    def after_engagement(self) -> str:
        return ""

    def end(self) -> str:
        return ""


class Json:
    """The same for other programs."""

    name, content_type = "json", "application/json"

    def __init__(self) -> None:
        self._some = False

    def begin(self, copy: Copy, now: datetime) -> str:
        head = {"person": copy.membership.name, "organization": copy.membership.organization.name}
        head["made_at"] = now.isoformat()
        return json.dumps(head, ensure_ascii=False)[:-1] + ', "engagements": ['

    def engagement(self, engagement: Engagement, *, first: bool) -> str:
        self._some = False
        head = {"title": engagement.title, "kind": engagement.kind, "starts_on": engagement.starts_on.isoformat()}
        return ("" if first else ",") + "\n" + json.dumps(head, ensure_ascii=False)[:-1] + ', "texts": ['

    def pieces(self, copy: Copy, source: Searcher, pieces: Iterable[Piece], *, first: bool) -> str:
        parts = []
        for piece in pieces:
            value = {"kind": piece.kind, "at": piece.at.isoformat(), "by": copy.whose(piece), "texts": piece.texts}
            if piece.kind == "note":
                value["audience"] = piece.row.audience
            parts.append(("," if self._some else "") + "\n" + json.dumps(value, ensure_ascii=False))
            self._some = True
        return "".join(parts)

    def after_engagement(self) -> str:
        return "]}"

    def end(self) -> str:
        return "\n]}\n"


WRITERS: dict[str, type[Writer]] = {"md": Markdown, "json": Json}
