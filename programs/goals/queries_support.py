"""Reads over supporters and their pulses. Pulses are read as measurements are; comments by those of them who sit."""

from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership, Organization
from accounts.queries import active_people
from programs.covenant.items import Item
from programs.covenant.policy import Reading, reading_as, who_reads
from programs.covenant.queries import terms_of
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Objective, Pulse, Supporter
from programs.goals.queries import OWNING_ROLES
from programs.goals.reading import reads_measurements

MOST_SUPPORTERS = 7
EVERY = (2, 4, 8)  # weeks
ASKING = frozenset({State.AGREED, State.ACTIVE, State.EVALUATING})  # not in a pause, and not afterwards
CHANGES = {
    -3: "Much worse",
    -2: "Worse",
    -1: "A little worse",
    0: "No change that I see",
    1: "A little better",
    2: "Better",
    3: "Much better",
}
LONGEST_COMMENT = 1000


def _with_all(rows: QuerySet[Supporter]) -> QuerySet[Supporter]:
    return rows.select_related(
        "membership__user",
        "asked_by__user",
        "objective__owner__membership__user",
        "objective__owner__engagement__program",
    )


def supporters_of(objective: Objective) -> list[Supporter]:
    """Everybody who was asked about an objective, those still asked first."""
    rows = Supporter.objects.filter(objective=objective).select_related("membership__user")
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.name))


def get_own_support(membership: Membership, supporter_id: UUID) -> Supporter:
    """What a member was asked to watch, for this member alone; 404 for everybody else."""
    found = _with_all(Supporter.objects.filter(pk=supporter_id, membership=membership)).first()
    if found is None:
        raise Http404
    return found


def get_supporter_of(membership: Membership, supporter_id: UUID) -> Supporter:
    """A supporter of an objective that is this person's own, or 404."""
    found = _with_all(Supporter.objects.filter(pk=supporter_id)).first()
    if found is None or not owns(membership, found.objective):
        raise Http404
    return found


def find_guest_supporter(supporter_id: UUID) -> Supporter | None:
    """A supporter from outside; None when they are gone."""
    rows = Supporter.objects.filter(pk=supporter_id, membership__isnull=True, organization__is_active=True)
    return _with_all(rows).select_related("organization").first()


def organization_of_link(organization_id: UUID) -> Organization | None:
    """The organization that a link names, if it still works."""
    return Organization.objects.filter(pk=organization_id, is_active=True).first()


def open_pulse(supporter: Supporter) -> Pulse | None:
    """The question that waits for them; there is at most one."""
    return Pulse.objects.filter(supporter=supporter, answered_at__isnull=True).order_by("-asked_on").first()


def owns(membership: Membership, objective: Objective) -> bool:
    """Whether the objective is this person's own, and they still take part."""
    return objective.owner.membership_id == membership.pk and objective.owner.left_at is None


def is_asked_about(objective: Objective) -> bool:
    """Whether supporters are asked about an objective now."""
    owner = objective.owner
    return (
        objective.state == ObjectiveState.OPEN
        and owner.left_at is None
        and owner.role in OWNING_ROLES
        and owner.engagement.state in ASKING
    )


def can_ask_supporter(membership: Membership, objective: Objective) -> bool:
    """The owner alone, as long as it is worked on."""
    return owns(membership, objective) and is_asked_about(objective)


def due_supporters(now: datetime) -> QuerySet[Supporter]:
    """Those to be asked again now, as everything is at this moment."""
    return Supporter.objects.filter(
        Q(membership__isnull=True) | Q(membership__is_active=True),
        ended_at__isnull=True,
        next_on__lte=day_of(now),
        objective__state=ObjectiveState.OPEN,
        objective__owner__left_at__isnull=True,
        objective__owner__membership__is_active=True,
        objective__owner__engagement__state__in=ASKING,
    )


def day_of(now: datetime) -> date:
    """The day on which pulses are due; the same everywhere, as the function app.pulses_due has it."""
    return timezone.localdate(now, timezone=timezone.get_fixed_timezone(0))


def people_to_ask(objective: Objective) -> list[Membership]:
    """The members who can be asked: neither the owner nor who leads, and nobody who was asked before."""
    asked = Supporter.objects.filter(objective=objective, membership__isnull=False).values("membership")
    leads = Participation.objects.filter(
        engagement=objective.owner.engagement_id, role__in=Participation.LEADS, left_at__isnull=True
    ).values("membership")
    rows = active_people().exclude(pk=objective.owner.membership_id).exclude(pk__in=leads).exclude(pk__in=asked)
    return list(rows)


def member_with_address(email: str) -> Membership | None:
    """The member who has this address: they answer as a member."""
    return active_people().filter(user__email__iexact=email).first()


@dataclass(frozen=True)
class Month:
    """The answers of one month.

    Args:
        first: its first day.
        mean: of the answers, rounded.
        count: how many there were.
    """

    first: date
    mean: float
    count: int

    @property
    def signed(self) -> str:
        """As "+1.3" or "−0.5"."""
        return f"{self.mean:+.1f}".replace("-", "−") if self.mean else "0"

    @property
    def x(self) -> str:
        """Where its bar begins, in percent: the middle is no change."""
        return f"{50 + min(self.mean, 0) / 6 * 100:.1f}"

    @property
    def width(self) -> str:
        """How long its bar is, in percent; a hair for no change."""
        return f"{max(abs(self.mean) / 6 * 100, 0.6):.1f}"


@dataclass(frozen=True)
class Support:
    """What supporters see of an objective.

    Args:
        months: oldest first; only those with answers.
        answers: the newest first, each with its supporter and `.words`; comments only for those who may read them.
        waiting: how many questions wait for an answer.
    """

    months: list[Month]
    answers: list[Pulse]
    waiting: int


def support_of(objective: Objective, reading: Reading) -> Support | None:
    """What this person may read of it; None for who reads no measurements of it. One query."""
    if not reads_measurements(reading, objective):
        return None
    rows = Pulse.objects.filter(supporter__objective=objective).select_related("supporter__membership__user")
    rows = rows.order_by("-answered_at", "-pk")
    if not reading.sits:
        rows = rows.defer("comment")
    found = list(rows)
    answers = [row for row in found if row.answered_at]
    for row in answers:
        row.words = CHANGES[row.change]
        row.said = row.comment if reading.sits else ""
    return Support(_by_month(answers), answers, len(found) - len(answers))


def _by_month(answers: list[Pulse]) -> list[Month]:
    months: dict[date, list[int]] = {}
    for row in answers:
        months.setdefault(row.asked_on.replace(day=1), []).append(row.change)
    return [Month(first, round(fmean(values), 1), len(values)) for first, values in sorted(months.items())]


def readers_of_pulses(objective: Objective) -> tuple[str, str]:
    """Who reads the number, and who the comment, by name, for the supporter before they answer."""
    terms, people = terms_of(objective.owner.engagement), people_of(objective.owner.engagement)
    known = {"owner_id": objective.owner_id, "life": objective.life}
    found = who_reads(terms, who_reads(terms, people, Item.MEASUREMENTS, **known), Item.OBJECTIVES, **known)
    sitting = [person for person in found if reading_as(terms, person).sits]
    return _names(found), _names(sitting)


def _names(people: list[Participation]) -> str:
    names = [person.name for person in people]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def has_supporters(objective: Objective) -> bool:
    """Whether anybody was ever asked about it."""
    return Supporter.objects.filter(objective=objective).exists()
