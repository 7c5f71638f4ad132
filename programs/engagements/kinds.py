"""The three kinds, as data: words and the page of an engagement. The spine stores a kind and never asks for it."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Kind(TextChoices):
    MENTORING = "mentoring", "Mentoring"
    COACHING = "coaching", "Coaching"
    TRAINING = "training", "Training"


@dataclass(frozen=True)
class KindWords:
    """What pages call an engagement of this kind, and where it is shown."""

    engagement: str
    engagements: str
    detail: str
    starts_with: str
    manage: str  # the page of the kind for those who run the program
    book: str = "scheduling:session-create"  # where a session of it is booked


WORDS = {
    Kind.MENTORING: KindWords(
        "Mentoring circle",
        "Circles",
        "mentoring:circle-detail",
        "mentoring:circle-create",
        manage="mentoring:circle-manage",
    ),
    Kind.COACHING: KindWords(
        "Coaching contract",
        "Contracts",
        "coaching:contract-detail",
        "coaching:contract-create",
        "coaching:contract-oversee",
    ),
    Kind.TRAINING: KindWords(
        "Training course",
        "Cohorts",
        "training:cohort-detail",
        "training:course-create",
        manage="training:cohort-detail",
        book="training:session-plan",
    ),
}
