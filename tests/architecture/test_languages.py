"""Every language of mails is complete: nothing misses, nothing was left in English, the same facts are filled in."""

from dataclasses import asdict
from string import Formatter

import pytest

from portal.email_words import EMAIL_WORDS
from portal.languages import ENGLISH, LANGUAGES
from portal.ui.clock_words import CLOCK_WORDS
from programs.notifications.catalogue.languages import SPOKEN
from programs.scheduling.recurrence import NTH

OTHERS = [code for code in LANGUAGES if code != ENGLISH]


def texts_of(code: str) -> dict[tuple, str]:
    """Everything that is written in a language, each by its place."""
    language = SPOKEN[code]
    groups = {
        **{kind: asdict(text) for kind, text in language.texts.items()},
        **{f"topic {slug}": asdict(topic) for slug, topic in language.topics.items()},
        "small": {name: value for name, value in asdict(language.small).items() if isinstance(value, str)},
        "near": {str(day): word for day, word in language.small.near.items()},
        "mail": language.mail,
        "around": EMAIL_WORDS[code],
    }
    return {(group, name): text for group, texts in groups.items() for name, text in texts.items()}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_that_can_be_chosen_is_there():
    assert set(SPOKEN) == set(EMAIL_WORDS) == set(CLOCK_WORDS) == set(LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_says_everything_that_english_says(code):
    english, other = texts_of(ENGLISH), texts_of(code)
    assert set(other) == set(english)
    assert {place for place, text in other.items() if bool(text) != bool(english[place])} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_fills_in_the_same_facts(code):
    english = texts_of(ENGLISH)
    other = texts_of(code)
    assert {place for place, text in other.items() if placeholders(text) != placeholders(english[place])} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code):
    english = texts_of(ENGLISH)
    assert {place for place, text in texts_of(code).items() if text and text == english[place]} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_rules_and_dates_have_every_day_and_month(code):
    clock, rule = CLOCK_WORDS[code], SPOKEN[code].small.rule
    assert [len(words) for words in (clock.days, clock.on, rule.on, rule.nth, clock.months)] == [7, 7, 7, 7, 12]
    assert all(set(words) == set(NTH) for words in rule.nth)
    assert not set(clock.days) & set(CLOCK_WORDS[ENGLISH].days)


def test_nobody_is_addressed_too_familiarly():
    words = {word.strip(".,:?!„“").lower() for text in texts_of("de").values() for word in text.split()}
    assert not words & {"du", "dich", "dir", "dein", "deine", "deinen", "deiner", "deinem"}
