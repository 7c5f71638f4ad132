"""Reads over circles, always of the current organization."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation, Program
from programs.engagements.queries import accepting_programs, get_program_for, people_of, programs_for
from programs.mentoring.models import Circle, Consent, Introduction
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of, with_attendance

PRESENT = Q(engagement__participations__left_at__isnull=True)


def get_mentoring_program(membership: Membership, program_id: UUID) -> Program:
    """A mentoring program that this person configures, or 404."""
    program = get_program_for(membership, program_id)
    if program.kind != Kind.MENTORING:
        raise Http404
    return program


def accepting_mentoring_programs(membership: Membership) -> QuerySet[Program]:
    """The mentoring programs in which this person may form a circle now."""
    return accepting_programs(membership, Kind.MENTORING)


def circles_for(membership: Membership) -> QuerySet[Circle]:
    """The circles that this person takes part in, the newest first, with how many people are in each."""
    mine = Participation.objects.filter(engagement=OuterRef("engagement"), membership=membership, left_at__isnull=True)
    return _with_counts(Circle.objects.filter(Exists(mine)))


def overseen_circles(membership: Membership) -> QuerySet[Circle]:
    """The circles of the programs that this person configures, the newest first, with how many people are in each."""
    programs = programs_for(membership).values("pk")
    return _with_counts(Circle.objects.filter(engagement__program__in=programs))


def _with_counts(circles: QuerySet[Circle]) -> QuerySet[Circle]:
    return (
        circles.select_related("engagement__program")
        .annotate(people=Count("engagement__participations", filter=PRESENT))
        .order_by("-engagement__starts_on", "-id")
    )


def circle_of(engagement_id: UUID) -> Circle | None:
    """The circle with its engagement and program; who may see it, the caller has asked."""
    return Circle.objects.select_related("engagement__program").filter(pk=engagement_id).first()


def locked_circle(circle: Circle) -> Circle:
    """The circle and its engagement as they are now; nobody else changes them before the transaction ends."""
    return (
        Circle.objects.select_for_update(of=("self", "engagement"), no_key=True)
        .select_related("engagement__program")
        .get(pk=circle.pk)
    )


def get_circle_for(membership: Membership, engagement_id: UUID) -> tuple[Circle, Participation, list[Participation]]:
    """A circle that this person takes part in, their place and everybody's places; 404 for all others.

    Administrators and managers do not get in here: see `get_circle_to_manage`.
    """
    circle = circle_of(engagement_id)
    people = people_of(circle.engagement) if circle else []
    place = _place_of(membership, people)
    if place is None:
        raise Http404
    for person in people:
        person.engagement = circle.engagement
    place.membership = membership  # it knows its person and organization already
    return circle, place, people


def get_circle_to_manage(membership: Membership, engagement_id: UUID) -> Circle:
    """A circle of a program that this person configures, or 404; for pages without confidential text."""
    circle = overseen_circles(membership).filter(pk=engagement_id).first()
    if circle is None:
        raise Http404
    return circle


def get_circle_around(membership: Membership, engagement_id: UUID) -> tuple[Circle, Participation | None]:
    """A circle that this person takes part in or whose program they configure, and their place if they have one.

    For the steps that the mentor shares with those who run the program; the action decides who may take one.
    """
    circle = circle_of(engagement_id)
    if circle is None:
        raise Http404
    place = _place_of(membership, people_of(circle.engagement))
    if place is None and not programs_for(membership).filter(pk=circle.engagement.program_id).exists():
        raise Http404
    return circle, place


def get_place_to_manage(circle: Circle, participation_id: UUID) -> Participation:
    """A present place in the circle, or 404; who may change it, the caller has asked."""
    place = next((person for person in people_of(circle.engagement) if person.pk == participation_id), None)
    if place is None:
        raise Http404
    return place


def _place_of(membership: Membership, people: Sequence[Participation]) -> Participation | None:
    return next((person for person in people if person.membership_id == membership.pk), None)


@dataclass
class Agreed:
    """Who agreed to the current version of what the circle agreed."""

    people: list[Participation] = field(default_factory=list)
    waiting: list[Participation] = field(default_factory=list)
    on: datetime | None = None  # when the last of them agreed

    @property
    def by_all(self) -> bool:
        return bool(self.people) and not self.waiting


def agreed_by(circle: Circle, people: Sequence[Participation]) -> Agreed:
    """Who of the people in the circle agreed to its current version, and who has not yet."""
    consents = dict(
        Consent.objects.filter(circle=circle, version=circle.agreement_version).values_list(
            "participation_id", "agreed_at"
        )
    )
    agreed = [person for person in people if person.pk in consents]
    return Agreed(
        people=agreed,
        waiting=[person for person in people if person.pk not in consents],
        on=max((consents[person.pk] for person in agreed), default=None),
    )


@dataclass
class CircleSessions:
    """The sessions of a circle as its page shows them."""

    coming: list[Session]
    held: list[Session]  # the latest first
    to_write_up: list[Session]  # over, and not yet marked as held

    @property
    def next(self) -> Session | None:
        return self.coming[0] if self.coming else None

    @property
    def last(self) -> Session | None:
        return self.held[0] if self.held else None

    @property
    def in_table(self) -> list[Session]:
        """What the table lists: what comes, what is to be written up, what was held; the latest first."""
        return [*reversed(self.coming), *self.to_write_up, *self.held]


def circle_sessions(circle: Circle, now: datetime, reading: Reading | None = None) -> CircleSessions:
    """The circle's sessions that were not cancelled, each with `.seen_places`; who came, as far as `reading` allows."""
    kept = [SessionState.CONFIRMED, SessionState.COMPLETED]
    rows = list(with_attendance(sessions_of(circle.engagement).filter(state__in=kept), reading))
    for row in rows:
        row.engagement = circle.engagement
    planned = [row for row in rows if row.is_planned]
    return CircleSessions(
        coming=[row for row in planned if row.ends_at > now],
        held=[row for row in reversed(rows) if row.is_completed],
        to_write_up=[row for row in reversed(planned) if row.ends_at <= now],
    )


def people_to_add(circle: Circle, people: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of `people` who are not in the circle."""
    present = Participation.objects.filter(
        engagement=circle.engagement_id, membership=OuterRef("pk"), left_at__isnull=True
    )
    return people.exclude(Exists(present))


def default_start(program: Program, today: date) -> date:
    """The day a form suggests: the program's first, unless it is past."""
    return max(program.starts_on or today, today)


def introductions_in(circle: Circle, place: Participation) -> list[Introduction]:
    """What this person may know of: the mentor what they proposed, a mentee what is about them; the newest first."""
    mine = Q(made_by=place) if place.leads else Q(mentee=place)
    return list(_introductions().filter(mine, circle=circle).order_by("-proposed_at", "-id"))


def introductions_asking(membership: Membership) -> QuerySet[Introduction]:
    """Those that wait for this person's yes or no, in any circle."""
    mentee = Q(mentee__membership=membership, mentee__left_at__isnull=True, mentee_answer="")
    contact = Q(contact=membership, mentee_answer=Introduction.Answer.YES, contact_answer="")
    return _introductions().filter(mentee | contact, withdrawn_at__isnull=True).order_by("proposed_at", "id")


def get_introduction_for(membership: Membership, introduction_id: UUID) -> Introduction:
    """An introduction that this person made or is asked about, or 404; the contact not before the mentee's yes."""
    row = _introductions().filter(pk=introduction_id).first()
    if row is None:
        raise Http404
    inside = membership.pk in {row.made_by.membership_id, row.mentee.membership_id}
    if not inside and not (row.contact_id == membership.pk and row.asks_contact):
        raise Http404
    return row


def locked_introduction(introduction_id: UUID) -> Introduction:
    """The introduction as it is now; other answers wait."""
    return _introductions().select_for_update(of=("self",), no_key=True).get(pk=introduction_id)


def find_introduction(introduction_id: UUID) -> Introduction | None:
    """The same without a lock, for telling people."""
    return _introductions().filter(pk=introduction_id).first()


def _introductions() -> QuerySet[Introduction]:
    return Introduction.objects.select_related(
        "circle__engagement__program", "made_by__membership__user", "mentee__membership__user", "contact__user"
    )
