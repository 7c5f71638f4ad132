"""What a program declares before anybody joins."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.models import ProgramTerms
from programs.covenant.permissions import can_declare_terms
from programs.covenant.queries import declared_terms
from programs.covenant.terms import Terms
from programs.engagements.models import Program


@transaction.atomic
def declare_terms(*, program: Program, terms: Terms, by: Membership) -> None:
    """Say who sees what in the engagements of this program. What people have signed already stays as it is.

    Raises:
        NotAllowed: `by` does not run the program, or reserves something for the organization and is no administrator.
        DomainError: the terms say what no covenant may.
    """
    if not can_declare_terms(by, program):
        raise NotAllowed("This program is run by others.")
    if terms.kind != program.kind:
        raise DomainError("These are terms for another kind of program.")
    terms.check()
    were = declared_terms(program)
    reserved = (terms.oversight, terms.emergency) != (were.oversight, were.emergency)
    if reserved and not by.is_administrator:
        raise NotAllowed("Administrators decide whether notes may have to be opened.")
    ProgramTerms.objects.update_or_create(
        program=program, defaults={"terms": terms.as_json(), "changed_at": timezone.now(), "changed_by": by}
    )
    record("declared terms", program, by=by, was=were.digest, now=terms.digest)
