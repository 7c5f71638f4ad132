"""Django's PostgreSQL backend, which tells each transaction for whom it works."""

from django.db.backends.postgresql import base

from portal.tenancy import context


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(refuse_outside_a_transaction)

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and context.current() != context.NOBODY:
            context.set_local_context(self.connection)


def refuse_outside_a_transaction(execute, sql, params, many, state):
    """Row security learns of the context at BEGIN; without one it would show nothing, and nobody would notice.

    Raises:
        RuntimeError: the statement runs for an organization or a person, but in no transaction.
    """
    if context.current() != context.NOBODY and state["connection"].get_autocommit():
        raise RuntimeError(
            "This statement runs for an organization or a person but in no transaction, so row security would hide"
            " every row from it. Put transaction.atomic() around it."
        )
    return execute(sql, params, many, state)
