"""Reads over the organization's list of competencies."""

from programs.goals.models import Competency


def competencies_offered() -> list[Competency]:
    """Those that can be chosen now, by area and name."""
    return list(Competency.objects.filter(ended_at__isnull=True).order_by("area", "name"))
