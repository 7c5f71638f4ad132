"""The newest check-in of each action: one subquery in the rows, and one query more only where there is any."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from programs.goals.models import Action, CheckIn


def with_newest_check_in(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The same rows, which know their newest check-in by its id."""
    return actions.annotate(check_in_id=newest("pk"))


def newest(column: str) -> Subquery:
    """A column of the newest check-in, for a query over actions."""
    return Subquery(CheckIn.objects.filter(action=OuterRef("pk")).order_by("-told_at", "-pk").values(column)[:1])


def read_check_ins(actions: Iterable[Action]) -> None:
    """Leave the newest check-in at `.check_in` of actions that know it; of a done one it is of no use any more."""
    wanted = {row.check_in_id for row in actions if row.done_at is None and getattr(row, "check_in_id", None)}
    found = CheckIn.objects.in_bulk(wanted) if wanted else {}
    for row in actions:
        row.check_in = found.get(getattr(row, "check_in_id", None))
        row.is_stuck = row.check_in is not None and row.check_in.going == CheckIn.Going.STUCK
