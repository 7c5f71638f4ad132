"""A lookup for many ids at once."""

from collections.abc import Iterable

from django.db import models
from django.db.models.lookups import Lookup


@models.UUIDField.register_lookup
@models.ForeignKey.register_lookup
class Among(Lookup):
    """`filter(membership__among=ids)`: as `__in` for UUIDs, in one value.

    With `__in` each id is a parameter of its own, and for a thousand of them Django and the driver take longer than
    PostgreSQL takes to find the rows.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection) -> tuple[str, tuple]:
        """`column = ANY('{…}')`."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", (*parameters, _array(self.rhs))


def _array(ids: Iterable) -> str:
    """The literal of an array; ids have no character that would need quotes."""
    return "{" + ",".join(str(getattr(each, "pk", each)) for each in ids) + "}"
