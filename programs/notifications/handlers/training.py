"""Seats, waiting lists and certificates."""

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import find_enrollment
from programs.training.events import (
    CertificateIssued,
    LearnerEnrolled,
    LearnerWaitlisted,
    PlaceOpened,
    WaitingListClosed,
)

KINDS = {
    LearnerEnrolled: "learner-enrolled",
    LearnerWaitlisted: "learner-waitlisted",
    PlaceOpened: "place-opened",
    WaitingListClosed: "waiting-list-closed",
    CertificateIssued: "certificate-issued",
}


@handles(*KINDS)
def on_learner_moved(event) -> None:
    """Tell the learner, also when they did it themselves: the mail is what they look for later."""
    enrollment = find_enrollment(event.subject_id)
    if enrollment:
        tell(
            kind=KINDS[type(event)],
            key=f"{enrollment.pk}",
            subject_id=enrollment.pk,
            people=[enrollment.membership_id],
            facts={
                **about_engagement(enrollment.cohort.engagement),
                "enrollment_id": str(enrollment.pk),
                "clashes": getattr(event, "clashes", 0),
            },
        )
