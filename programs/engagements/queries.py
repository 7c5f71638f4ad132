"""Reads over programs, engagements and participations, always of the current organization."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import ACCEPTING, CURRENT
from programs.engagements.models import Engagement, Participation, Program, ReminderTimes
from programs.engagements.reminders import LED, REMINDERS, SESSION, Reminder


def programs_for(membership: Membership) -> QuerySet[Program]:
    """The programs that this person configures: all for an administrator, the given ones for a manager."""
    if membership.is_administrator:
        return Program.objects.all()
    if membership.runs_programs:
        return Program.objects.filter(managements__membership=membership)
    return Program.objects.none()


def program_list(membership: Membership) -> QuerySet[Program]:
    """The same with the number of current engagements, newest first."""
    current = Count("engagements", filter=Q(engagements__state__in=CURRENT), distinct=True)
    return programs_for(membership).annotate(current_engagements=current).order_by("-created_at", "id")


def get_program_for(membership: Membership, program_id: UUID) -> Program:
    """A program that this person configures, or 404."""
    try:
        return programs_for(membership).get(pk=program_id)
    except Program.DoesNotExist:
        raise Http404 from None


def managers_of(program: Program) -> QuerySet[Membership]:
    """The managers to whom the program is given, by name."""
    return Membership.objects.filter(managements__program=program).select_related("user").order_by("user__name")


def accepting_programs(membership: Membership, kind: str) -> QuerySet[Program]:
    """Programs of one kind in which this person may start engagements now."""
    return programs_for(membership).filter(kind=kind, state__in=ACCEPTING).order_by("name")


def engagements_of_program(program: Program) -> QuerySet[Engagement]:
    """The engagements of a program with how many people take part, newest first."""
    return (
        Engagement.objects.filter(program=program)
        .select_related("program")
        .annotate(people=Count("participations", filter=Q(participations__left_at__isnull=True)))
        .order_by("-starts_on", "-id")
    )


def engagements_for(membership: Membership) -> QuerySet[Engagement]:
    """The engagements that this person takes part in."""
    return Engagement.objects.filter(
        participations__membership=membership, participations__left_at__isnull=True
    ).select_related("program")


def participations_for(membership: Membership) -> QuerySet[Participation]:
    """This person's places, with engagement and program, the current ones first."""
    return (
        Participation.objects.filter(membership=membership, left_at__isnull=True)
        .select_related("engagement__program", "membership__user")
        .order_by("-engagement__starts_on", "id")
    )


def people_of(engagement: Engagement) -> list[Participation]:
    """Who takes part now, leads first, then by name."""
    rows = (
        Participation.objects.filter(engagement=engagement, left_at__isnull=True)
        .select_related("membership__user")
        .order_by("membership__user__name", "id")
    )
    return sorted(rows, key=lambda row: not row.leads)


def participation_of(membership: Membership, engagement: Engagement) -> Participation | None:
    """This person's place in the engagement, if they have one."""
    return (
        Participation.objects.filter(engagement=engagement, membership=membership, left_at__isnull=True)
        .select_related("membership__user", "engagement__program")
        .first()
    )


def get_engagement_for(membership: Membership, engagement_id: UUID) -> tuple[Engagement, Participation]:
    """An engagement that this person takes part in, and their place; 404 for everybody else.

    Administrators and managers do not get in here: their pages show dates and states only.
    """
    place = (
        Participation.objects.filter(engagement_id=engagement_id, membership=membership, left_at__isnull=True)
        .select_related("engagement__program", "membership__user")
        .first()
    )
    if place is None:
        raise Http404
    return place.engagement, place


def get_overseen_engagement(membership: Membership, engagement_id: UUID) -> Engagement:
    """An engagement of a program that this person configures, or 404; for pages without confidential text."""
    try:
        return Engagement.objects.select_related("program").get(
            pk=engagement_id, program__in=programs_for(membership).values("pk")
        )
    except Engagement.DoesNotExist:
        raise Http404 from None


def with_people(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """The same engagements with `.present` filled: the participations of those who have not left."""
    present = Participation.objects.filter(left_at__isnull=True).select_related("membership__user")
    return engagements.prefetch_related(Prefetch("participations", queryset=present, to_attr="present"))


@dataclass(frozen=True)
class LeadsInForce:
    """The lead times of one kind of reminder for some people in some programs."""

    reminder: Reminder
    of_people: Mapping[UUID, list[int]]
    of_programs: Mapping[UUID, list[int]]

    def of(self, membership_id: UUID, program_id: UUID | None) -> list[int]:
        """The person's own; without any those of the program, without those the portal's."""
        own = self.of_people.get(membership_id)
        if own is not None:
            return own
        said = self.of_programs.get(program_id) if program_id else None
        return said if said is not None else list(self.reminder.default)


def leads_in_force(kind: str, *, people: Collection[UUID], programs: Collection[UUID]) -> LeadsInForce:
    """When these people are reminded in these programs, in two queries at the most, whatever their number.

    Args:
        kind: a code of `REMINDERS`.
        people: membership ids.
        programs: program ids.
    """
    asked = Q(membership__in=set(people)) | Q(program__in=set(programs))
    of_people, of_programs = {}, {}
    rows = ReminderTimes.objects.filter(asked, kind=kind).values_list("membership_id", "program_id", "leads")
    for membership_id, program_id, leads in rows:
        if membership_id:
            of_people[membership_id] = leads
        else:
            of_programs[program_id] = leads
    if kind == SESSION:
        of_programs = dict(Program.objects.filter(pk__in=set(programs)).values_list("pk", "reminder_minutes"))
    return LeadsInForce(REMINDERS[kind], of_people, of_programs)


def distinct_leads(kinds: Collection[str]) -> dict[str, set[int]]:
    """Every lead time of these kinds that somebody in the organization can have now; a few, whatever its size."""
    found = {kind: set(REMINDERS[kind].default) for kind in kinds}
    rows = ReminderTimes.objects.filter(kind__in=found).values_list("kind", "leads").distinct()
    for kind, leads in rows:
        found[kind].update(leads)
    if SESSION in found:
        for leads in Program.objects.values_list("reminder_minutes", flat=True).distinct():
            found[SESSION].update(leads)
    return found


def reminders_of_program(program: Program) -> list[tuple[Reminder, list[int] | None]]:
    """The kinds of reminder that the program knows, each with its lead times; None for the portal's own."""
    had = dict(ReminderTimes.objects.filter(program=program).values_list("kind", "leads"))
    had[SESSION] = program.reminder_minutes
    return [(row, had.get(row.code)) for row in REMINDERS.values() if Kind(program.kind) in row.kinds]


def reminders_of_person(membership: Membership) -> list[tuple[Reminder, list[int] | None]]:
    """The kinds of reminder that can reach this person, each with their own lead times; None where programs say.

    Whoever leads nothing hears nothing of what those do who lead; what is set already is shown in any case.
    """
    had = dict(ReminderTimes.objects.filter(membership=membership).values_list("kind", "leads"))
    places = Participation.objects.filter(membership=membership, left_at__isnull=True)
    sides = {"leads" if role in Participation.LEADS else LED for role in places.values_list("role", flat=True)}
    rows = (row for row in REMINDERS.values() if row.to in {"everybody", *sides} or row.code in had)
    return [(row, had.get(row.code)) for row in rows]


def leads_said_to(membership: Membership) -> dict[str, list[list[int]]]:
    """By kind, the different lead times of the programs in which this person takes part now."""
    mine = engagements_for(membership).filter(state__in=CURRENT).values("program")
    programs = list(Program.objects.filter(pk__in=mine))
    had = ReminderTimes.objects.filter(program__in=programs).values_list("program_id", "kind", "leads")
    said = {(program_id, kind): leads for program_id, kind, leads in had}
    said |= {(program.pk, SESSION): program.reminder_minutes for program in programs}
    found: dict[str, list[list[int]]] = {}
    for reminder in REMINDERS.values():
        for program in programs:
            leads = said.get((program.pk, reminder.code), list(reminder.default))
            if program.kind in reminder.kinds and leads not in found.setdefault(reminder.code, []):
                found[reminder.code].append(leads)
    return found
