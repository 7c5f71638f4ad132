"""Covenants for tests, signed through the actions."""

from programs.covenant.actions import sign_covenant
from programs.covenant.queries import standing_of
from programs.covenant.terms import Terms, default_terms
from programs.engagements.models import Engagement


def sign_for_all(engagement: Engagement) -> None:
    """Everybody who has not signed who sees what signs what is asked of them."""
    standing = standing_of(engagement)
    for person in standing.waiting:
        sign_covenant(engagement=engagement, digest=standing.to_sign.digest, by=person)


def terms_with(kind: str, cells: dict, **changes) -> Terms:
    """What a program of this kind declares by default, with other cells.

    Args:
        cells: (item, role) to access.
        changes: other months, oversight or emergency.
    """
    base = default_terms(kind)
    matrix = {item: dict(row) for item, row in base.matrix.items()}
    for (item, role), access in cells.items():
        matrix[item][role] = str(access)
    return Terms(**{"kind": kind, "matrix": matrix, **changes})
