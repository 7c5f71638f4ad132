"""Which organization and which person the current code works for.

One context variable feeds both walls: django-scopes (a query without an organization raises) and row-level
security (the database backend hands the values to PostgreSQL at every BEGIN).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django_scopes import scope
from psycopg.pq import TransactionStatus


@dataclass(frozen=True)
class TenancyContext:
    organization_id: UUID | None = None
    user_id: UUID | None = None


NOBODY = TenancyContext()
_current: ContextVar[TenancyContext] = ContextVar("tenancy_context", default=NOBODY)


def current() -> TenancyContext:
    """The context of the running code; empty outside any `organization_context`."""
    return _current.get()


@contextmanager
def organization_context(organization_id: UUID, user_id: UUID | None = None) -> Iterator[None]:
    """Work for one organization (and one person) inside the block.

    Args:
        organization_id: the only organization whose rows can be read or written.
        user_id: the person acting; policies on private rows look at it.
    """
    with _entered(TenancyContext(organization_id, user_id)), scope(organization=organization_id):
        yield


@contextmanager
def user_context(user_id: UUID) -> Iterator[None]:
    """Work for a person before an organization is known: only their own memberships can be read."""
    with _entered(TenancyContext(None, user_id)):
        yield


@contextmanager
def _entered(context: TenancyContext) -> Iterator[None]:
    token = _current.set(context)
    _tell_database()
    try:
        yield
    finally:
        _current.reset(token)
        _tell_database()


def _tell_database() -> None:
    """Inside a transaction the values must follow the context at once; outside, the next BEGIN brings them."""
    raw = connection.connection
    if raw is None or not connection.in_atomic_block:
        return
    if raw.info.transaction_status == TransactionStatus.INERROR:
        return  # the rollback that must follow restores the values by itself
    set_local_context(raw)


def set_local_context(raw) -> None:
    """Hand the context to PostgreSQL for the running transaction only, so that no pooled connection can keep it."""
    context = current()
    raw.execute(
        "SELECT set_config('app.organization_id', %s, true), set_config('app.user_id', %s, true)",
        (str(context.organization_id or ""), str(context.user_id or "")),
    )
