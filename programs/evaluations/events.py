"""What happens to rounds and requests."""

from dataclasses import dataclass
from datetime import datetime

from portal.outbox.events import Event


@dataclass(frozen=True)
class RequestAsked(Event):
    """Somebody is asked to answer; `subject_id` is the request."""


@dataclass(frozen=True)
class RequestReminded(Event):
    """Somebody has not answered yet; `subject_id` is the request. `asked_at` tells one time from the next."""

    asked_at: datetime


@dataclass(frozen=True)
class RoundClosed(Event):
    """No more answers come in; `subject_id` is the round."""
