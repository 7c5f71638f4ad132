"""`migrate` as the owner of the tables, then the grants for the portal's role, and a look whether all is guarded."""

from django.core.management.base import SystemCheckError
from django.core.management.commands.migrate import Command as MigrateCommand

from portal.tenancy.checks import unguarded_tables
from portal.tenancy.roles import as_owner, grant_privileges


class Command(MigrateCommand):
    def execute(self, *args, **options):
        """Django looks at the database before it calls `handle`: an empty one is no fault yet, so look as the owner."""
        with as_owner():
            return super().execute(*args, **options)

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            grant_privileges()
            if not (options["app_label"] or options["migration_name"]) and (problems := unguarded_tables()):
                raise SystemCheckError("\n".join(problem.msg for problem in problems))
