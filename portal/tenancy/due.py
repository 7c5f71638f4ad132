"""Which organizations, or people, have work waiting."""

from datetime import datetime
from uuid import UUID

from django.db import connection


def organizations_due(function: str, now: datetime) -> list[UUID]:
    """The organizations that have work due; tasks then enter the context of each in turn.

    Args:
        function: the name given to the migration operation `OrganizationsDue`.
        now: work up to this moment counts.
    """
    return _named_by(function, now)


def people_due(function: str, now: datetime) -> list[UUID]:
    """The people who have work due on rows of their own (`PeopleDue`); tasks enter `user_context` for each."""
    return _named_by(function, now)


def _named_by(function: str, now: datetime) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app.{function}(%s)", [now])
        return [row[0] for row in cursor.fetchall()]
