"""The catalogue in the languages of mails, as plain data: one package for each, with the same kinds and placeholders.

English is the catalogue itself. One more language is an entry in `portal.languages`, `portal.ui.clock_words` and
`portal.email_words`, a package like `de` here, and a line below; tests/architecture/test_languages.py says what misses.
"""

from portal.languages import ENGLISH
from programs.notifications.catalogue.languages.de import DE
from programs.notifications.catalogue.languages.en import EN
from programs.notifications.catalogue.languages.language import Language, RuleWords, SmallWords, Text
from programs.notifications.catalogue.languages.pt import PT

__all__ = ["SPOKEN", "Language", "RuleWords", "SmallWords", "Text", "language_of"]

SPOKEN = {ENGLISH: EN, "de": DE, "pt": PT}


def language_of(code: str) -> Language:
    """The words of a language; English for one that has none."""
    return SPOKEN.get(code, EN)
