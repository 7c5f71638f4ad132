"""Whether somebody could count what an objective says, asked back as a question.

It knows English words alone, and looks at words, not at sense: "Number of clouds" passes, a measure in another language
without a digit or a unit is asked about. So it never refuses anything. It asks once, at most two things, and whoever
sends the same again has it saved. With a unit and words that are not vague it keeps quiet; a wrong question costs more
than a missing one.
"""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Asked:
    """A question, with an example of an answer."""

    text: str
    example: str


HALFWAY = Asked(
    "This is done or not done. What would stand halfway, as a number or a milestone?",
    "“Four of six modules passed”, “Two drafts read by my manager”",
)
SAME = Asked(
    "The indicator says the same again. What could somebody count to see it?",
    "“How many decisions a week the team makes without me”",
)
SEEN = Asked(
    "How would somebody else see that it is better? What could be counted in a week?",
    "“Times I speak in the first half hour”, “Team survey, average score out of 5”",
)
UNIT = Asked("What do the two numbers count?", "“days”, “points out of 5”, “%”, “times a week”")
MOST = 2

_COUNTED = re.compile(
    r"""\d | % | [€£$] | \b(?:
    one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand
    |times?|once|twice|often|many|much|numbers?|count(?:s|ed|ing)?|tally|total|sum
    |scores?|points?|ratings?|rated|ranks?|ranking|grades?|marks?|average|mean|median|index|level
    |percent(?:age)?|share|rates?|ratio|proportion|fraction|per|each|every|daily|weekly|monthly|quarterly|yearly
    |seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?|evenings?|dates?
    |euros?|dollars?|pounds?|costs?|revenue|sales|budget|price|kilos?|kg|km|miles?|steps?|pages?|words?
    |survey|poll|log|results?|errors?|complaints?|absences?|turnover
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
VAGUE = """
    better best more less improve improved improves improving improvement good well great strong stronger confident
    confidence confidently communication communicate communicating effective effectively efficiency efficient leadership
    leader leading lead manage management manager skill skills feel feeling feels happy happier happiness motivated
    motivation engaged engagement relationship relationships trust quality grow growth grown develop development
    developing performance successful success professional professionally productive productivity balance balanced
    calm calmer clear clearer clarity open aware awareness mindset behaviour behavior attitude progress visible
    visibly noticeably work working things people team colleagues everybody everyone others person personal
    become becoming get getting be being have has am is are see seen show shows notice change changed
"""
SMALL = """
    a an the i me my mine we us our you your he she they them their it its this that these those of in on at to for
    with and or as by from how what when will would shall should can could much very really so than not no do does did
    all any some about into over up out
"""
_EMPTY = frozenset(VAGUE.split()) | frozenset(SMALL.split())


def questions_about(title: str, indicator: str, unit: str, baseline: Decimal, target: Decimal) -> list[Asked]:
    """What to ask before an objective is kept; nothing when it looks as if it could be measured.

    Args:
        title: what shall be different; `indicator`, `unit`, `baseline` and `target` as they were written.

    Returns:
        At most two questions.
    """
    counted = bool(_COUNTED.search(indicator) or _COUNTED.search(unit))
    found = []
    if {baseline, target} == {0, 1} and not counted:
        found.append(HALFWAY)
    if _words(indicator) == _words(title):
        found += [] if counted else [SAME]
    elif not _COUNTED.search(indicator) and (_is_vague(indicator) or not unit.strip()):
        found.append(SEEN)
    if not unit.strip() and not counted:
        found.append(UNIT)
    return found[:MOST]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _is_vague(indicator: str) -> bool:
    """Nothing stands there but words that everybody understands differently."""
    return all(word in _EMPTY for word in _words(indicator))
