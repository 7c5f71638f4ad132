"""The standard questionnaires, as data. Wording is the portal's own; `source` says whose idea stands behind it."""

from dataclasses import dataclass

from programs.engagements.kinds import Kind
from programs.evaluations.library.coaching import COACHING
from programs.evaluations.library.feedback import FEEDBACK_360
from programs.evaluations.library.mentoring import MENTORING
from programs.evaluations.library.pulse import PULSE
from programs.evaluations.library.standard import Standard
from programs.evaluations.library.training import TRAINING

__all__ = ["ABOUT_A_PERSON", "ENDINGS", "STANDARDS", "Ending", "Standard"]


@dataclass(frozen=True)
class Ending:
    """What a kind of engagement asks at its end, and whether answers are kept apart from their people."""

    code: str
    anonymous: bool


STANDARDS = {standard.code: standard for standard in (PULSE, *MENTORING, *COACHING, *TRAINING, FEEDBACK_360)}
# A contract has two or three people: nobody could be anonymous among them, so each sees their own answers again.
ENDINGS = {
    Kind.MENTORING: Ending("mentoring-end", anonymous=True),
    Kind.COACHING: Ending("coaching-end", anonymous=False),
    Kind.TRAINING: Ending("training-reaction", anonymous=True),
}
ABOUT_A_PERSON = frozenset(code for code, standard in STANDARDS.items() if standard.about_a_person)
