"""What a circle agreed, and who agreed to it."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.mentoring.events import AgreementChanged
from programs.mentoring.models import Circle, Consent
from programs.mentoring.permissions import can_change_agreement
from programs.mentoring.queries import locked_circle

CHANGED_MEANWHILE = "Somebody changed what you agreed a moment ago. Read it again first."


@transaction.atomic
def agree(*, circle: Circle, by: Participation, version: int | None = None) -> Consent:
    """Say yes to what the circle agreed; saying it twice is saying it once.

    Args:
        version: the version that the person has read; the circle's current one if left out.

    Raises:
        NotAllowed: this is no place in the circle, or it has come to its end.
        DomainError: there is nothing to agree to, or it was changed after the person read it.
    """
    if not can_change_agreement(by, circle):
        raise NotAllowed("Only people in the circle can agree, and only until it comes to its end.")
    circle = locked_circle(circle)
    if not circle.agreement:
        raise DomainError("Nothing is written yet. Write down what you agree first.")
    if version is not None and version != circle.agreement_version:
        raise DomainError(CHANGED_MEANWHILE)
    return _consent(circle, by)


@transaction.atomic
def change_agreement(*, circle: Circle, agreement: str, by: Participation, version: int | None = None) -> None:
    """Write down something else. Who writes it agrees to it; everybody else is asked again.

    Args:
        version: the version that the person changed; the circle's current one if left out.

    Raises:
        NotAllowed: this is no place in the circle, or it has come to its end.
        DomainError: it is empty, or somebody else changed it meanwhile.
    """
    if not can_change_agreement(by, circle):
        raise NotAllowed("Only people in the circle can change this, and only until it comes to its end.")
    fresh = locked_circle(circle)
    agreement = _tidy(agreement)
    if not agreement:
        raise DomainError("Write down at least one thing that you agree on.", field="agreement")
    if version is not None and version != fresh.agreement_version:
        raise DomainError(
            "Somebody else changed this a moment ago. What you wrote is still here; open the circle’s page beside it "
            "and bring the two together.",
            field="agreement",
        )
    if agreement == fresh.agreement:
        return
    fresh.agreement, fresh.agreement_version = agreement, fresh.agreement_version + 1
    fresh.save(update_fields=["agreement", "agreement_version"])
    circle.agreement, circle.agreement_version = fresh.agreement, fresh.agreement_version
    record("changed what was agreed", fresh, by=by.membership, version=fresh.agreement_version)
    publish(AgreementChanged(subject_id=fresh.pk, version=fresh.agreement_version, participation_id=by.pk))
    _consent(fresh, by)


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def _consent(circle: Circle, by: Participation) -> Consent:
    consent, fresh = Consent.objects.get_or_create(
        circle=circle, participation=by, version=circle.agreement_version, defaults={"agreed_at": timezone.now()}
    )
    if fresh:
        record("agreed", circle, by=by.membership, version=circle.agreement_version)
    return consent
