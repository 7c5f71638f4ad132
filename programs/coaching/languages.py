"""The languages that a coach can speak, by their codes of ISO 639, and their names."""

from collections.abc import Iterable

LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_choices() -> list[tuple[str, str]]:
    """Codes and names, by name."""
    return sorted(LANGUAGES.items(), key=lambda pair: pair[1])


def language_names(codes: Iterable[str]) -> list[str]:
    """The names of codes, by name; a code that is not known stands for itself."""
    return sorted(LANGUAGES.get(code, code) for code in codes)


def known_codes(codes: Iterable[str]) -> list[str]:
    """Of these codes those that are known, each once, in order."""
    return sorted(set(codes) & set(LANGUAGES))
