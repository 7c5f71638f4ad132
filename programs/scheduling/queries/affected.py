"""The planned sessions of a person, in all their organizations, that a change of their hours leaves outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accounts.models import Organization, User
from accounts.queries import memberships_of
from portal.tenancy.context import organization_context
from programs.engagements.models import Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries.timetables import known_times
from programs.scheduling.rules import notes_before_cancelling
from programs.scheduling.timetable import Obstacle, Timetable, obstacles

# What is planned stays planned, however late or early it was booked; only these make it fit no more.
FITTING = (Obstacle.HOURS, Obstacle.DAY_FULL, Obstacle.WEEK_FULL, Obstacle.BUFFER)


@dataclass(frozen=True)
class OwnSession:
    """A planned session of the person, and where it is theirs.

    Args:
        place: their participation, with membership and user.
        people: how many have a place in it.
    """

    session: Session
    place: Participation
    organization: Organization
    people: int


@dataclass(frozen=True)
class Affected:
    """A session that fitted before the change and does not after it."""

    own: OwnSession
    obstacles: Sequence[Obstacle]
    day_off: bool
    before: str = ""  # what there is to know before it is cancelled


def planned_everywhere(user: User, now: datetime, only: Iterable[UUID] | None = None) -> list[OwnSession]:
    """The sessions to come in which this person sits, of all their organizations, by time; one query for each.

    Args:
        only: ids to which the answer is confined.
    """
    found: list[OwnSession] = []
    for membership in memberships_of(user):
        with organization_context(membership.organization_id, user.pk), transaction.atomic():
            places = (
                SessionPlace.objects.filter(
                    participation__membership=membership,
                    participation__left_at__isnull=True,
                    blocks=True,
                    session__state=SessionState.CONFIRMED,
                    session__starts_at__gt=now,
                )
                .select_related("session__engagement__program", "participation__membership__user")
                .annotate(people=Count("session__places"))
            )
            if only is not None:
                places = places.filter(session__in=list(only))
            found += [_own(place, membership.organization) for place in places]
    return sorted(found, key=lambda own: (own.session.starts_at, own.session.pk))


def own_timetable(user: User, own: Sequence[OwnSession], now: datetime) -> Timetable:
    """What counts for this person until the last of these sessions is over."""
    until = max(each.session.ends_at for each in own)
    return known_times([user.pk], now, until)[user.pk].timetable


def no_longer_fitting(own: Iterable[OwnSession], before: Timetable, after: Timetable, now: datetime) -> list[Affected]:
    """Those that fitted before a change and do not after it. What never fitted was agreed on purpose."""
    return [affected for each in own if (affected := _affected(each, before, after, now))]


def _affected(own: OwnSession, before: Timetable, after: Timetable, now: datetime) -> Affected | None:
    if _obstacles(own.session, before, now):
        return None
    found = _obstacles(own.session, after, now)
    if not found:
        return None
    day = own.session.starts_at.astimezone(after.zone).date()
    day_off = day in after.overrides and not after.overrides[day]
    return Affected(own, found, day_off=day_off, before=_before_cancelling(own, now))


def _before_cancelling(own: OwnSession, now: datetime) -> str:
    """Only what begins so soon that it is late, by the program's hours, is asked about."""
    if own.session.starts_at - now >= timedelta(hours=own.session.engagement.program.late_hours):
        return ""
    with organization_context(own.organization.pk, own.place.user_id), transaction.atomic():
        return " ".join(notes_before_cancelling([own.session], own.place))


def _obstacles(session: Session, person: Timetable, now: datetime) -> list[Obstacle]:
    period = (session.starts_at, session.ends_at)
    others = replace(person, sessions=[taken for taken in person.sessions if taken != period])
    found = obstacles(others, session.starts_at, session.ends_at - session.starts_at, now)
    return [obstacle for obstacle in found if obstacle in FITTING]


def _own(place: SessionPlace, organization: Organization) -> OwnSession:
    place.participation.engagement = place.session.engagement
    return OwnSession(place.session, place.participation, organization, place.people)
