"""What a circle agreed, and who left it."""

from portal.outbox.registry import handles
from programs.mentoring.events import AgreementChanged, MemberLeft, PersonTakenOut
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import everybody_in, find_participation, leads_of


@handles(AgreementChanged)
def on_agreement_changed(event: AgreementChanged) -> None:
    """Ask everybody else to agree again."""
    place = find_participation(event.participation_id)
    if place:
        tell(
            kind="agreement-changed",
            key=f"{event.subject_id}:{event.version}",
            subject_id=event.subject_id,
            people=everybody_in(event.subject_id),
            but=[place.membership_id],
            facts={**about_engagement(place.engagement), "version": event.version},
        )


@handles(MemberLeft)
def on_member_left(event: MemberLeft) -> None:
    """Tell the mentor."""
    place = find_participation(event.participation_id)
    if place:
        tell(
            kind="member-left",
            key=f"{place.pk}",
            subject_id=event.subject_id,
            people=leads_of(event.subject_id),
            facts={**about_engagement(place.engagement), "by": str(place.membership_id)},
        )


@handles(PersonTakenOut)
def on_person_taken_out(event: PersonTakenOut) -> None:
    """Tell the person."""
    place = find_participation(event.participation_id)
    if place:
        tell(
            kind="person-taken-out",
            key=f"{place.pk}",
            subject_id=event.subject_id,
            people=[place.membership_id],
            facts=about_engagement(place.engagement),
        )
