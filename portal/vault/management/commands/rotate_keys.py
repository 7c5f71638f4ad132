"""`rotate_keys --install` and `rotate_keys --data`: new keys for what old ones sealed, while the portal runs."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from portal.vault.models import OrganizationDataKey
from portal.vault.owner import working_as_owner
from portal.vault.rotation import Report, count_data, count_install, rotate_data, rotate_install


class Command(BaseCommand):
    help = "Rotate the install's key or the organizations' data keys. Stopped at any point, it goes on when run again."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--install", action="store_true", help="rewrap with the first key of CAIRN_KEYS")
        which.add_argument("--data", action="store_true", help="a new data key for each organization")
        parser.add_argument("--organization", metavar="SLUG", help="with --data: only this one")
        parser.add_argument("--batch", type=int, default=500, help="rows that are committed together (500)")
        parser.add_argument("--dry-run", action="store_true", help="only say what there is to do")

    def handle(self, *, install, organization, batch, dry_run, **options):
        if install and organization:
            raise CommandError("--organization goes with --data: the install's key is one for all.")
        if not 1 <= batch <= 10_000:
            raise CommandError("--batch is between 1 and 10000.")
        report = Report(self._say)
        with working_as_owner():
            if install:
                self._install(report, batch, dry_run)
            else:
                self._data(organizations(organization), report, batch, dry_run)
        if fault := report.fault():
            raise CommandError(fault)
        if not dry_run:
            self._say(f"Done: {report.moved:,} rows.")

    def _install(self, report, batch, dry_run):
        if dry_run:
            count_install(report)
        else:
            rotate_install(report, batch=batch)

    def _data(self, wanted, report, batch, dry_run):
        if dry_run:
            count_data(wanted, report)
        else:
            rotate_data(wanted, report, batch=batch)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def organizations(slug: str | None) -> list[UUID]:
    """The ids of all organizations, or of the one that is named.

    Raises:
        CommandError: there is none of this name.
    """
    model = OrganizationDataKey._meta.get_field("organization").related_model
    rows = model._default_manager.order_by("pk")
    found = list((rows.filter(slug=slug) if slug else rows).values_list("pk", flat=True))
    if slug and not found:
        raise CommandError(f"There is no organization {slug!r}.")
    return found
