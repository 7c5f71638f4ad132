"""From forming to closed."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, IllegalTransition, NotAllowed
from programs.engagements.actions import add_participant, create_engagement, move_engagement
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation, Program
from programs.engagements.queries import people_of
from programs.mentoring.lifecycle import CIRCLE_TABLE, OPEN, RUNNING
from programs.mentoring.models import Circle
from programs.mentoring.permissions import can_lead_circle
from programs.mentoring.queries import locked_circle
from programs.scheduling.actions import cancel_sessions_of

MOST_MEMBERS = 8
FEWEST_MOST, MOST_MOST = 1, 20  # what a circle's maximum may be


@transaction.atomic
def create_circle(
    *,
    program: Program,
    title: str,
    purpose: str,
    mentor: Membership,
    members: Collection[Membership],
    starts_on: date,
    by: Membership,
    ends_on: date | None = None,
    agreement: str = "",
    meets: str = "",
    most_members: int = MOST_MEMBERS,
) -> Circle:
    """Bring a mentor and members together; the circle is forming.

    Args:
        purpose: why it exists, shown on top of its page.
        agreement: what everybody is asked to agree to, a line for each promise.
        meets: how often and how long, in words.
        most_members: how many members it can have beside the mentor.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: the program is not one of mentoring or not open, the mentor is also a member, there are too
            many members, or somebody has left the organization.
    """
    engagement = create_engagement(
        program=program, title=title, state=State.FORMING, starts_on=starts_on, ends_on=ends_on, by=by
    )
    if program.kind != Kind.MENTORING:
        raise DomainError("This is not a mentoring program. Choose one that is.")
    members = list({member.pk: member for member in members}.values())
    if mentor.pk in {member.pk for member in members}:
        raise DomainError(f"{mentor.name} is the mentor, so not one of the members.", field="members")
    _check_most(most_members, len(members), field="members")
    circle = Circle(
        id=engagement.pk,
        engagement=engagement,
        purpose=purpose,
        agreement=agreement.strip(),
        meets=meets,
        most_members=most_members,
    )
    circle.save(force_insert=True)
    add_participant(engagement=engagement, membership=mentor, role=Participation.Role.MENTOR, by=by)
    for member in members:
        add_participant(engagement=engagement, membership=member, role=Participation.Role.MENTEE, by=by)
    record("created", circle, by=by, members=len(members))
    return circle


@transaction.atomic
def change_circle(
    *, circle: Circle, title: str, purpose: str, by: Membership, meets: str = "", most_members: int | None = None
) -> None:
    """Save how the circle is called and described.

    Raises:
        NotAllowed: `by` neither leads the circle nor runs its program.
        DomainError: it is over, or has more members than the new maximum.
    """
    _may_lead(by, circle)
    circle = locked_circle(circle)
    if circle.engagement.state not in OPEN:
        raise DomainError("This circle has come to its end, so what it is called and for stays as it is.")
    if most_members is not None:
        _check_most(most_members, len(people_of(circle.engagement)) - 1, field="most_members")
        circle.most_members = most_members
    circle.purpose, circle.meets, circle.engagement.title = purpose, meets, title
    circle.save(update_fields=["purpose", "meets", "most_members"])
    circle.engagement.save(update_fields=["title"])
    record("changed", circle, by=by)


@transaction.atomic
def start_circle(*, circle: Circle, by: Membership) -> None:
    """Begin: the circle is active.

    Raises:
        NotAllowed: `by` neither leads the circle nor runs its program.
        DomainError: it has no mentor or no member yet.
        IllegalTransition: it is not forming.
    """
    _may_lead(by, circle)
    if circle.engagement.state == State.PAUSED:
        raise IllegalTransition("This circle is paused. Resume it to go on.")
    locked_circle(circle)  # nobody joins or leaves meanwhile
    people = people_of(circle.engagement)
    if not any(person.leads for person in people) or len(people) < 2:
        raise DomainError("A circle begins with a mentor and at least one member. Add a member first.")
    _move(circle, State.ACTIVE, by)


@transaction.atomic
def pause_circle(*, circle: Circle, by: Membership) -> None:
    """Have a break; sessions that are planned keep their times.

    Raises:
        NotAllowed, IllegalTransition: as for starting.
    """
    _may_lead(by, circle)
    _move(circle, State.PAUSED, by)


@transaction.atomic
def resume_circle(*, circle: Circle, by: Membership) -> None:
    """Go on after a break.

    Raises:
        NotAllowed, IllegalTransition: as for starting.
    """
    _may_lead(by, circle)
    if circle.engagement.state != State.PAUSED:
        raise DomainError("This circle is not paused, so there is nothing to resume.")
    _move(circle, State.ACTIVE, by)


@transaction.atomic
def end_circle(*, circle: Circle, by: Membership, end: str = End.COMPLETED, reason: str = "") -> None:
    """Come to the end: planned sessions are cancelled and the end evaluation goes out.

    Args:
        end: how it ended, said to everybody in the circle.
        reason: why, private to those who run the program.

    Raises:
        NotAllowed: `by` neither leads the circle nor runs its program.
        DomainError: it has not begun, or has ended already.
    """
    _may_lead(by, circle)
    if circle.engagement.state not in RUNNING:
        raise DomainError("Only a circle that is active or paused can come to its end.")
    locked_circle(circle)  # nobody books or joins meanwhile
    cancel_sessions_of(engagement=circle.engagement, by=by)
    move_engagement(
        engagement=circle.engagement,
        to=State.EVALUATING,
        table=CIRCLE_TABLE,
        by=by,
        end=End(end),
        reason=reason.strip(),
    )


@transaction.atomic
def cancel_circle(*, circle: Circle, by: Membership, reason: str = "") -> None:
    """Give up a circle that never began.

    Raises:
        NotAllowed: `by` neither leads the circle nor runs its program.
        IllegalTransition: it has begun.
    """
    _may_lead(by, circle)
    locked_circle(circle)
    cancel_sessions_of(engagement=circle.engagement, by=by)
    move_engagement(
        engagement=circle.engagement,
        to=State.CANCELLED,
        table=CIRCLE_TABLE,
        by=by,
        end=End.NO_FAULT,
        reason=reason.strip(),
    )


@transaction.atomic
def close_circle(*, circle: Circle, by: Membership) -> None:
    """Close the book after the end evaluation.

    Raises:
        NotAllowed, IllegalTransition: as for starting.
    """
    _may_lead(by, circle)
    _move(circle, State.CLOSED, by)


def _move(circle: Circle, to: State, by: Membership) -> None:
    move_engagement(engagement=circle.engagement, to=to, table=CIRCLE_TABLE, by=by)


def _may_lead(by: Membership, circle: Circle) -> None:
    if not can_lead_circle(by, circle):
        raise NotAllowed("Only the mentor and those who run the program can do this.")


def _check_most(most: int, members: int, *, field: str) -> None:
    if not FEWEST_MOST <= most <= MOST_MOST:
        raise DomainError(f"A circle has places for {FEWEST_MOST} to {MOST_MOST} members.", field="most_members")
    if members > most:
        raise DomainError(f"That is {members} members, and the circle has places for {most}.", field=field)
