"""Reads over the competencies of the organization."""

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from portal.ui.forms import Choice
from programs.goals.models import Competency

NO_AREA = "Others"


def competencies() -> QuerySet[Competency]:
    """What the organization offers to name, by area and name. For choices: `grouped(competencies())`."""
    return all_competencies().filter(ended_at__isnull=True)


def all_competencies() -> QuerySet[Competency]:
    """The same with those that are offered no more."""
    return Competency.objects.order_by("area", "name")


def grouped(rows: Iterable[Competency]) -> list[tuple[str, list[Competency]]]:
    """Areas with their competencies, in the order of the rows; those without an area come last."""
    by_area = [(area or NO_AREA, list(those)) for area, those in groupby(rows, key=lambda row: row.area)]
    return sorted(by_area, key=lambda pair: pair[0] == NO_AREA)


def competency_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of a select: areas, each with pairs of id and name."""
    return [(area, [(str(row.pk), row.name) for row in rows]) for area, rows in grouped(competencies())]


def competency_cards() -> list[tuple[str, Choice]]:
    """The same for cards to tick, each with its area below the name."""
    return [(str(row.pk), Choice(row.name, row.area)) for _, rows in grouped(competencies()) for row in rows]


def find_competencies(ids: Collection[UUID | str]) -> list[Competency]:
    """Those with these ids, also ended ones, by area and name; ids that are not known are left out."""
    return list(all_competencies().filter(pk__in=list(ids))) if ids else []


def get_competency(competency_id: UUID) -> Competency:
    """A competency of the organization, or 404."""
    try:
        return Competency.objects.get(pk=competency_id)
    except Competency.DoesNotExist:
        raise Http404 from None
