"""People from outside, who are asked by a link."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.evaluations.actions.steering import CLOSED, close_if_complete
from programs.evaluations.events import RequestAsked
from programs.evaluations.models import Request, Round
from programs.evaluations.permissions import can_invite_guests
from programs.evaluations.queries import guests_named, member_with_address

MOST_GUESTS = 40
LONGEST_NAME = 120
FIELD = "guests"


@transaction.atomic
def invite_guests(*, round: Round, guests: Sequence[tuple[str, str, str]], by: Membership) -> list[Request]:
    """Ask people outside by mail; each gets a link that works for them without an account.

    Args:
        guests: name, address and group (`Request.Group`) of each.
        by: whoever leads the engagement or runs its program, or the person whom it is about. Answers to the mail
            reach them.

    Raises:
        NotAllowed: `by` is none of those.
        DomainError: the round is closed or keeps names, or somebody can't be asked: twice, a member, no address, or
            wants to be asked no more.
    """
    if not can_invite_guests(by, round):
        raise NotAllowed("People outside are asked by who leads this, runs its program, or is the person it is about.")
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    now = timezone.now()
    if round.closed_at or round.closes_at <= now:
        raise DomainError(CLOSED)
    if not round.anonymous:
        raise DomainError("People outside are asked only where answers are kept without names.", field=FIELD)
    people = [(" ".join(name.split()), email.strip().lower(), group) for name, email, group in guests]
    _check_guests(round, people)
    asked = Request.objects.bulk_create(
        [
            Request(round=round, guest_name=name, guest_email=email, group=group, asked_at=now, asked_by=by)
            for name, email, group in people
        ]
    )
    record("invited guests", round, by=by, guests=len(asked))
    if round.opened_at:  # otherwise it tells everybody when it opens
        publish(*(RequestAsked(subject_id=request.pk) for request in asked))
    return asked


@transaction.atomic
def decline_request(*, request: Request) -> None:
    """A guest wants to be asked no more: the request goes, and nobody can ask this address again in the round.

    Who it was stands nowhere: what is kept of the address can be compared, not read.

    Raises:
        DomainError: the answers are there already, or it is over.
    """
    if not request.guest_email:
        raise NotAllowed("Only people from outside say this by their link.")
    round = Round.objects.select_for_update(of=("self",)).get(pk=request.round_id)
    if round.closed_at:
        raise DomainError("These questions are closed: you are asked nothing any more.")
    if not Request.objects.filter(pk=request.pk, answered_on__isnull=True).delete()[0]:
        raise DomainError("Your answers are there already, and you are asked nothing any more.")
    round.declined = [*round.declined, declined_mark(round, request.guest_email)]
    round.save(update_fields=["declined"])
    record("declined", round)
    close_if_complete(round=round)


def declined_mark(round: Round, email: str) -> str:
    """What is kept of an address that declined."""
    return salted_hmac("programs.evaluations.declined", f"{round.pk}:{email.lower()}", algorithm="sha256").hexdigest()


def _check_guests(round: Round, people: list[tuple[str, str, str]]) -> None:
    if not people:
        raise DomainError("Name at least one person: name and address.", field=FIELD)
    if len(people) > MOST_GUESTS:
        raise DomainError(f"Ask at most {MOST_GUESTS} people at a time.", field=FIELD)
    there, seen = guests_named(round), set()
    for name, email, group in people:
        _check_guest(name, email, group)
        if email in seen:
            raise DomainError(f"{email} stands here twice. Name each person once.", field=FIELD)
        seen.add(email)
        if email in there:
            raise DomainError(f"{email} has been asked already.", field=FIELD)
        if declined_mark(round, email) in round.declined:
            raise DomainError(f"{email} wants to be asked no more here. Take this line out.", field=FIELD)


def _check_guest(name: str, email: str, group: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise DomainError(f"“{email}” is no address. Write it like name@example.org.", field=FIELD) from None
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(f"Write the name that belongs to {email}, in up to {LONGEST_NAME} letters.", field=FIELD)
    if group not in Request.Group.values or group == Request.Group.SELF:
        raise DomainError("Say as what each person answers.", field=FIELD)
    member = member_with_address(email)
    if member:
        raise DomainError(
            f"{email} belongs to {member.name}, who is a member: name them among the members.", field=FIELD
        )
