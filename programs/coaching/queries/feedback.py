"""The 360s of a contract."""

from collections.abc import Iterable

from accounts.models import Membership
from accounts.queries import active_people
from programs.evaluations.models import Request, Round

FEEDBACK = "feedback-360"
RATER_GROUPS = (
    ("peers", Request.Group.PEER),
    ("reports", Request.Group.REPORT),
    ("managers", Request.Group.MANAGER),
)


def feedback_rounds(rounds: Iterable[Round]) -> list[Round]:
    """Those of an engagement's rounds that are 360s, the newest first."""
    found = [row for row in rounds if row.questionnaire.code == FEEDBACK]
    return sorted(found, key=lambda row: row.opens_at, reverse=True)


def next_feedback_stage(feedback: Iterable[Round]) -> str:
    """A 360 is asked before and at the end; "" when both have been asked."""
    asked = {row.stage for row in feedback}
    return next((stage for stage in (Round.Stage.BASELINE, Round.Stage.END) if stage not in asked), "")


def raters_from_lines(text: str) -> tuple[list[Membership], list[str]]:
    """Members by what somebody wrote, a name or an address on each line.

    Returns:
        The members who were found, and the lines that fit nobody or more than one.
    """
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    found, unknown = [], []
    for line in lines:
        by = "user__email__iexact" if "@" in line else "user__name__iexact"
        matches = list(active_people().filter(**{by: line})[:2])
        if len(matches) == 1:
            found.append(matches[0])
        else:
            unknown.append(line)
    return found, unknown
