"""What happens to supporters and exercises. Ids alone: no question, reply or comment is ever in an event."""

from dataclasses import dataclass
from datetime import date

from portal.outbox.events import Event


@dataclass(frozen=True)
class SupporterAsked(Event):
    """Somebody is asked to watch how an objective goes; `subject_id` is the supporter."""


@dataclass(frozen=True)
class PulseAsked(Event):
    """A supporter is asked what they see; `subject_id` is the supporter, `asked_on` tells one time from the next."""

    asked_on: date


@dataclass(frozen=True)
class ExerciseAssigned(Event):
    """Somebody got an exercise from somebody else; `subject_id` is the assignment."""


@dataclass(frozen=True)
class ExerciseHandedIn(Event):
    """What was done came back; `subject_id` is the assignment."""


@dataclass(frozen=True)
class ExerciseAnswered(Event):
    """Who leads said something to it; `subject_id` is the assignment."""
