"""How times are found: polls."""

from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries import asked_by, find_poll, leads_of
from programs.scheduling.events import PollChased, PollClosed, PollDropped, PollOpened
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models import Poll


@handles(PollOpened)
def on_poll_opened(event: PollOpened) -> None:
    """Ask the others; who opened it stands before it."""
    poll = find_poll(event.subject_id)
    if poll and poll.takes_answers:
        _tell("poll-opened", poll, asked_by(poll, waiting=True), but=poll.opened_by.membership_id)


@handles(PollChased)
def on_poll_chased(event: PollChased) -> None:
    """Ask again, only those who have not answered by now."""
    poll = find_poll(event.subject_id)
    if poll and poll.takes_answers:
        _tell("poll-chased", poll, asked_by(poll, waiting=True), part=f":{event.asked_at.isoformat()}")


@handles(PollClosed)
def on_poll_closed(event: PollClosed) -> None:
    """Tell who opened it and who leads that it waits for them."""
    poll = find_poll(event.subject_id)
    if poll and poll.state == PollState.CLOSED and poll.engagement.still_meets:
        opener = [] if poll.opened_by.left_at else [poll.opened_by.membership_id]
        _tell("poll-closed", poll, [*opener, *leads_of(poll.engagement_id)])


@handles(PollDropped)
def on_poll_dropped(event: PollDropped) -> None:
    """Tell the others that no time is looked for any more."""
    poll = find_poll(event.subject_id)
    if poll and poll.state == PollState.DROPPED:
        _tell("poll-dropped", poll, asked_by(poll), but=poll.settled_by_id, by=str(poll.settled_by_id))


def _tell(kind: str, poll: Poll, people: list[UUID], *, but: UUID | None = None, part: str = "", **facts) -> None:
    tell(
        kind=kind,
        key=f"{poll.pk}{part}",
        subject_id=poll.pk,
        people=people,
        but=[but] if but else [],
        facts={
            **about_engagement(poll.engagement),
            "poll_id": str(poll.pk),
            "by": str(poll.opened_by.membership_id),
            "closes": poll.closes_at.isoformat(),
            **facts,
        },
    )
