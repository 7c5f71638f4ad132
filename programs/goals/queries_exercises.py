"""Reads over the library of exercises and what was assigned. Assignments are read as actions are; a draft by nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.covenant.items import LED, Item
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.goals.exercises_library import LIBRARY, BuiltIn
from programs.goals.models import Action, Assignment, CheckIn, Exercise
from programs.goals.queries import sits_in

LONGEST_REPLY = 10_000
LONGEST_TEXT = 5_000


def exercises() -> QuerySet[Exercise]:
    """The organization's library, what is offered first, by title."""
    return Exercise.objects.order_by(F("ended_at").asc(nulls_first=True), "title")


def get_exercise(exercise_id: UUID) -> Exercise:
    """One exercise of the library, or 404."""
    found = Exercise.objects.filter(pk=exercise_id).first()
    if found is None:
        raise Http404
    return found


def find_offered(exercise_id: str) -> Exercise | None:
    """An exercise that can be assigned, by what stands in an address; None for everything else."""
    try:
        return Exercise.objects.filter(pk=UUID(exercise_id), ended_at__isnull=True).first()
    except ValueError:
        return None


def find_built_in(key: str) -> BuiltIn | None:
    """A built-in exercise by its key."""
    return next((row for row in LIBRARY if row.key == key), None)


def built_in_left(rows: Iterable[Exercise]) -> list[BuiltIn]:
    """The built-in exercises that the organization has not taken over; one that it ended stays away."""
    taken = {row.title for row in rows}
    return [row for row in LIBRARY if row.title not in taken]


def _readable(reading: Reading) -> Q:
    """As actions; what belongs to an objective of life beyond work is read by two."""
    plain = Q(objective__isnull=True) | Q(objective__life=False)
    strict = reading.rows(Item.ACTIONS, owner="owner", life="objective__life")
    return (plain & reading.rows(Item.ACTIONS, owner="owner")) | (Q(objective__life=True) & strict)


def _assignments(reading: Reading) -> QuerySet[Assignment]:
    return _with_names(Assignment.objects.filter(_readable(reading), withdrawn_at__isnull=True))


def _with_names(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related(
        "owner__membership__user", "owner__engagement__program", "assigned_by__user", "answered_by__user", "objective"
    )


def assignments_in(engagement: Engagement, viewer: Participation, reading: Reading) -> list[Assignment]:
    """The exercises of an engagement that this person reads: open ones by their day, then the last handed in."""
    rows = _assignments(reading).filter(owner__engagement=engagement)
    rows = rows.defer("reply", "answer", "text")
    return marked(rows.order_by(F("replied_at").desc(nulls_first=True), "due_on", "id"), viewer.membership)


def overdue_assignments(engagement_id: UUID, viewer: Participation, reading: Reading) -> list[Assignment]:
    """Those of people who take part whose day has passed without a reply, for an agenda."""
    rows = _assignments(reading).filter(
        owner__engagement=engagement_id,
        owner__left_at__isnull=True,
        replied_at__isnull=True,
        due_on__lt=timezone.localdate(timezone=viewer.membership.user.time_zone),
    )
    return marked(rows.defer("reply", "answer", "text").order_by("due_on", "id"), viewer.membership)


def open_assignments_for(membership: Membership) -> list[Assignment]:
    """What this person has to hand in where they take part now, the next due first."""
    rows = Assignment.objects.filter(
        owner__membership=membership,
        owner__left_at__isnull=True,
        owner__engagement__state__in=CURRENT,
        replied_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    rows = _with_names(rows).defer("reply", "answer", "text")
    return marked(rows.order_by("due_on", "id"), membership)


def open_assignments_of(place: Participation) -> tuple[int, int]:
    """How many exercises of a place wait, and how many of them are overdue."""
    today = timezone.localdate(timezone=place.membership.user.time_zone)
    days = Assignment.objects.filter(owner=place, replied_at__isnull=True, withdrawn_at__isnull=True)
    due = list(days.values_list("due_on", flat=True))
    return len(due), sum(day < today for day in due)


def get_assignment_for(membership: Membership, assignment_id: UUID) -> tuple[Assignment, Participation, Reading]:
    """An assignment, the place of somebody who reads it, and what they read; 404 for everybody else."""
    row = _with_names(Assignment.objects.filter(pk=assignment_id)).first()
    place = participation_of(membership, row.owner.engagement) if row else None
    if place is None:
        raise Http404
    reading = reading_of(place)
    if not reads_assignment(reading, row):
        raise Http404
    row.shown_reply = row.reply if row.replied_at else ""
    return marked([row], membership)[0], place, reading


def reads_assignment(reading: Reading, row: Assignment) -> bool:
    """Whether this person reads one assignment."""
    return reading.allows(Item.ACTIONS, owner_id=row.owner_id, life=bool(row.objective and row.objective.life))


def marked(rows: Iterable[Assignment], viewer: Membership) -> list[Assignment]:
    """Each with how it stands in words, `.stands`, and the tone of its mark, `.tone`, on the viewer's day."""
    found, today = list(rows), timezone.localdate(timezone=viewer.user.time_zone)
    for row in found:
        row.is_overdue = row.replied_at is None and row.withdrawn_at is None and row.due_on < today
        row.stands, row.tone = _stands(row)
    return found


def _stands(row: Assignment) -> tuple[str, str]:
    if row.withdrawn_at:
        return "Taken back", ""
    if row.answered_at:
        return "Answered", "ok"
    if row.replied_at:
        return "Handed in", "ok"
    return ("Overdue", "warn") if row.is_overdue else ("To do", "")


def can_assign(place: Participation | None, owner: Participation) -> bool:
    """Who leads gives one to those who are led; these also take one for themselves."""
    return (
        sits_in(place)
        and owner.left_at is None
        and owner.role in LED
        and place.engagement_id == owner.engagement_id
        and place.engagement.is_current
        and (place.leads or place.pk == owner.pk)
    )


def can_reply(place: Participation, row: Assignment) -> bool:
    """Its owner, until it is handed in."""
    return _is_current(place, row) and place.pk == row.owner_id and row.replied_at is None


def can_answer_assignment(place: Participation, row: Assignment) -> bool:
    """Who leads, once it was handed in."""
    return _is_current(place, row) and place.leads and row.replied_at is not None


def can_withdraw_assignment(place: Participation, row: Assignment) -> bool:
    """Who gave it and who leads, while it is not handed in."""
    gave = place.membership_id == row.assigned_by_id
    return _is_current(place, row) and (place.leads or gave) and row.replied_at is None


def _is_current(place: Participation, row: Assignment) -> bool:
    here = sits_in(place) and place.engagement_id == row.owner.engagement_id
    return here and row.withdrawn_at is None and row.owner.engagement.is_current


def can_check_in(place: Participation | None, action: Action) -> bool:
    """The person who does it, while it is open."""
    return sits_in(place) and place.pk == action.owner_id and action.done_at is None and place.engagement.is_current


def check_ins_of(action: Action) -> QuerySet[CheckIn]:
    """What was said about an action, the newest first; for those who read the action."""
    return action.check_ins.select_related("told_by__user").order_by("-told_at", "-pk")
