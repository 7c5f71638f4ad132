"""`flush` as the owner of the tables: the portal's own role may not truncate."""

from django.core.management.commands.flush import Command as FlushCommand

from portal.tenancy.roles import as_owner


class Command(FlushCommand):
    def handle(self, **options):
        with as_owner():
            super().handle(**options)
