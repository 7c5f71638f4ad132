"""The languages that mails are written in. Pages are in English."""

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "pt": "Português"}


def language_choices() -> list[tuple[str, str]]:
    """Each language by its own name. A function, so that one more language needs no migration."""
    return list(LANGUAGES.items())


def known(language: str) -> str:
    """The language itself, or English for one that nothing is written in."""
    return language if language in LANGUAGES else ENGLISH
