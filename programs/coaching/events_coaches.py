"""What happens to credentials, and on a client's way to a coach. Wishes and reasons are in none of them."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class CredentialWritten(Event):
    """`subject_id` is the credential. It was written or changed, so it waits to be checked."""


@dataclass(frozen=True)
class CredentialAnswered(Event):
    """`subject_id` is the credential. An administrator has looked at it."""


@dataclass(frozen=True)
class CoachAskedFor(Event):
    """`subject_id` is the choice: coaches are to be proposed, for the first time or others than before."""

    asked_by: UUID
    again: bool = False


@dataclass(frozen=True)
class CoachesOffered(Event):
    """`subject_id` is the choice: its client can look at proposals."""


@dataclass(frozen=True)
class CoachToMeet(Event):
    """`subject_id` is the proposal: the client wants to get to know the coach."""


@dataclass(frozen=True)
class CoachChosen(Event):
    """`subject_id` is the proposal of the coach who was chosen."""


@dataclass(frozen=True)
class CoachThanked(Event):
    """`subject_id` is the proposal of a coach whom the client had met or asked to meet."""


@dataclass(frozen=True)
class CoachDeclined(Event):
    """`subject_id` is the proposal; the coach can't take it now. Nobody asked why."""


@dataclass(frozen=True)
class ChoiceWithdrawn(Event):
    """`subject_id` is the choice, which ended without a coach."""

    ended_by: UUID
