"""Signing. A version holds when everybody who takes part has signed it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.covenant.events import CovenantInForce, CovenantSigned
from programs.covenant.models import Covenant, CovenantSignature
from programs.covenant.permissions import can_sign_covenant
from programs.covenant.queries import Standing, standing_of
from programs.covenant.terms import Terms
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of


class OutdatedCovenant(DomainError):
    """What the person read is no longer what would be signed."""


@transaction.atomic
def sign_covenant(*, engagement: Engagement, digest: str, by: Participation) -> Covenant:
    """Sign what stands on the page. The first signature makes what the program declares the first version.

    Args:
        digest: of the terms on the page.
        by: the place of who signs.

    Raises:
        NotAllowed: `by` does not take part, or the engagement is over.
        OutdatedCovenant: something else is asked by now.
        DomainError: this person has signed it.
    """
    if not can_sign_covenant(by, engagement):
        raise NotAllowed("Who sees what is signed by the people who take part, until the end.")
    lock_covenants(engagement)
    people = people_of(engagement)
    standing = standing_of(engagement, people)
    if standing.to_sign.digest != digest:
        raise OutdatedCovenant("Who sees what changed since you opened it. Nothing was signed; read it again.")
    covenant = standing.proposed or standing.in_force or add_version(engagement, standing.to_sign, by)
    write_signature(covenant, by)
    settle_covenant(engagement=engagement, people=people)
    return covenant


def lock_covenants(engagement: Engagement) -> None:
    """Signatures and proposals of one engagement wait for each other."""
    Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)


def add_version(engagement: Engagement, terms: Terms, by: Participation, why: str = "") -> Covenant:
    """The next version, which nobody has signed yet."""
    last = Covenant.objects.filter(engagement=engagement).order_by("-number").first()
    return Covenant.objects.create(
        engagement=engagement,
        number=last.number + 1 if last else 1,
        terms=terms.as_json(),
        digest=terms.digest,
        why=why or None,
        proposed_at=timezone.now(),
        proposed_by=by.membership,
    )


def write_signature(covenant: Covenant, by: Participation) -> CovenantSignature:
    """One signature, by name, time and digest.

    Raises:
        DomainError: there is one of this person already.
    """
    try:
        with transaction.atomic():
            signature = CovenantSignature.objects.create(
                covenant=covenant,
                participation=by,
                name=by.name,
                digest=covenant.digest,
                signed_at=timezone.now(),
            )
    except IntegrityError:
        raise DomainError("You have signed this already.") from None
    record("signed", covenant, by=by.membership, digest=covenant.digest)
    publish(CovenantSigned(subject_id=covenant.engagement_id, covenant_id=covenant.pk, participation_id=by.pk))
    return signature


@transaction.atomic
def settle_covenant(*, engagement: Engagement, people: list[Participation] | None = None) -> None:
    """Put a version in force if everybody who takes part has signed it: after a signature, or when somebody left."""
    lock_covenants(engagement)
    standing: Standing = standing_of(engagement, people)
    proposed = standing.proposed
    if proposed is None or standing.waiting or not standing.signed:
        return
    now = timezone.now()
    if standing.in_force:
        Covenant.objects.filter(pk=standing.in_force.pk).update(replaced_at=now)
    Covenant.objects.filter(pk=proposed.pk).update(in_force_at=now)
    record("in force", proposed, by=None, number=proposed.number)
    publish(CovenantInForce(subject_id=engagement.pk, covenant_id=proposed.pk))


def check_covenant(*, engagement: Engagement, by: Participation) -> None:
    """Refuse what needs everybody's signature: something that others will read.

    Raises:
        DomainError: not everybody has signed who sees what, or `by` has not.
    """
    standing = standing_of(engagement)
    if standing.in_force is None:
        names = [person.name for person in standing.waiting]
        raise DomainError(
            "Nobody can share a note here yet: who sees what is not signed by everybody. "
            f"Still to sign: {', '.join(names[:5])}{' and others' if len(names) > 5 else ''}. "
            "Choose “Only you” to keep it for now; you can share it later.",
            field="audience",
        )
    signed = CovenantSignature.objects.filter(covenant=standing.in_force, participation=by)
    if not signed.exists():
        raise DomainError("Sign who sees what before you share a note here.", field="audience")
