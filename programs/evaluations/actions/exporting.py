"""Results that leave the portal as a file."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Program
from programs.engagements.permissions import can_run_program
from programs.evaluations.queries import Cut, as_csv, as_xlsx, file_name, program_results_for, sheets_of

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, SPREADSHEET)}


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def export_results(*, program: Program, form: str, by: Membership, cut: Cut | None = None) -> File:
    """The results of a program as a file: what its page shows in this cut. It is written down that they left.

    Args:
        form: "csv" or "xlsx".

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: there is no such form.
    """
    if not can_run_program(by, program):
        raise NotAllowed("Results are downloaded by those who run the program.")
    if form not in FORMS:
        raise DomainError("Choose CSV or a spreadsheet.", field="form")
    write, content_type = FORMS[form]
    results = program_results_for(by, program.pk, cut)
    content = write(sheets_of(results))
    record("exported", program, by=by, what="evaluation results", form=form, answers=results.counted)
    today = timezone.localdate(timezone.now(), timezone=by.organization.time_zone)
    return File(file_name(results, today, form), content_type, content)
