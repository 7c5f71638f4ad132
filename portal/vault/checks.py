"""Lost keys fail loudly at start-up, not on the page of somebody who wants to read what they wrote."""

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal.tenancy.roles import works_as_owner
from portal.vault.guard import unguarded_columns
from portal.vault.keys import KeyGone, install_keys, unwrap

HINT = "See README, 'Keys'."


@register(Tags.security, Tags.database)  # the latter is what web and worker run before they take work
def keys_are_there(app_configs, **kwargs):
    """CAIRN_KEYS holds at least one usable key."""
    try:
        install_keys()
    except ImproperlyConfigured as error:
        return [Error(f"{error} {HINT}", id="vault.E001")]
    return []


@register(Tags.database)
def data_keys_open(app_configs, databases, **kwargs):
    """Every key that wraps a data key is in CAIRN_KEYS, and is the one that wrapped it."""
    if not databases or works_as_owner() or keys_are_there(None):
        return []
    return [
        Error(f"Data keys of organizations do not open: {error}. {HINT}", id="vault.E002")
        for sample in _samples()
        if (error := _fault(*sample))
    ]


@register(Tags.database)
def sealed_columns_hold_keys(app_configs, databases, **kwargs):
    """The database refuses text whose data key is gone, in every sealed column."""
    if not databases or works_as_owner():
        return []
    return [
        Error(f"Nothing keeps the key of the text in {column}.", hint="Run `manage.py migrate`.", id="vault.E003")
        for column in unguarded_columns()
    ]


def _samples() -> list[tuple]:
    """One wrapped data key for each name of a key that wraps any; none before the database is migrated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('app.data_key_samples()') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return []
        cursor.execute("SELECT wrapped, wrapped_by, organization_id, version FROM app.data_key_samples()")
        return cursor.fetchall()


def _fault(wrapped: bytes, wrapped_by: str, organization_id, version: int) -> str:
    try:
        unwrap(bytes(wrapped), wrapped_by, organization_id, version)
    except KeyGone as error:
        return str(error)
    return ""
