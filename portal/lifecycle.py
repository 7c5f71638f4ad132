"""States are an enum and a table; moving is one compare-and-swap."""

from collections.abc import Collection, Mapping

from django.db.models import Model, TextChoices

from portal.errors import IllegalTransition

Table = Mapping[str, Collection[str]]


def transition(
    row: Model,
    to: TextChoices,
    *,
    table: Table,
    field: str = "state",
    refusal: str = "",
    **changes: object,
) -> None:
    """Move `row` to the state `to`, only if nobody moved it in the meantime.

    Args:
        row: the row as it was read; its `field` is the state that the person saw.
        to: the wanted state.
        table: for each state the states that may follow.
        field: the name of the state column.
        refusal: a sentence for the person when the step is not possible from here.
        changes: further columns written in the same statement, so that a state and its paired fields never part.

    Raises:
        IllegalTransition: the table has no such step, or another request moved the row first.
    """
    was = getattr(row, field)
    if to not in table.get(was, ()):
        label = str(type(to)(was).label).lower()
        raise IllegalTransition(refusal or f"This is {label}, so that step is not possible now.")
    moved = (
        type(row)._default_manager.filter(pk=row.pk, **{field: was}).update(**{field: to}, **changes)  # type: ignore[attr-defined]
    )
    if moved != 1:
        raise IllegalTransition("Somebody else changed this a moment ago. Look at it again before you go on.")
    setattr(row, field, to)
    for name, value in changes.items():
        setattr(row, name, value)
