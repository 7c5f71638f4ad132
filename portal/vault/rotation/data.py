"""A new data key for each organization, and the end of the old ones.

First all new keys are made; text is sealed with them within a minute by every process. Then everything is sealed anew
while the portal goes on, then once more what others sealed with the old version until then; at last the old version is
locked, which waits for those who are just writing with it, and destroyed when no row uses it.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from time import sleep
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from portal.tenancy.context import organization_context
from portal.vault.columns import sealed_columns
from portal.vault.keys import SEEN_WITHIN, create_data_key, forget_keys
from portal.vault.models import OrganizationDataKey
from portal.vault.rotation.report import Report
from portal.vault.rotation.reseal import count, older_than, reseal

MARGIN = 15  # seconds by which clocks of machines may differ, and a commit may be late
LAST_PASSES = 20
VERSIONS = "SELECT id, substring({column} FROM 2 FOR 4) FROM {table} WHERE {stale}"
MOST_WAITED = "10s"  # for somebody who writes with the old key


def count_data(organizations: Sequence[UUID], report: Report) -> None:
    """Say what a rotation would seal anew."""
    for organization_id in organizations:
        newest = _newest(organization_id)
        if newest is None:
            continue
        unfinished = newest.in_rotation
        target = newest.version if unfinished else newest.version + 1
        with organization_context(organization_id):
            rows = {column: count(column, older_than(organization_id, target)) for column in sealed_columns()}
        said = ", ".join(f"{column} {number:,}" for column, number in rows.items() if number)
        begun = " (begun already)" if unfinished else ""
        report.say(f"{organization_id}: version {target}{begun}, {sum(rows.values()):,} rows: {said or 'none'}")


def rotate_data(organizations: Sequence[UUID], report: Report, *, batch: int) -> None:
    """Rotate the data keys of these organizations, or finish the rotation that was begun for some of them."""
    if targets := _begun(organizations):
        report.say(f"Going on with the rotation that was begun for {len(targets)} organizations.")
    else:
        targets = _begin(organizations)
    forget_keys()  # seal with the new versions from the first row on
    for number, (organization_id, newest) in enumerate(targets.items(), start=1):
        report.say(f"{organization_id} ({number} of {len(targets)}): version {newest.version}")
        _reseal_all(organization_id, newest, report, batch)
    _wait_until_seen(targets.values(), report)
    for organization_id, newest in targets.items():
        _finish(organization_id, newest, report, batch)


def _newest(organization_id: UUID) -> OrganizationDataKey | None:
    with organization_context(organization_id), transaction.atomic():
        return OrganizationDataKey.objects.order_by("-version").first()


def _begun(organizations: Sequence[UUID]) -> dict[UUID, OrganizationDataKey]:
    newest = {organization_id: _newest(organization_id) for organization_id in organizations}
    return {organization_id: key for organization_id, key in newest.items() if key and key.in_rotation}


def _begin(organizations: Sequence[UUID]) -> dict[UUID, OrganizationDataKey]:
    """All at once: after a stop it is known which organizations are through. One without a key has no text."""
    made = {}
    with transaction.atomic():
        for organization_id in organizations:
            with organization_context(organization_id):
                if OrganizationDataKey.objects.exists():
                    made[organization_id] = create_data_key(in_rotation=True)
    return made


def _reseal_all(organization_id: UUID, newest: OrganizationDataKey, report: Report, batch: int) -> bool:
    stale = older_than(organization_id, newest.version)
    complete = True
    with organization_context(organization_id):
        for column in sealed_columns():
            complete &= reseal(column, stale, report, batch=batch)
    return complete


def _wait_until_seen(keys: Iterable[OrganizationDataKey], report: Report) -> None:
    """Until every process of the portal seals with the new versions."""
    newest = max((key.created_at for key in keys), default=None)
    if newest is None or SEEN_WITHIN <= 0:
        return
    left = (newest + timedelta(seconds=SEEN_WITHIN + MARGIN) - timezone.now()).total_seconds()
    if left > 0:
        report.say(f"Waiting {left:.0f} seconds until every process seals with the new keys.")
        sleep(left)


def _finish(organization_id: UUID, newest: OrganizationDataKey, report: Report, batch: int) -> None:
    """The last passes; what is sealed with the old version during one is taken by the next."""
    for _pass in range(LAST_PASSES):
        if not _reseal_all(organization_id, newest, report, batch):
            break
        try:
            if _destroy_unused(organization_id, newest, report):
                return
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            break
    report.unfinished.append(f"somebody holds rows or an old key of {organization_id}")


def _destroy_unused(organization_id: UUID, newest: OrganizationDataKey, report: Report) -> bool:
    """Destroy the older versions that no row uses; False if a row that opens came up meanwhile."""
    with organization_context(organization_id), transaction.atomic():
        old = _lock_older(newest)
        used = _used_by_closed_rows(organization_id, newest, report)
        if used is None:
            return False
        OrganizationDataKey.objects.filter(version__in=old - used).delete()
        OrganizationDataKey.objects.filter(pk=newest.pk).update(in_rotation=False)
    if gone := sorted(old - used):
        report.say(f"{organization_id}: destroyed version {', '.join(map(str, gone))}")
    return True


def _lock_older(newest: OrganizationDataKey) -> set[int]:
    """The older versions, after everybody who is just writing with one has committed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{MOST_WAITED}'")
    older = OrganizationDataKey.objects.filter(version__lt=newest.version)
    return {key.version for key in older.order_by("version").select_for_update()}


def _used_by_closed_rows(organization_id: UUID, newest: OrganizationDataKey, report: Report) -> set[int] | None:
    """The versions that rows name which do not open; None if other rows still use an old one."""
    used = set()
    stale = older_than(organization_id, newest.version)
    for column in sealed_columns():
        with connection.cursor() as cursor:
            cursor.execute(stale.sql(VERSIONS, column), stale.values)
            for row_id, version in cursor.fetchall():
                if not report.is_closed(str(column), row_id):
                    return None
                used.add(int.from_bytes(version, "big"))
    return used
