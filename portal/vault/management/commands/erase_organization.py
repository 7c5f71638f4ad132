"""`erase_organization <slug> --yes-erase <slug>`: destroy an organization's keys and delete everything in it."""

import logging

from django.core.management.base import BaseCommand, CommandError

from portal.vault.erasure import Organization, delete_rows, destroy_keys, rows_of
from portal.vault.owner import working_as_owner

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Erase an organization for good. Without --yes-erase it only says what would go."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--yes-erase", metavar="SLUG", help="the slug once more; nothing can be brought back")

    def handle(self, *, slug, yes_erase, **options):
        with working_as_owner():
            organization_id = Organization._default_manager.filter(slug=slug).values_list("pk", flat=True).first()
            if organization_id is None:
                raise CommandError(f"There is no organization {slug!r}.")
            if yes_erase is None:
                self._say_what_would_go(slug, organization_id)
            elif yes_erase == slug:
                self._erase(organization_id)
            else:
                raise CommandError("--yes-erase names another organization. Nothing was erased.")

    def _say_what_would_go(self, slug, organization_id):
        for table, number in rows_of(organization_id).items():
            if number:
                self.stdout.write(f"  {table}: {number:,}")
        self.stdout.write(f"Nothing was erased. To erase all this for good, add --yes-erase {slug}")

    def _erase(self, organization_id):
        """Each step commits; stopped between them, the text is unreadable already and the next run does the rest."""
        keys = destroy_keys(organization_id)
        log.warning("Organization %s: %s data keys destroyed", organization_id, keys)
        rows = delete_rows(organization_id)
        log.warning("Organization %s: erased, %s rows deleted", organization_id, rows)
        self.stdout.write(f"Erased: {keys} data keys and {rows:,} rows of {organization_id}.")
        self.stdout.write("Its text in backups opens until the backups of the keys expire: see docs/running.md.")
