"""Questions: which are possible, what answers them, who is asked what after which answers, in which language."""

from types import SimpleNamespace

import pytest
from hypothesis import given

from portal.errors import DomainError
from programs.evaluations.library import STANDARDS
from programs.evaluations.questions import (
    best_language,
    changes_since,
    check_questions,
    conditions_of,
    fingerprint,
    for_role,
    in_language,
    is_question,
    missing_words,
    new_key,
    options_from,
    parse_condition,
    read_answers,
    shown_questions,
    texts_of,
)
from tests.factories.questionnaires import ANSWERS, QUESTIONS, bad_answers, questionnaires_with_answers

BY_KEY = {question["key"]: question for question in QUESTIONS}


@given(questionnaires_with_answers())
def test_what_is_valid_passes_and_each_impossible_answer_is_refused_at_its_question(drawn):
    questions, answers = drawn
    check_questions(questions)
    shown = [question["key"] for question in shown_questions(questions, answers)]
    assert read_answers(questions, {**answers, "unknown": "x"}) == {key: answers[key] for key in shown}
    conditional = {condition["key"] for found in conditions_of(questions).values() for condition in found}
    for question in filter(is_question, questions):
        for wrong in bad_answers(question):
            changed = {**answers, question["key"]: wrong}
            if question["key"] not in shown:
                assert question["key"] not in read_answers(questions, changed)
                continue
            with pytest.raises(DomainError) as refused:
                read_answers(questions, changed)
            assert refused.value.field == question["key"]
    for key in shown:
        if not next(one for one in questions if one["key"] == key)["required"] and key not in conditional:
            assert key not in read_answers(questions, {**answers, key: ""})


@pytest.mark.parametrize(
    ("place", "changes", "field"),
    [
        ("again", {"type": "stars"}, "type"),
        ("again", {"label": "  "}, "label"),
        ("again", {"label": "x" * 301}, "label"),
        ("again", {"key": "Again"}, "key"),
        ("again", {"key": "step"}, "key"),
        ("worth", {"key": "again"}, "key"),
        ("worth", {"least": 2}, "least"),
        ("worth", {"most": 11}, "most"),
        ("worth", {"most": True}, "most"),
        ("worth", {"least": 1, "most": 1}, "most"),
        ("worth", {"low": ""}, "low"),
        ("worth", {"points": {"11": "Beyond"}}, "points"),
        ("hours", {"minimum": 40}, "maximum"),
        ("hours", {"maximum": "forty"}, "maximum"),
        ("place", {"options": BY_KEY["place"]["options"][:1]}, "options"),
        ("place", {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "A"}]}, "options"),
        ("trouble", {"most": 4}, "most"),
        ("why", {"when": {"key": "worth", "is": [1]}}, "when"),
        ("why", {"when": {"key": "first", "is": ["yes"]}}, "when"),
        ("why", {"when": {"key": "again", "is": []}}, "when"),
        ("why", {"when": {"key": "again", "is": ["maybe"]}}, "when"),
        ("why", {"when": {"key": "again", "is": {"at_least": 1}}}, "when"),
        ("more", {"when": {"key": "worth", "is": {"at_least": 11}}}, "when"),
    ],
)
def test_what_cannot_be_asked_is_refused_where_it_is_wrong(place, changes, field):
    check_questions(QUESTIONS)
    with pytest.raises(DomainError) as refused:
        check_questions([{**question, **changes} if question["key"] == place else question for question in QUESTIONS])
    assert refused.value.field == field


def test_a_list_without_questions_cannot_be_asked():
    with pytest.raises(DomainError, match="no question yet"):
        check_questions(QUESTIONS[:1])


def test_what_follows_from_an_answer_is_asked_and_nothing_else_is_kept():
    hidden = {"why": "Too far", "trouble": ["sound"]}
    assert read_answers(QUESTIONS, {**ANSWERS, **hidden}) == ANSWERS
    with pytest.raises(DomainError) as refused:
        read_answers(QUESTIONS, {**ANSWERS, "again": "no"})
    assert refused.value.field == "why"
    by_video = read_answers(QUESTIONS, {**ANSWERS, "place": "call", "trouble": ["picture", "sound"]})
    assert by_video["trouble"] == ["sound", "picture"], "in the order of the options"


def test_a_role_is_asked_its_own_sections_and_what_depends_on_them():
    questions = [
        {"key": "part", "type": "section", "label": "Mentors", "only": "mentor"},
        {"key": "load", "type": "scale", "label": "Load", "low": "Low", "high": "High"},
        {"key": "all", "type": "section", "label": "All"},
        {"key": "why", "type": "text", "label": "Why", "when": {"key": "load", "is": {"at_least": 4}}},
        {"key": "said", "type": "text", "label": "Else"},
    ]
    assert [one["key"] for one in for_role(questions, "mentee")] == ["all", "said"]
    assert for_role(questions, "mentor") == questions


@pytest.mark.parametrize(
    ("key", "words", "wanted"),
    [
        ("again", "No", ["no"]),
        ("worth", "at least 7", {"at_least": 7}),
        ("worth", "1, 2", [1, 2]),
        ("place", "By video, from home", ["call"]),
        ("trouble", "sound, Picture", ["sound", "picture"]),
        ("again", "perhaps", None),
        ("worth", "much", None),
        ("place", "", None),
    ],
)
def test_a_condition_is_read_from_words(key, words, wanted):
    if wanted is None:
        with pytest.raises(DomainError) as refused:
            parse_condition(BY_KEY[key], words)
        assert refused.value.field == "when_values"
    else:
        assert parse_condition(BY_KEY[key], words) == {"key": key, "is": wanted}


def test_keys_and_values_are_made_once_and_stay():
    assert new_key("Would you come again?", set()) == "would-you-come-again"
    assert new_key("42!", {"question"}) == "question-2"
    assert new_key("Step", set()) == "step-2", "the page sends a step of its own"
    old = options_from(["By day", "At night"])
    reworded = options_from(["By day", "In the night"], old)
    assert [option["value"] for option in reworded] == ["by-day", "at-night"]
    longer = options_from(["By day", "Both", "At night"], old)
    assert [option["value"] for option in longer] == ["by-day", "both", "at-night"]


def questionnaire(**changes):
    words = {"title": "Unser", "questions": {"place": {"label": "Wo?", "options": {"room": "Im Raum"}}}}
    standing = {"title": "Ours", "introduction": "Short", "source": "", "language": "en", "questions": QUESTIONS}
    return SimpleNamespace(**{**standing, "translations": {"de": words, "pt-br": {}}, **changes})


def test_words_change_with_the_language_and_keys_and_values_never():
    row = questionnaire()
    german = in_language(row, "de")
    assert (german.language, german.title, german.introduction) == ("de", "Unser", "Short")
    labels = {one["key"]: one["label"] for one in german.questions}
    assert (labels["place"], labels["again"]) == ("Wo?", "Would you come again?")
    room, call = next(one for one in german.questions if one["key"] == "place")["options"]
    assert (room, call["label"]) == ({"value": "room", "label": "Im Raum"}, "By video, from home")
    assert in_language(row, "xx").questions == QUESTIONS
    assert "By video, from home" in missing_words(row, "de")
    assert "In a room" not in missing_words(row, "de")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr,en;q=0.5", "en"),
        ("fr", "en"),
        ("pt-BR", "pt-br"),
        ("", "en"),
        ("%%", "en"),
    ],
)
def test_the_browser_chooses_among_the_languages_there_are(accepted, language):
    assert best_language(questionnaire(), accepted) == language


def test_what_somebody_else_changed_is_named():
    before = questionnaire()
    base = fingerprint(before)
    assert changes_since(base, questionnaire()) == []
    reworded = [{**one, "label": "Come back?"} if one["key"] == "again" else one for one in QUESTIONS[:-1]]
    assert changes_since(base, questionnaire(questions=reworded)) == ["“Come back?”", "“trouble” (taken out)"]
    assert changes_since(base, questionnaire(questions=QUESTIONS[::-1])) == ["the order of the questions"]
    assert changes_since("nonsense", before) == ["something"]


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_a_standard_questionnaire_can_be_asked_names_its_source_and_is_translated_whole(standard):
    check_questions(standard.questions)
    assert any(year in standard.source for year in map(str, range(1970, 2026))), "a work with its year"
    assert len(standard.source) <= 300
    row = SimpleNamespace(**vars(standard), language="en")
    for code, words in standard.translations.items():
        assert missing_words(row, code) == []
        assert set(words["questions"]) <= {question["key"] for question in standard.questions}
    assert all(text.strip() for question in standard.questions for _, text in texts_of(question))


def test_the_same_is_asked_before_halfway_and_at_the_end():
    def core(code):
        wanted = ("progress", "confidence", "alone")
        return [question for question in STANDARDS[code].questions if question["key"] in wanted]

    assert len(core("mentoring-baseline")) == 3
    assert core("mentoring-baseline") == core("mentoring-middle") == core("mentoring-end")
    learned = [
        [question for question in STANDARDS[f"training-learning-{when}"].questions if question["type"] == "scale"]
        for when in ("before", "after")
    ]
    assert len(learned[0]) == 3
    assert learned[0] == learned[1]
    assert {"session-pulse", "mentoring-baseline", "mentoring-middle", "mentoring-end"} == {
        code for code, standard in STANDARDS.items() if {"de", "pt"} <= set(standard.translations)
    }
