"""Django's PostgreSQL backend, which tells each transaction for whom it works."""

from django.db.backends.postgresql import base

from portal.tenancy import context


class DatabaseWrapper(base.DatabaseWrapper):
    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and context.current() != context.NOBODY:
            context.set_local_context(self.connection)
