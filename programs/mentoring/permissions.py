"""Who may do what with circles. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation, Program
from programs.engagements.permissions import can_run_engagement, can_run_program
from programs.mentoring.lifecycle import OPEN, RUNNING
from programs.mentoring.models import Circle, Introduction


def can_create_circle(membership: Membership, program: Program) -> bool:
    """Those who run the program."""
    return can_run_program(membership, program)


def can_add_member(membership: Membership, circle: Circle) -> bool:
    """Those who run the program: a new member can read what the circle shares, so no member decides it alone."""
    return can_run_program(membership, circle.engagement.program)


def can_change_people(membership: Membership, circle: Circle) -> bool:
    """Take somebody out or name another mentor: those who run the program."""
    return can_run_program(membership, circle.engagement.program)


def can_lead_circle(membership: Membership, circle: Circle) -> bool:
    """Start, pause, resume, end, describe: the mentor, and those who run the program."""
    return can_run_engagement(membership, circle.engagement)


def leads_from(place: Participation, circle: Circle) -> bool:
    """The same, for somebody whose place in the circle is known."""
    return place.leads or can_run_program(place.membership, circle.engagement.program)


def takes_part(place: Participation | None, circle: Circle) -> bool:
    """Whether this is a place in the circle that has not been given up."""
    return place is not None and place.engagement_id == circle.pk and place.left_at is None


def can_change_agreement(place: Participation | None, circle: Circle) -> bool:
    """Everybody in the circle, until it comes to its end."""
    return takes_part(place, circle) and circle.engagement.state in OPEN


def can_come_to_its_end(circle: Circle) -> bool:
    """A circle that has begun and has not ended."""
    return circle.engagement.state in RUNNING


def can_be_given_up(circle: Circle) -> bool:
    """A circle that has not begun."""
    return circle.engagement.state == State.FORMING


def can_leave_circle(place: Participation | None, circle: Circle) -> bool:
    """Members, while it is not over; a circle can't be without its mentor."""
    return takes_part(place, circle) and not place.leads and circle.engagement.is_current


def can_introduce(place: Participation | None, circle: Circle) -> bool:
    """The mentor, as long as the circle is not over."""
    return takes_part(place, circle) and place.leads and circle.engagement.is_current


def can_answer_introduction(by: Membership, introduction: Introduction) -> bool:
    """The mentee first; the contact once the mentee has said yes."""
    if not by.is_active or introduction.is_over:
        return False
    if by.pk == introduction.mentee.membership_id:
        return introduction.mentee.left_at is None and not introduction.mentee_answer
    return by.pk == introduction.contact_id and introduction.asks_contact and not introduction.contact_answer


def can_withdraw_introduction(by: Membership, introduction: Introduction) -> bool:
    """Who made it, until both have said yes or one no."""
    return by.pk == introduction.made_by.membership_id and not introduction.is_made and not introduction.is_over
