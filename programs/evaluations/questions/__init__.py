"""Questions: their format, what they ask of an answer, when they are asked, and their words in other languages.

A questionnaire's `questions` is a list of mappings. All of them have `key` (stable, of small letters, digits, - and _,
not twice in a list), `type` and `label`. What may be added:

    help        a sentence below the label
    required    whether an answer is needed; left out, it is, except for a text
    only        a role in the engagement ("mentor"): nobody else is asked
    when        {"key": an earlier question, "is": [values]}: asked only after such an answer. For a scale or a number
                `is` may be {"at_least": n} or {"at_most": n} as well

The types:

    section     a heading; `only` and `when` count for the questions below it, up to the next section
    scale       whole numbers from `least` (0 or 1; 1 when left out) to `most` (5 when left out), 2 to 11 of them; the
                ends are called `low` and `high`, each point may have a name: `points` is {"3": "Sometimes"}
    number      a whole number from `minimum` to `maximum`, in a `unit`, each of which may be left out
    choice      one of `options`: [{"value": "by-mail", "label": "By mail"}]
    choices     some of `options`, at most `most` of them
    yes_no      "yes" or "no"
    text        a few lines, or with `long` several paragraphs

Answers are a mapping of key to a number (scale, number), a value (choice, yes_no), a list of values (choices) or a
text. Keys and values are the same in all languages, so that answers can be put together.
"""

from programs.evaluations.questions.answers import read_answer, read_answers, typed_answers
from programs.evaluations.questions.changes import changes_since, fingerprint
from programs.evaluations.questions.conditions import (
    condition_words,
    conditions_of,
    for_role,
    is_question,
    parse_condition,
    shown_questions,
)
from programs.evaluations.questions.form import (
    check_each,
    check_question,
    check_questions,
    new_key,
    options_from,
    scale_values,
)
from programs.evaluations.questions.words import (
    LANGUAGES,
    Words,
    best_language,
    in_language,
    language_name,
    missing_words,
    texts_of,
)

__all__ = [
    "LANGUAGES",
    "Words",
    "best_language",
    "changes_since",
    "check_each",
    "check_question",
    "check_questions",
    "condition_words",
    "conditions_of",
    "fingerprint",
    "for_role",
    "in_language",
    "is_question",
    "language_name",
    "missing_words",
    "new_key",
    "options_from",
    "parse_condition",
    "read_answer",
    "read_answers",
    "scale_values",
    "shown_questions",
    "texts_of",
    "typed_answers",
]
