"""`migrate` as the owner of the tables, then the grants for the portal's role."""

from django.core.management.commands.migrate import Command as MigrateCommand

from portal.tenancy.roles import as_owner, grant_privileges


class Command(MigrateCommand):
    def handle(self, *args, **options):
        with as_owner():
            super().handle(*args, **options)
            if not options.get("plan") and not options.get("check_unapplied"):
                grant_privileges()
