"""What a rotation says while it runs, and what it leaves behind."""

from collections.abc import Callable
from time import monotonic

EVERY = 1.0  # seconds between two lines of progress


class Report:
    """Counts rows, tells how fast, and names those that no key opens. It never holds a text.

    Args:
        say: takes a line.
    """

    def __init__(self, say: Callable[[str], object]):
        self.say = say
        self.moved = 0
        self.unfinished: list[str] = []  # what another run has to go on with
        self.closed: dict[str, list[str]] = {}  # table.column: ids of rows that did not open
        self._began = self._told = monotonic()
        self._name, self._total, self._done = "", 0, 0

    def start(self, name: str, total: int) -> None:
        """A part with so many rows begins."""
        self._name, self._total, self._done = name, total, 0
        self._began = self._told = monotonic()

    def add(self, rows: int) -> None:
        """So many rows more are committed."""
        self.moved += rows
        self._done += rows
        if rows and monotonic() - self._told >= EVERY:
            self._told = monotonic()
            self._tell()

    def end(self) -> None:
        """The part is done."""
        if self._done:
            self._tell()

    def cannot_open(self, column: str, row_id: object) -> None:
        """A row stays as it is, with its key."""
        ids = self.closed.setdefault(column, [])
        if str(row_id) not in ids:
            ids.append(str(row_id))
            self.say(f"  {column} {row_id}: no key opens it; the row is left as it is")

    def is_closed(self, column: str, row_id: object) -> bool:
        """Whether the row is known not to open."""
        return str(row_id) in self.closed.get(column, ())

    def fault(self) -> str:
        """Why the rotation is not complete; empty if it is."""
        said = [f"Not finished: {what}. Run the command again." for what in self.unfinished]
        if number := sum(len(ids) for ids in self.closed.values()):
            said.append(f"{number} rows do not open; they are named above and keep their keys.")
        return " ".join(said)

    def _tell(self) -> None:
        rate = self._done / max(monotonic() - self._began, 0.001)
        total = max(self._total, self._done)
        self.say(f"  {self._name}: {self._done:,} of {total:,} rows, {rate:,.0f} a second")
