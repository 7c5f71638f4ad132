"""Who joins a circle and who leaves it."""

from django.db import transaction

from accounts.models import Membership
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.actions import add_participant, end_participation
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.mentoring.events import MemberLeft, PersonTakenOut
from programs.mentoring.lifecycle import OPEN
from programs.mentoring.models import Circle
from programs.mentoring.permissions import can_add_member, can_change_people, takes_part
from programs.mentoring.queries import locked_circle
from programs.scheduling.actions import add_person_to_sessions, hold_people, remove_person_from_sessions


@transaction.atomic
def add_member(*, circle: Circle, membership: Membership, by: Membership) -> Participation:
    """Give somebody a place in the circle and in its coming sessions.

    Those who race for the last place wait at the circle's row, so that one of them gets it and the others are told.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: the circle is full or comes to its end, or they take part already.
    """
    if not can_add_member(by, circle):
        raise NotAllowed("Only those who run the program add people to a circle.")
    circle = locked_circle(circle)
    if circle.engagement.state not in OPEN:
        raise DomainError("This circle has come to its end, so nobody can join it any more.")
    members = [person for person in people_of(circle.engagement) if not person.leads]
    if len(members) >= circle.most_members:
        raise DomainError(
            f"All {circle.most_members} places are taken. Nobody was added. Raise the number of places, or form "
            "another circle.",
            field="membership",
        )
    place = add_participant(engagement=circle.engagement, membership=membership, role=Participation.Role.MENTEE, by=by)
    add_person_to_sessions(participation=place)
    return place


@transaction.atomic
def leave_circle(*, circle: Circle, by: Participation) -> None:
    """Give up one's own place; notes and topics that were shared stay, with the name.

    Raises:
        NotAllowed: this is no place in the circle.
        DomainError: the mentor can't leave a circle that goes on, and nobody leaves one that is over.
    """
    if not takes_part(by, circle):
        raise NotAllowed("You are not in this circle.")
    circle = locked_circle(circle)
    if not circle.engagement.is_current:
        raise DomainError("This circle is over, so there is nothing to leave.")
    if by.leads:
        raise DomainError("A circle can’t go on without its mentor. End the circle instead.")
    _end_place(by, by=by.membership)
    publish(MemberLeft(subject_id=circle.pk, participation_id=by.pk))


@transaction.atomic
def remove_member(*, circle: Circle, place: Participation, by: Membership) -> None:
    """Take a member out: the place and the coming sessions are free again, what they shared stays.

    Raises:
        NotAllowed: `by` does not run the program, or this is no place in the circle.
        DomainError: it is the mentor's place, it was given up already, or the circle has come to its end.
    """
    circle = _open_circle(circle, by)
    if not takes_part(place, circle):
        raise NotAllowed("This is no place in the circle.")
    if place.leads:
        raise DomainError("A circle can’t go on without its mentor. Choose another mentor instead.")
    _end_place(place, by=by)
    publish(MemberLeft(subject_id=circle.pk, participation_id=place.pk))
    publish(PersonTakenOut(subject_id=circle.pk, participation_id=place.pk))


@transaction.atomic
def replace_mentor(*, circle: Circle, membership: Membership, by: Membership) -> Participation:
    """Give the lead to somebody else; who led until now leaves the circle, and what they shared stays.

    Args:
        membership: the new mentor. A member of the circle gives up the member's place for it.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: they lead it already, have left the organization, or the circle has come to its end.
    """
    circle = _open_circle(circle, by)
    people = people_of(circle.engagement)
    mentors = [person for person in people if person.leads]
    if any(person.membership_id == membership.pk for person in mentors):
        raise DomainError(f"{membership.name} is the mentor already. Choose somebody else.", field="membership")
    leaving = [person for person in people if person.leads or person.membership_id == membership.pk]
    hold_people(engagement=circle.engagement, people=[*leaving, membership])
    for person in leaving:
        _end_place(person, by=by)
    place = add_participant(engagement=circle.engagement, membership=membership, role=Participation.Role.MENTOR, by=by)
    add_person_to_sessions(participation=place)
    for mentor in mentors:
        publish(PersonTakenOut(subject_id=circle.pk, participation_id=mentor.pk))
    return place


def _open_circle(circle: Circle, by: Membership) -> Circle:
    if not can_change_people(by, circle):
        raise NotAllowed("Only those who run the program decide who is in a circle.")
    circle = locked_circle(circle)
    if circle.engagement.state not in OPEN:
        raise DomainError("This circle has come to its end, so who was in it stays as it is.")
    return circle


def _end_place(place: Participation, *, by: Membership) -> None:
    remove_person_from_sessions(participation=place)
    end_participation(participation=place, by=by)
