"""Sealed text that may not open: the page shows the rest of itself, and who runs the portal finds it in the log."""

import logging

from portal.vault.keys import CannotOpen

logger = logging.getLogger(__name__)


class Legible:
    """For rows with a sealed `text`."""

    @property
    def words(self) -> str | None:
        """The text, or None if it cannot be opened; the log says which row, never what it holds."""
        try:
            return self.text  # type: ignore[attr-defined]
        except CannotOpen:
            logger.error("The text of %s %s cannot be opened", self._meta.label, self.pk)  # type: ignore[attr-defined]
            return None
