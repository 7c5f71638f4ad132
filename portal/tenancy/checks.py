"""A process that could see other organizations' rows must not serve."""

from django.core.checks import Error, Tags, register
from django.db import connection


@register(Tags.database)
def role_is_confined(app_configs, databases, **kwargs):
    """The portal's role may be no superuser, may not bypass row security, and may own no table."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, EXISTS ("
            "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        superuser, bypass, owner = cursor.fetchone()
    problems = []
    if superuser or bypass:
        problems.append(Error("The portal connects as a role that ignores row security.", id="tenancy.E001"))
    if owner:
        problems.append(Error("The portal connects as the owner of its tables.", id="tenancy.E002"))
    return problems
