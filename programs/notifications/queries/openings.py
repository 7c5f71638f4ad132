"""Openings of notes: whom they concern, and whether what is told of them is still true."""

from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from programs.notes.lifecycle import OpeningState
from programs.notes.models import Opening
from programs.notes.queries import administrators_apart_from, state_of
from programs.notifications.models import Notification


def find_opening(opening_id: UUID) -> Opening | None:
    """An opening with its engagement and program."""
    return Opening.objects.select_related("engagement__program").filter(pk=opening_id).first()


def administrators_to_ask(opening: Opening) -> list[UUID]:
    """The administrators who could decide: they have no place there and did not ask."""
    others = administrators_apart_from(opening.engagement).exclude(pk=opening.asked_by_id)
    return list(others.values_list("pk", flat=True))


def administrators_to_tell(opening: Opening) -> list[UUID]:
    """The administrators who had no part in it, wherever they have a place."""
    part = [opening.asked_by_id, opening.approved_by_id]
    others = Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True).exclude(pk__in=part)
    return list(others.values_list("pk", flat=True))


def opening_waits_for_them(row: Notification, now: datetime) -> bool:
    opening = find_opening(row.subject_id)
    return opening is not None and row.membership.is_administrator and state_of(opening, now) == OpeningState.WAITING


def opening_is_open(row: Notification, now: datetime) -> bool:
    opening = find_opening(row.subject_id)
    return opening is not None and state_of(opening, now) == OpeningState.OPEN


def they_are_administrator(row: Notification, now: datetime) -> bool:
    return row.membership.is_administrator
