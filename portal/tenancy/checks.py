"""A process that could see other organizations' rows must not serve."""

from django.apps import apps
from django.core.checks import Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal.tenancy.models import PersonOwned
from portal.tenancy.operations import is_tenant_model
from portal.tenancy.roles import works_as_owner

ROLE = """
SELECT rolsuper OR rolbypassrls, EXISTS (
         SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = r.oid)
  FROM pg_roles r WHERE rolname = current_user
"""
WALLS = {"org_isolation": "organization_id OPERATOR(app.===)", "own_rows": "user_id OPERATOR(app.===)"}
TABLES = """
SELECT t.name,
       c.oid IS NOT NULL,
       coalesce(c.relrowsecurity, false) AND EXISTS (
         SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = t.name
            AND p.policyname = t.policy AND p.roles = '{portal_app}' AND p.cmd = 'ALL'
            AND strpos(p.qual, t.wall) > 0 AND strpos(p.with_check, t.wall) > 0),
       has_table_privilege('portal_app', c.oid, 'SELECT') AND has_table_privilege('portal_app', c.oid, 'INSERT')
         AND (has_table_privilege('portal_app', c.oid, 'UPDATE')
              <> (coalesce(obj_description(c.oid, 'pg_class'), '') = 'append-only'))
  FROM unnest(%(tables)s::text[], %(policies)s::text[], %(walls)s::text[]) AS t(name, policy, wall)
  LEFT JOIN pg_class c ON c.oid = to_regclass('public.' || quote_ident(t.name))
 ORDER BY 1
"""


@register(Tags.database)
def role_is_confined(app_configs, databases, **kwargs):
    """The portal's role may be no superuser, may not bypass row security, and may own no table."""
    if not databases or works_as_owner():
        return []
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        ignores, owns = cursor.fetchone()
    problems = []
    if ignores:
        problems.append(Error("The portal connects as a role that ignores row security.", id="tenancy.E001"))
    if owns:
        problems.append(Error("The portal connects as the owner of its tables.", id="tenancy.E002"))
    return problems


@register(Tags.database)
def tables_are_guarded(app_configs, databases, **kwargs):
    """Every table of organizations and people is there, has its policy, and grants what is needed and no more."""
    if not databases or works_as_owner():
        return []
    return unguarded_tables()


def unguarded_tables() -> list[Error]:
    """What is wrong with the tables of organizations and people, whoever asks."""
    guarded = {model._meta.db_table: "org_isolation" for model in apps.get_models() if is_tenant_model(model)}
    guarded |= {model._meta.db_table: "own_rows" for model in apps.get_models() if issubclass(model, PersonOwned)}
    policies = list(guarded.values())
    with connection.cursor() as cursor:
        walls = [WALLS[policy] for policy in policies]
        cursor.execute(TABLES, {"tables": list(guarded), "policies": policies, "walls": walls})
        rows = cursor.fetchall()
    hint = "Run `manage.py migrate`."
    problems = []
    for name, there, walled, granted in rows:
        if not there:
            problems.append(Error(f"The table {name} is missing.", hint=hint, id="tenancy.E003"))
        elif not walled:
            problems.append(Error(f"Row security does not guard the table {name}.", hint=hint, id="tenancy.E004"))
        elif not granted:
            problems.append(Error(f"The portal's rights on {name} are not as meant.", hint=hint, id="tenancy.E005"))
    return problems


def refuse_unguarded() -> None:
    """For web and worker, before they take work.

    Raises:
        ImproperlyConfigured: the database would not keep organizations apart, is not migrated, or holds text that this
            process has no key for (portal/vault/checks.py).
    """
    problems = [found for found in run_checks(tags=[Tags.database], databases=["default"]) if found.is_serious()]
    connection.close()  # a worker forks after this
    if problems:
        raise ImproperlyConfigured(" ".join(problem.msg for problem in problems))
