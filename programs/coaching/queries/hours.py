"""A coach's log of hours, as professional bodies ask for it: always their own, of the current organization.

Hours are those of completed sessions in which the coach and at least one client were; a session that nobody marked
counts. Sessions to get to know each other are left out. A client stands there by name as long as they consent.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import Membership
from portal.ui import clock
from programs.coaching.models import Charge, Contract, HoursConsent
from programs.coaching.queries.contracts import get_contract_for
from programs.engagements.models import Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import SessionPlace
from programs.scheduling.wording import joined

Role = Participation.Role
CAME = ("", SessionPlace.Attendance.PRESENT)  # or nobody said
HOUR = Decimal(3600)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class LogRow:
    """The hours with one client, or with one group.

    Args:
        name, contact: "Client 3" and "" without consent.
        people: how many clients the contract has.
        starts_on, ends_on: the first and last of these sessions, on the coach's calendar.
    """

    name: str
    contact: str
    people: int
    starts_on: date
    ends_on: date
    sessions: int
    paid_hours: Decimal
    free_hours: Decimal

    @property
    def is_group(self) -> bool:
        return self.people > 1

    @property
    def kind(self) -> str:
        """In the words of the log."""
        return "Group" if self.is_group else "Individual"


@dataclass(frozen=True)
class HoursLog:
    """A coach's log.

    Args:
        rows: in the order of the first session.
        years: in which there are hours, the newest first.
        year: the one that is shown; None for all.
    """

    rows: list[LogRow]
    years: list[int]
    year: int | None

    @property
    def paid_hours(self) -> Decimal:
        return sum((row.paid_hours for row in self.rows), Decimal(0))

    @property
    def free_hours(self) -> Decimal:
        return sum((row.free_hours for row in self.rows), Decimal(0))

    @property
    def hours(self) -> Decimal:
        """All together."""
        return self.paid_hours + self.free_hours

    @property
    def sessions(self) -> int:
        return sum(row.sessions for row in self.rows)


@dataclass(frozen=True)
class _Held:
    engagement_id: UUID
    on: date
    hours: Decimal
    paid: bool


def hours_of(coach: Membership, year: int | None = None) -> HoursLog:
    """The log of this person; two queries, whatever its length."""
    held = [_held(row, coach) for row in _places(coach)]
    years = sorted({each.on.year for each in held}, reverse=True)
    shown = [each for each in held if year is None or each.on.year == year]
    by_contract: dict[UUID, list[_Held]] = defaultdict(list)
    for each in shown:
        by_contract[each.engagement_id].append(each)
    clients = _clients(coach)
    rows = [_row(clients[engagement_id], found) for engagement_id, found in by_contract.items()]
    return HoursLog(sorted(rows, key=lambda row: (row.starts_on, row.name)), years, year if year in years else None)


def _places(coach: Membership) -> QuerySet[SessionPlace]:
    """The coach's places in the sessions that count."""
    someone = SessionPlace.objects.filter(
        session=OuterRef("session"), participation__role=Role.CLIENT, attendance__in=CAME
    )
    return (
        SessionPlace.objects.filter(
            Exists(someone),
            participation__membership=coach,
            participation__role=Role.COACH,
            attendance__in=CAME,
            session__state=SessionState.COMPLETED,
            session__engagement__contract__isnull=False,
        )
        .exclude(session__charge__kind=Charge.Kind.FREE)
        .select_related("session__engagement__contract")
        .order_by("session__starts_at", "session_id")
    )


def _held(place: SessionPlace, coach: Membership) -> _Held:
    session = place.session
    hours = Decimal((session.ends_at - session.starts_at).total_seconds()) / HOUR
    on = clock.local_date(session.starts_at, coach.user.time_zone)
    return _Held(session.engagement_id, on, hours, session.engagement.contract.paid)


@dataclass(frozen=True)
class _Client:
    name: str
    email: str  # "" without consent


def _clients(coach: Membership) -> dict[UUID, list[_Client]]:
    """The clients of all contracts of a coach, by contract. Numbers stay when others consent or a year is chosen."""
    mine = Participation.objects.filter(membership=coach, role=Role.COACH, engagement__contract__isnull=False)
    rows = (
        Participation.objects.filter(role=Role.CLIENT, engagement__in=mine.values("engagement"))
        .select_related("membership__user", "hours_consent")
        .order_by("pk")
    )
    numbers: dict[UUID, int] = {}
    found: dict[UUID, list[_Client]] = defaultdict(list)
    for row in rows:
        number = numbers.setdefault(row.membership_id, len(numbers) + 1)
        named = consents(row)
        client = _Client(row.name, row.membership.user.email) if named else _Client(f"Client {number}", "")
        found[row.engagement_id].append(client)
    return found


def consents(client: Participation) -> bool:
    """Whether this client stands by name in the log."""
    return consent_given(getattr(client, "hours_consent", None))


def consent_given(consent: HoursConsent | None) -> bool:
    """Whether a consent was given and not taken back."""
    return consent is not None and consent.withdrawn_at is None


def _row(clients: list[_Client], held: Iterable[_Held]) -> LogRow:
    held = list(held)
    return LogRow(
        name=joined([client.name for client in clients]),
        contact=", ".join(client.email for client in clients if client.email),
        people=len(clients),
        starts_on=min(each.on for each in held),
        ends_on=max(each.on for each in held),
        sessions=len(held),
        paid_hours=sum((each.hours for each in held if each.paid), Decimal(0)).quantize(CENT),
        free_hours=sum((each.hours for each in held if not each.paid), Decimal(0)).quantize(CENT),
    )


def is_coach_somewhere(membership: Membership) -> bool:
    """Whether there is, or was, a contract in which this person coaches."""
    mine = Participation.objects.filter(membership=membership, role=Role.COACH, engagement__contract__isnull=False)
    return mine.exists()


def get_consent_for(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation, HoursConsent | None]:
    """A contract of which this person is a client, their place, and what they said last; 404 for everybody else."""
    contract, place = get_contract_for(membership, engagement_id)
    if place.role != Role.CLIENT:
        raise Http404
    return contract, place, HoursConsent.objects.filter(client=place).first()
