"""Other terms for an engagement: somebody proposes, everybody signs or one keeps the old ones."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.covenant.actions.signing import add_version, lock_covenants, settle_covenant, write_signature
from programs.covenant.events import CovenantDropped, CovenantProposed
from programs.covenant.models import Covenant
from programs.covenant.permissions import can_propose_covenant
from programs.covenant.queries import standing_of
from programs.covenant.terms import Terms
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of

LONGEST_WHY = 500


@transaction.atomic
def propose_covenant(*, engagement: Engagement, terms: Terms, by: Participation, why: str = "") -> Covenant:
    """Ask everybody to sign other terms; the old ones hold until the last has signed. Who proposes has signed.

    As long as nothing is in force, a proposal takes the place of the one before: people come to terms.

    Args:
        terms: what should hold; oversight and emergency stay as the organization declared them.
        why: a line to the others.

    Raises:
        NotAllowed: `by` does not take part, or the engagement is over.
        DomainError: a proposal waits already, nothing is different, or the terms say what no covenant may.
    """
    if not can_propose_covenant(by, engagement):
        raise NotAllowed("Who sees what is changed by the people who take part, until the end.")
    if len(why) > LONGEST_WHY:
        raise DomainError(f"Make it shorter: at most {LONGEST_WHY} characters.", field="why")
    lock_covenants(engagement)
    people = people_of(engagement)
    standing = standing_of(engagement, people)
    if standing.proposed and standing.in_force:
        raise DomainError("A change waits for signatures already. Sign it or keep the old terms first.")
    terms.check()
    if (terms.oversight, terms.emergency) != (standing.terms.oversight, standing.terms.emergency):
        raise DomainError("What the organization reserves for itself is declared by its program, not changed here.")
    if terms.digest == standing.to_sign.digest:
        raise DomainError("Nothing is different from what holds now.")
    if standing.proposed:
        _drop(standing.proposed, by)
    covenant = add_version(engagement, terms, by, why.strip())
    record("proposed", covenant, by=by.membership, number=covenant.number)
    publish(CovenantProposed(subject_id=engagement.pk, covenant_id=covenant.pk))
    write_signature(covenant, by)
    settle_covenant(engagement=engagement, people=people)
    return covenant


@transaction.atomic
def drop_proposal(*, covenant: Covenant, by: Participation) -> None:
    """Take back what one proposed, or keep the old terms: a change needs everybody, so one no ends it.

    Raises:
        NotAllowed: `by` does not take part.
        DomainError: it is in force, or was dropped.
    """
    if not can_propose_covenant(by, covenant.engagement):
        raise NotAllowed("Who sees what is changed by the people who take part, until the end.")
    lock_covenants(covenant.engagement)
    if not _drop(covenant, by):
        raise DomainError("This was settled in the meantime.")
    record("dropped", covenant, by=by.membership, number=covenant.number)
    publish(CovenantDropped(subject_id=covenant.engagement_id, covenant_id=covenant.pk, participation_id=by.pk))


def _drop(covenant: Covenant, by: Participation) -> int:
    waits = Covenant.objects.filter(pk=covenant.pk, in_force_at__isnull=True, dropped_at__isnull=True)
    return waits.update(dropped_at=timezone.now(), dropped_by=by.membership)
