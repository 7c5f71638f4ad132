"""The first key of CAIRN_KEYS instead of those behind it: for each data key, and for text of people's own rows."""

from django.db import transaction
from django.db.models import Count, QuerySet
from django_scopes import scopes_disabled

from portal.vault.columns import personal_columns
from portal.vault.keys import KeyGone, first_key, install_keys, unwrap, wrap
from portal.vault.models import OrganizationDataKey
from portal.vault.rotation.report import Report
from portal.vault.rotation.reseal import FIRST, count, not_by_first_key, reseal

TABLE = OrganizationDataKey._meta.db_table


@scopes_disabled()
def count_install(report: Report) -> None:
    """Say what a rotation would wrap and seal anew."""
    for name, number in _left().values_list("wrapped_by").annotate(number=Count("pk")).order_by("wrapped_by"):
        report.say(f"{TABLE}: {number:,} data keys are wrapped by {name!r}")
    for column in personal_columns():
        report.say(f"{column}: {count(column, not_by_first_key()):,} rows")


@scopes_disabled()
def rotate_install(report: Report, *, batch: int) -> None:
    """Rewrap every data key with the first key and seal every personal row with it; then say what may go."""
    _reseal_personal(report, batch)
    _rewrap_all(report, batch)
    _reseal_personal(report, batch)  # what a process with the old list sealed meanwhile
    if not report.fault():
        _say_what_may_go(report)


def _reseal_personal(report: Report, batch: int) -> None:
    for column in personal_columns():
        if not reseal(column, not_by_first_key(), report, batch=batch):
            report.unfinished.append(f"somebody holds rows of {column}")


def _left() -> QuerySet[OrganizationDataKey]:
    return OrganizationDataKey.objects.exclude(wrapped_by=first_key()[0])


def _rewrap_all(report: Report, batch: int) -> None:
    report.start(TABLE, _left().count())
    after = FIRST
    while True:
        with transaction.atomic():
            rows = list(_left().filter(pk__gt=after).order_by("pk")[:batch])
            done = sum(_rewrap(row, report) for row in rows)
        report.add(done)
        if len(rows) < batch:
            break
        after = rows[-1].pk
    report.end()


def _rewrap(row: OrganizationDataKey, report: Report) -> int:
    """One data key; it is left alone if it changed since it was read."""
    try:
        key = unwrap(bytes(row.wrapped), row.wrapped_by, row.organization_id, row.version)
    except KeyGone:
        report.cannot_open(TABLE, row.pk)
        return 0
    name, wrapped = wrap(key, row.organization_id, row.version)
    return OrganizationDataKey.objects.filter(pk=row.pk, wrapped=row.wrapped).update(wrapped=wrapped, wrapped_by=name)


def _say_what_may_go(report: Report) -> None:
    first, *others = install_keys()
    if others:
        report.say(
            f"Everything is under {first!r}. Nothing uses {', '.join(map(repr, others))} any more: once backups made"
            " until now have expired, take it out of CAIRN_KEYS, and out of every place where it is kept."
        )
