"""What a process remembers of keys, and for how long."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST = 4096  # entries; then everything is asked anew


class Remembered(Generic[Value]):
    """Asks once and remembers the answer for so many seconds; nothing older is ever given out."""

    def __init__(self, seconds: float, ask: Callable[..., Value]):
        self.seconds, self.ask = seconds, ask
        self._known: dict[Hashable, tuple[float, Value]] = {}

    def __call__(self, *key: Hashable) -> Value:
        found = self._known.get(key)
        if found and found[0] > monotonic():
            return found[1]
        until = monotonic() + self.seconds  # from before the answer: a change in between counts as not seen
        value = self.ask(*key)
        if len(self._known) >= MOST:
            self.forget()
        self._known[key] = until, value
        return value

    def forget(self) -> None:
        """Ask anew from now on."""
        self._known = {}
