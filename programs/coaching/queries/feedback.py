"""The 360s of a contract."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import Membership
from accounts.queries import active_people
from programs.engagements.models import Participation
from programs.evaluations.guest_lines import lines_of, read_guest_line
from programs.evaluations.models import Request, Round
from programs.evaluations.queries import member_with_address

FEEDBACK = "feedback-360"
RATER_GROUPS = (
    ("peers", Request.Group.PEER),
    ("reports", Request.Group.REPORT),
    ("managers", Request.Group.MANAGER),
)


def feedback_rounds(rounds: Iterable[Round], client: Participation) -> list[Round]:
    """Those of an engagement's rounds that are 360s about this client, the newest first."""
    found = [row for row in rounds if row.questionnaire.code == FEEDBACK and row.subject_id == client.pk]
    return sorted(found, key=lambda row: row.opens_at, reverse=True)


def next_feedback_stage(feedback: Iterable[Round]) -> str:
    """A 360 is asked before and at the end; "" when both have been asked."""
    asked = {row.stage for row in feedback}
    return next((stage for stage in (Round.Stage.BASELINE, Round.Stage.END) if stage not in asked), "")


@dataclass(frozen=True)
class Named:
    """Whom somebody wrote down, a line each.

    Args:
        members: those of the organization.
        guests: name and address of people outside.
        problems: a sentence for each line that cannot be asked as it stands.
    """

    members: list[Membership] = field(default_factory=list)
    guests: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def raters_from_lines(text: str) -> Named:
    """Members by a name or an address on each line, and people outside by a name and an address."""
    named, unknown = Named(), []
    for line in dict.fromkeys(lines_of(text)):
        name, email = read_guest_line(line)
        if name and email:
            _name_guest(named, name, email)
            continue
        by = "user__email__iexact" if "@" in line else "user__name__iexact"
        matches = list(active_people().filter(**{by: line})[:2])
        if len(matches) == 1:
            named.members.append(matches[0])
        elif email:
            named.problems.append(f"Nobody here has the address {email}. For somebody outside write the name too.")
        else:
            unknown.append(line)
    if unknown:
        named.problems.append(f"Nobody here is called {', '.join(unknown)}. Try the e-mail address.")
    return named


def _name_guest(named: Named, name: str, email: str) -> None:
    member = member_with_address(email)
    if member:
        named.problems.append(f"{email} belongs to {member.name}, who is a member. Write only the name.")
    elif email in {address for _, address in named.guests}:
        named.problems.append(f"{email} stands here twice. Name each person once.")
    else:
        named.guests.append((name, email))
