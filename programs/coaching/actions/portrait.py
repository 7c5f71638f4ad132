"""Strengths and development areas, where a design begins."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.words import check_length, check_seen, open_design
from programs.coaching.models import Contract, Portrait
from programs.coaching.queries.parts import portrait_words
from programs.engagements.models import Participation

Role = Participation.Role


@transaction.atomic
def write_portrait(
    *, contract: Contract, client: Participation, strengths: str, development: str, by: Membership, seen: str = ""
) -> Portrait:
    """Write what is strong in a client and what shall grow; between this client and the coach.

    Args:
        seen: the digest of the portrait as the form showed it; "" where that does not matter.

    Raises:
        NotAllowed: `by` is neither this client nor the coach.
        PartChanged: somebody else saved it meanwhile.
        DomainError: the design is not open, or a text is too long.
    """
    place = open_design(contract, by)
    if client.engagement_id != contract.pk or client.role != Role.CLIENT or client.left_at:
        raise DomainError("This is no client of the contract.")
    if place.role != Role.COACH and place.pk != client.pk:
        raise NotAllowed("Strengths and development areas are written by the client whose they are, and the coach.")
    values = {
        "strengths": strengths.replace("\r\n", "\n").strip(),
        "development": development.replace("\r\n", "\n").strip(),
    }
    for name, text in values.items():
        check_length(text, name)
    portrait = Portrait.objects.filter(client=client).first() or Portrait(client=client)
    check_seen(seen, portrait_words(portrait), values)
    portrait.strengths, portrait.development = values["strengths"], values["development"]
    portrait.written_at, portrait.written_by = timezone.now(), by
    portrait.save()
    record("wrote portrait", portrait, by=by)
    return portrait
