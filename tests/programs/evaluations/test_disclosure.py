"""The rules of disclosure: every possible set of answers of small groups, and properties of larger ones."""

from collections import Counter, defaultdict
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.evaluations.change import Sample, paired, student_quantile, unpaired
from programs.evaluations.disclosure import Waiting, figures_of, join, release, releases_of, soften, strength_of

# Critical values of the two-sided 95 % interval: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
T_TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 9: 2.262, 10: 2.228, 30: 2.042, 60: 2.000, 100: 1.984}
SCALE = {"key": "s", "type": "scale", "label": "How it went", "low": "Bad", "high": "Good", "most": 5}


def counts_of(values, categories):
    return tuple(Counter(values)[place] for place in range(categories))


def given_away(answers: int, categories: int, most: int, softened=soften):
    """Sets of answers whose published counts tell somebody, who takes `most` own answers away, all of the others'.

    Every set of answers that looks the same is a possible one; the attacker knows this program.
    """
    looks = defaultdict(list)
    for values in combinations_with_replacement(range(categories), answers):
        counts = counts_of(values, categories)
        looks[tuple(softened(counts, most).counts)].append(counts)
    found = []
    for possible in looks.values():
        for own in combinations_with_replacement(range(categories), most):
            known = counts_of(own, categories)
            rests = [
                tuple(a - b for a, b in zip(counts, known, strict=True))
                for counts in possible
                if all(a >= b for a, b in zip(counts, known, strict=True))
            ]
            if rests and all(rest == rests[0] and max(rest) == sum(rest) for rest in rests):
                found.append((rests[0], own))
    return found


@pytest.mark.parametrize(
    ("answers", "categories", "most"),
    [(5, 5, 1), (6, 5, 1), (7, 4, 1), (9, 2, 1), (5, 2, 1), (7, 5, 2), (9, 3, 3), (3, 5, 0), (4, 5, 0), (12, 3, 1)],
)
def test_no_set_of_answers_gives_one_away(answers, categories, most):
    assert given_away(answers, categories, most) == []


def test_counts_as_they_are_would_give_answers_away():
    class Bare:
        def __init__(self, counts, most):
            self.counts = counts

    assert len(given_away(5, 5, 1, Bare)) > 20


@given(st.lists(st.integers(0, 60), min_size=2, max_size=11), st.integers(0, 3))
def test_softening_moves_little_and_loses_nobody(counts, most):
    if sum(counts) < 2 * most + 3:
        with pytest.raises(ValueError, match="Too few"):
            soften(counts, most)
        return
    soft = soften(counts, most)
    assert sum(soft.counts) == sum(counts)
    assert sum(abs(a - b) for a, b in zip(soft.counts, counts, strict=True)) <= 2 * (most + 2)
    assert soften(soft.counts, most).counts == soft.counts, "what is soft stays as it is"
    assert soft.nearly or soft.counts == tuple(counts)


PEOPLE = st.lists(st.lists(st.integers(0, 9), max_size=8, unique=True), max_size=14)


@given(PEOPLE, st.booleans())
def test_batches_hold_five_people_without_anybody(rounds, once):
    waiting = [Waiting(number, tuple(people)) for number, people in enumerate(rounds)]
    joined = join(waiting, once=once)
    keys = [key for batch in joined for key in batch.keys]
    assert len(keys) == len(set(keys))
    for batch in joined:
        people = {person for key in batch.keys for person in rounds[key]}
        assert len(people) >= 5
        assert batch.strength.answers >= batch.strength.needed >= 2 * batch.strength.most + 3
        if len(batch.keys) > 1:
            assert all(not strength_of(rounds[key]).holds for key in batch.keys)


@given(PEOPLE, PEOPLE)
def test_later_rounds_change_no_earlier_batch(rounds, later):
    """The batches of yesterday are the first of today, as long as rounds come in the order of closing."""
    waiting = [Waiting(number, tuple(people)) for number, people in enumerate([*rounds, *later])]
    before = join(waiting[: len(rounds)])
    left = [row for row in waiting if row.key not in {key for batch in before for key in batch.keys}]
    after = join(left)
    assert not {key for batch in after for key in batch.keys} & {key for batch in before for key in batch.keys}


@given(st.lists(st.integers(1, 5), min_size=5, max_size=40))
def test_the_published_average_is_less_than_a_step_per_answer_off(values):
    told = releases_of([SCALE], [{"s": value} for value in values], strength_of(range(len(values))))
    (figures,) = figures_of([told])
    assert abs(figures.mean - sum(values) / len(values)) <= 1 / len(values) + 1e-9
    assert bool(figures.rows) == (len(values) >= 10)


def test_a_question_after_another_does_not_tell_how_that_one_was_answered():
    """All twelve were asked why, so all twelve said yes; with seven and five each part is large enough."""
    again = {"key": "again", "type": "yes_no", "label": "Again?"}
    why = {**SCALE, "when": {"key": "again", "is": ["yes"]}}
    for yes, shown in ((12, False), (11, False), (8, False), (7, True), (5, True), (4, False)):
        answers = [{"again": "yes", "s": 1 + number % 5} for number in range(yes)] + [{"again": "no"}] * (12 - yes)
        told = [one for _, one in releases_of([again, why], answers, strength_of(range(12))).values()]
        assert (told[1] is not None) == shown, yes


@pytest.mark.parametrize(
    ("question", "values", "counts"),
    [
        ({"type": "number", "minimum": 0, "maximum": 4}, [0, 1, 2, 3, 4], ((1, 1, 1, 1, 1),)),
        ({"type": "number", "minimum": 0, "maximum": 100}, [0, 30, 50, 70, 100], ((1, 1, 1, 1, 1),)),
        ({"type": "number"}, [0, 3, 7, 30, 90000], ((1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1),)),
        ({"type": "choice", "options": [{"value": v, "label": v} for v in "abc"]}, list("aabbc"), ((2, 2, 1),)),
        ({"type": "choices", "options": [{"value": v, "label": v} for v in "ab"]}, [["a", "b"]] * 5, ((4, 1), (4, 1))),
        ({"type": "scale", "least": 0, "most": 3}, [0, 1, 2, 3, 3], ((1, 1, 1, 2),)),
        ({"type": "choice", "options": [{"value": "a", "label": "A"}]}, list("aaaaa"), None),
        ({"type": "scale", "most": 3}, [1, 2, 3, 3, 9], None),
    ],
)
def test_every_type_is_counted_in_categories(question, values, counts):
    question = {"key": "q", "label": "Q", **question}
    told = release(question, [{"q": value} for value in values], strength_of(range(len(values))))
    assert (told.counts if told else None) == counts


@pytest.mark.parametrize(("degrees", "value"), T_TABLE.items())
def test_students_t_is_as_in_the_table(degrees, value):
    assert student_quantile(0.975, degrees) == pytest.approx(value, abs=0.0006)


def test_between_whole_degrees_and_far_out_it_goes_on_smoothly():
    assert student_quantile(0.975, 8.5) == pytest.approx(2.2828, abs=0.003)
    assert student_quantile(0.975, 199) == pytest.approx(student_quantile(0.975, 200), abs=0.0002)
    with pytest.raises(ValueError, match="degree"):
        student_quantile(0.975, 0.5)


def test_a_change_has_a_range_and_is_clear_only_without_zero():
    # Welch's own kind of case, worked by hand: error sqrt(1/8 + 0.64/10), 13.3 degrees of freedom, t = 2.155.
    change = unpaired(Sample(8, 3.0, 1.0), Sample(10, 4.0, 0.8))
    assert (change.low, change.high) == (pytest.approx(0.063, abs=0.005), pytest.approx(1.937, abs=0.005))
    assert change.clear
    assert not unpaired(Sample(8, 3.0, 1.0), Sample(10, 3.5, 0.8)).clear
    assert unpaired(Sample(4, 3.0, 1.0), Sample(40, 4.0, 0.8)) is None
    change = paired([1, 2, 3, 4, 5], [2, 3, 3, 5, 7])
    assert change.difference == pytest.approx(1.0)
    assert (change.low, change.high) == (pytest.approx(0.122, abs=0.001), pytest.approx(1.878, abs=0.001))
    assert paired([1, 2, 3], [2, 3, 4]) is None
