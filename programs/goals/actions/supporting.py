"""Writes on supporters: asked by the owner of an objective, they answer every few weeks, and stop when they like."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.goals.events_support import PulseAsked, SupporterAsked
from programs.goals.models import Objective, Pulse, Supporter
from programs.goals.queries_support import (
    CHANGES,
    EVERY,
    LONGEST_COMMENT,
    MOST_SUPPORTERS,
    can_ask_supporter,
    day_of,
    due_supporters,
    is_asked_about,
    member_with_address,
    open_pulse,
    owns,
)

BATCH = 200
OVER = "You are not asked about this any more. Nothing was saved, and you need not do anything."


@transaction.atomic
def ask_supporter(
    *,
    objective: Objective,
    every_weeks: int,
    by: Membership,
    person: Membership | None = None,
    guest_name: str = "",
    guest_email: str = "",
    shows_title: bool = True,
) -> Supporter:
    """Ask somebody to say every few weeks what they see of an objective. The first question comes after that time.

    Args:
        every_weeks: 2, 4 or 8.
        by: the owner of the objective, nobody else.
        person: a member; otherwise somebody outside, by name and address.
        shows_title: that the owner agrees to show them the objective's title.

    Raises:
        NotAllowed: the objective is not `by`'s own, or nobody is asked about it now.
        DomainError: this person can't be asked, or seven are.
    """
    Objective.objects.select_for_update(no_key=True).get(pk=objective.pk)  # the eighth waits here for the seventh
    if not can_ask_supporter(by, objective):
        raise NotAllowed("Supporters are asked by the person whose objective it is, while it is worked on.")
    if every_weeks not in EVERY:
        raise DomainError("Choose how often they are asked.", field="every_weeks")
    if not shows_title:
        raise DomainError("Nobody can say what they see of something that they may not know.", field="shows_title")
    guest_name, guest_email = " ".join(guest_name.split()), guest_email.strip().lower()
    who = {"membership": person} if person else {"guest_name": guest_name, "guest_email": guest_email}
    if person and (guest_name or guest_email):
        raise DomainError("Choose a member or name somebody outside, not both.", field="guest_email")
    _check_member(objective, person) if person else _check_guest(guest_name, guest_email)
    _check_asked_before(objective, who, person.name if person else guest_email)
    today = day_of(timezone.now())
    supporter = Supporter.objects.create(
        objective=objective,
        every_weeks=every_weeks,
        asked_at=timezone.now(),
        asked_by=by,
        next_on=today + timedelta(weeks=every_weeks),
        **who,
    )
    record("asked", supporter, by=by, every_weeks=every_weeks)
    publish(SupporterAsked(supporter.pk))
    return supporter


def _check_asked_before(objective: Objective, who: dict, name: str) -> None:
    rows = Supporter.objects.filter(objective=objective)
    known = {key: value for key, value in who.items() if key != "guest_name"}
    earlier = rows.filter(**known).first()
    field = "person" if "membership" in who else "guest_email"
    if earlier and earlier.ended_at:
        raise DomainError(
            f"{name} was asked before, and that ended. Talk to them, and choose somebody else.", field=field
        )
    if earlier:
        raise DomainError(f"{name} is asked already.", field=field)
    if rows.filter(ended_at__isnull=True).count() >= MOST_SUPPORTERS:
        raise DomainError(f"{MOST_SUPPORTERS} people are asked already. Stop asking one of them first.", field=None)


def _check_member(objective: Objective, person: Membership) -> None:
    if person.pk == objective.owner.membership_id:
        raise DomainError("What you see yourself, you measure. Ask somebody else.", field="person")
    leads = Participation.objects.filter(
        engagement=objective.owner.engagement_id, membership=person, role__in=Participation.LEADS, left_at__isnull=True
    )
    if leads.exists():
        raise DomainError(
            f"{person.name} leads this and reads the answers. Ask somebody who sees you at work.", field="person"
        )
    if not person.is_active:
        raise DomainError(f"{person.name} is no member any more.", field="person")


def _check_guest(name: str, email: str) -> None:
    if not name and not email:
        raise DomainError("Choose a member, or write the name and the address of somebody outside.", field="person")
    if not name or len(name) > 120:
        raise DomainError("Write their name, in up to 120 letters.", field="guest_name")
    try:
        validate_email(email)
    except ValidationError:
        raise DomainError("Write an address like name@example.org.", field="guest_email") from None
    if member := member_with_address(email):
        raise DomainError(
            f"This address belongs to {member.name}, who is a member: choose them above.", field="guest_email"
        )


@transaction.atomic
def end_supporter(*, supporter: Supporter, by: Membership | None) -> None:
    """Ask somebody no more; a question that waits goes, answers stay. Doing it twice changes nothing.

    Args:
        by: the owner or the supporter themselves; None for a guest's own no, by their link.

    Raises:
        NotAllowed: `by` is neither, or the supporter is a member and nobody says it.
    """
    if by is None and supporter.membership_id:
        raise NotAllowed("Members say this on their own page.")
    if by and by.pk != supporter.membership_id and not owns(by, supporter.objective):
        raise NotAllowed("This is said by the supporter, and by the person whose objective it is.")
    now = timezone.now()
    if not Supporter.objects.filter(pk=supporter.pk, ended_at__isnull=True).update(ended_at=now):
        return
    supporter.ended_at = now
    Pulse.objects.filter(supporter=supporter, answered_at__isnull=True).delete()
    record("ended", supporter, by=by)


@transaction.atomic
def answer_pulse(*, supporter: Supporter, change: int, by: Membership | None, comment: str = "") -> Pulse:
    """Say how much has changed. It stands under the supporter's name and is not changed afterwards.

    Args:
        change: from -3, much worse, to 3, much better.
        by: the supporter; None for a guest, by their link.

    Raises:
        NotAllowed: `by` is somebody else.
        DomainError: nothing is asked now, or the answer is none.
    """
    if supporter.membership_id != (by.pk if by else None):
        raise NotAllowed("This is for the person who was asked.")
    locked = Supporter.objects.select_for_update(no_key=True, of=("self",)).get(pk=supporter.pk)
    if locked.ended_at or not is_asked_about(supporter.objective):
        raise DomainError(OVER)
    pulse = open_pulse(supporter)
    if pulse is None:
        raise DomainError("Your answer is there already. Nothing was changed.")
    if change not in CHANGES:
        raise DomainError("Choose one of the seven.", field="change")
    comment = comment.strip()
    if len(comment) > LONGEST_COMMENT:
        raise DomainError(f"Make it shorter: at most {LONGEST_COMMENT} characters.", field="comment")
    pulse.change, pulse.comment, pulse.answered_at = change, comment, timezone.now()
    pulse.save(update_fields=["change", "comment", "answered_at"])
    record("answered", pulse, by=by)
    return pulse


@transaction.atomic
def ask_due_pulses(now: datetime) -> int:
    """Ask a batch of those who are due, as everything is now; of each at most one question waits.

    A question that was not answered by then is asked anew instead of a second one. The rows are locked and moved on in
    one transaction: a second worker skips them, a killed one leaves them due.

    Returns:
        How many were asked; fewer than `BATCH` when nothing is left.
    """
    rows = due_supporters(now).select_for_update(no_key=True, of=("self",), skip_locked=True)
    due = list(rows.order_by("next_on", "pk")[:BATCH])
    today = day_of(now)
    for supporter in due:
        waiting = open_pulse(supporter)
        if waiting is None:
            Pulse.objects.get_or_create(supporter=supporter, asked_on=today)
        elif waiting.asked_on != today:
            Pulse.objects.filter(pk=waiting.pk).update(asked_on=today)
        supporter.next_on = today + timedelta(weeks=supporter.every_weeks)
    Supporter.objects.bulk_update(due, ["next_on"])
    publish(*(PulseAsked(supporter.pk, asked_on=today) for supporter in due))
    return len(due)
