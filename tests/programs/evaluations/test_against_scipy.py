"""Every number of statistics is reckoned once more by SciPy, which shares no line with the portal.

SciPy is there for tests alone: no process of the portal loads it.
"""

import subprocess
import sys

from hypothesis import assume, given, settings
from hypothesis import strategies as some
from numpy import mean, std
from pytest import approx
from scipy import stats

from programs.evaluations.change import Sample, paired, student_cdf, student_quantile, unpaired
from programs.evaluations.disclosure import Strength, release, together
from programs.evaluations.queries.feedback import Others, figures_of_others

CLOSE = {"rel": 1e-6, "abs": 1e-6}
QUESTION = {"key": "calm", "label": "Staying calm", "type": "scale", "most": 5}
numbers = some.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
answers = some.lists(some.integers(1, 5), min_size=5, max_size=60)
EVERY = settings(max_examples=60, deadline=None)


def sample_of(values) -> Sample:
    """As a page knows it: what was answered is gone, and these three are left."""
    return Sample(len(values), float(mean(values)), float(std(values, ddof=1)))


@EVERY
@given(some.integers(1, 199), some.floats(-60, 60))
def test_students_distribution(degrees, value):
    assert student_cdf(value, degrees) == approx(stats.t.cdf(value, degrees), abs=1e-9)


@EVERY
@given(some.floats(0.51, 0.9995), some.integers(1, 199), some.floats(4, 100_000))
def test_students_quantiles(share, whole, degrees):
    """Between whole degrees, and beyond 200, the portal comes near; four are the fewest that an interval has."""
    assert student_quantile(share, whole) == approx(stats.t.ppf(share, whole), rel=1e-7, abs=1e-9)
    assert student_quantile(0.975, degrees) == approx(stats.t.ppf(0.975, degrees), rel=5e-4)


@EVERY
@given(answers, answers)
def test_the_interval_between_two_groups_is_welchs(before, after):
    """Averages and error are the same to the last digit; the quantile at degrees between two whole ones is near."""
    found = unpaired(sample_of(before), sample_of(after))
    if 1 in (len(set(before)), len(set(after))):  # SciPy warns of one group that is all alike, and of two says nothing
        assume(len(set(before)) == len(set(after)))
        assert found.low == found.difference == found.high == after[0] - before[0]
        return
    result = stats.ttest_ind(after, before, equal_var=False)
    low, high = result.confidence_interval(0.95)
    assert found.difference == approx(sum(after) / len(after) - sum(before) / len(before), **CLOSE)
    assert (found.low, found.high) == (approx(low, rel=1e-3, abs=1e-3), approx(high, rel=1e-3, abs=1e-3))
    assume(abs(low) > 0.002 and abs(high) > 0.002)
    assert found.clear == (result.pvalue < 0.05)


@EVERY
@given(some.lists(some.tuples(numbers, numbers), min_size=5, max_size=80))
def test_the_interval_of_the_same_people_is_students(pairs):
    before, after = zip(*pairs, strict=True)
    found = paired(before, after)
    differences = [late - early for early, late in pairs]
    assume(max(differences) - min(differences) > 0.01)
    low, high = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert (found.low, found.high) == (approx(low, **CLOSE), approx(high, **CLOSE))
    assert (found.before.mean, found.after.spread) == (
        approx(mean(before), **CLOSE),
        approx(std(after, ddof=1), **CLOSE),
    )


@EVERY
@given(answers)
def test_averages_and_spreads_from_what_is_released(given_answers):
    """Where nothing had to be softened, the figures are those of the answers themselves."""
    told = release(QUESTION, [{"calm": value} for value in given_answers], Strength(len(given_answers), 0, 5))
    assert told is not None
    figures = together(QUESTION, [told])
    softened = [value for value, count in zip(range(1, 6), told.counts[0], strict=True) for _ in range(count)]
    expected = softened if figures.nearly else given_answers
    assert figures.mean == approx(mean(expected), **CLOSE)
    assert figures.spread == approx(std(expected, ddof=1), **CLOSE)


@EVERY
@given(some.lists(some.integers(1, 5), min_size=3, max_size=9), some.lists(some.integers(1, 5), min_size=3, max_size=9))
def test_the_average_of_the_others_in_a_360(peers, reports):
    parts = {"peer": [{"calm": value} for value in peers], "report": [{"calm": value} for value in reports]}
    [(_, figures)] = figures_of_others([QUESTION], Others(parts))
    assert figures.count == len(peers) + len(reports)
    if not figures.nearly:
        assert figures.mean == approx(mean([*peers, *reports]), **CLOSE)
        assert figures.spread == approx(std([*peers, *reports], ddof=1), **CLOSE)


def test_no_process_of_the_portal_loads_a_numerical_library():
    program = (
        "import sys, django; django.setup(); import portal.celery, portal.urls; "
        "print(sorted({'scipy', 'numpy', 'pandas'} & set(sys.modules)), 'programs.evaluations.change' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "True"]
