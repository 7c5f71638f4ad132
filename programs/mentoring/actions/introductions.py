"""A mentor brings a mentee and somebody else of the organization together; both have to want it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.mentoring.events import IntroductionAnswered, IntroductionProposed
from programs.mentoring.models import Circle, Introduction
from programs.mentoring.permissions import can_answer_introduction, can_introduce, can_withdraw_introduction
from programs.mentoring.queries import locked_introduction

LONGEST_WHY = 600
SETTLED = "This introduction was settled in the meantime."


@transaction.atomic
def introduce(
    *, circle: Circle, mentee: Participation, contact: Membership, why: str, by: Participation
) -> Introduction:
    """Propose that two people meet. The mentee is asked first: nobody learns of them before they have said yes.

    Args:
        why: what could come of it; both read it before they answer.

    Raises:
        NotAllowed: `by` does not lead the circle.
        DomainError: the mentee is not in the circle, the contact is, or has left, or it was proposed already.
    """
    if not can_introduce(by, circle):
        raise NotAllowed("People are introduced by the mentor of the circle.")
    why = why.strip()
    if not why:
        raise DomainError("Say in a line what could come of it.", field="why")
    if len(why) > LONGEST_WHY:
        raise DomainError(f"Make it shorter: at most {LONGEST_WHY} characters.", field="why")
    if mentee.engagement_id != circle.pk or mentee.left_at or mentee.leads:
        raise DomainError("Choose somebody of the circle.", field="mentee")
    _check_contact(circle, contact)
    _check_new(mentee, contact)
    made = Introduction.objects.create(
        circle=circle, made_by=by, mentee=mentee, contact=contact, why=why, proposed_at=timezone.now()
    )
    record("introduced", made, by=by.membership)
    publish(IntroductionProposed(subject_id=circle.pk, introduction_id=made.pk))
    return made


def _check_contact(circle: Circle, contact: Membership) -> None:
    if not contact.is_active:
        raise DomainError(f"{contact.name} has left the organization.", field="contact")
    inside = Participation.objects.filter(engagement=circle.pk, membership=contact, left_at__isnull=True)
    if inside.exists():
        raise DomainError(f"{contact.name} is in the circle: they know each other.", field="contact")


def _check_new(mentee: Participation, contact: Membership) -> None:
    Participation.objects.select_for_update(no_key=True).get(pk=mentee.pk)  # a second copy of the form waits here
    open_ones = Introduction.objects.filter(mentee=mentee, contact=contact, withdrawn_at__isnull=True)
    if any(not row.is_over for row in open_ones):
        raise DomainError(f"You proposed {contact.name} already.", field="contact")


@transaction.atomic
def answer_introduction(*, introduction: Introduction, yes: bool, by: Membership) -> Introduction:
    """Say yes or no to being introduced.

    Raises:
        DomainError: it is not this person's turn, or it was settled in the meantime.
    """
    fresh = locked_introduction(introduction.pk)
    if not can_answer_introduction(by, fresh):
        raise DomainError(SETTLED)
    side = "mentee" if by.pk == fresh.mentee.membership_id else "contact"
    setattr(fresh, f"{side}_answer", Introduction.Answer.YES if yes else Introduction.Answer.NO)
    setattr(fresh, f"{side}_answered_at", timezone.now())
    fresh.save(update_fields=[f"{side}_answer", f"{side}_answered_at"])
    record("answered", fresh, by=by)
    publish(IntroductionAnswered(subject_id=fresh.circle_id, introduction_id=fresh.pk))
    return fresh


@transaction.atomic
def withdraw_introduction(*, introduction: Introduction, by: Membership) -> None:
    """Take it back before both have said yes.

    Raises:
        NotAllowed: somebody else made it.
        DomainError: it was settled in the meantime.
    """
    fresh = locked_introduction(introduction.pk)
    if by.pk != fresh.made_by.membership_id:
        raise NotAllowed("An introduction is taken back by the person who made it.")
    if not can_withdraw_introduction(by, fresh):
        raise DomainError(SETTLED)
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), by
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("withdrew", fresh, by=by)
