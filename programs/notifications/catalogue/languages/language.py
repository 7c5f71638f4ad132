"""What a language consists of."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """The words of one kind of message, as in `Message`. `who` completes the language's own `why`."""

    sentence: str
    subject: str
    button: str
    who: str
    more: str = ""


@dataclass(frozen=True)
class TopicWords:
    """A topic as the foot of its mails names it, and why its mails can’t be switched off, if so."""

    name: str
    mandatory: str = ""


@dataclass(frozen=True)
class RuleWords:
    """The rule of a series, in the middle of a sentence.

    Args:
        week, month: every single one.
        weeks, months: every `count`th, with the number from `weeks_numbers` or `months_numbers` if it is there.
        on: each weekday as in "on Thursday", Monday first.
        nth: for each weekday, what stands before it in "on the last Friday", by number; -1 is the last.
        both: between the last two of several weekdays.
        dates: without a rule.
    """

    week: str
    weeks: str
    month: str
    months: str
    weeks_numbers: Mapping[int, str]
    months_numbers: Mapping[int, str]
    on: tuple[str, ...]
    nth: tuple[Mapping[int, str], ...]
    both: str
    dates: str


@dataclass(frozen=True)
class SmallWords:
    """What the sentences are filled with, beside names and times.

    Args:
        somebody: who is gone.
        minute, minutes, hour, hours: until a session begins, at the start of a subject.
        near: days by their distance from today.
        planned_one, planned_many: the sessions that are called off, with the beginning of the verb.
        clash_one, clash_many: a sentence about sessions at the time of others, with a space before it.
        rule: None in English, whose words are in the facts.
    """

    somebody: str
    minute: str
    minutes: str
    hour: str
    hours: str
    near: Mapping[int, str]
    planned_one: str
    planned_many: str
    clash_one: str
    clash_many: str
    rule: RuleWords | None = None


@dataclass(frozen=True)
class Language:
    """Everything that the mails of one language are made of.

    Args:
        texts: by kind of message.
        topics: by topic.
        small: the small words.
        mail: the fixed sentences of the templates, by name; the names are those of the English ones.
    """

    texts: Mapping[str, Text]
    topics: Mapping[str, TopicWords]
    small: SmallWords
    mail: Mapping[str, str]
