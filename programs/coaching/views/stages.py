"""The life of a contract as stages with dates, and its sessions as beads."""

from datetime import date, datetime, tzinfo

from portal.ui import clock
from programs.engagements.lifecycle import State

ORDER = [State.DRAFT, State.DESIGN, State.AGREED, State.ACTIVE, State.EVALUATING, State.CLOSED]
NAMES = {State.EVALUATING: "Evaluation"}


def plain_day(value: date | datetime | None, zone: tzinfo) -> str:
    """ "9 March", or nothing for nothing."""
    if value is None:
        return ""
    day = clock.local_date(value, zone)
    return f"{day.day} {clock.MONTHS[day.month - 1]}"


def stages_of(contract, signing, parties, count, zone: tzinfo) -> list[dict]:
    """Each stage with what there is to say about its date."""
    engagement = contract.engagement
    dates = {
        State.DRAFT: plain_day(engagement.created_at, zone),
        State.DESIGN: plain_day(contract.designed_at, zone) or "Client and coach",
        State.AGREED: _agreed(contract, signing, parties, zone),
        State.ACTIVE: _active(contract, count, zone),
        State.EVALUATING: plain_day(contract.evaluating_at, zone) or f"From {plain_day(engagement.ends_on, zone)}",
        State.CLOSED: plain_day(engagement.ended_at, zone) or "After the evaluation",
    }
    here = _position(contract)
    states = ["done" if index < here else "now" if index == here else "" for index in range(len(ORDER))]
    return [
        {"name": NAMES.get(stage, stage.label), "date": dates[stage], "state": state}
        for stage, state in zip(ORDER, states, strict=True)
    ]


def _position(contract) -> int:
    """How far it came; a paused contract stands at active, a cancelled one where it was cancelled."""
    state = contract.engagement.state
    if state == State.PAUSED:
        state = State.ACTIVE
    if state == State.CANCELLED:
        state = State.AGREED if contract.agreed_at else State.DESIGN if contract.designed_at else State.DRAFT
    return ORDER.index(state)


def _agreed(contract, signing, parties, zone) -> str:
    if contract.agreed_at:
        return f"Signed by all {len(parties)}, {plain_day(contract.agreed_at, zone)}"
    if signing.current:
        return f"{len(signing.signatures)} of {len(parties)} signed"
    return "When all have signed"


def _active(contract, count, zone) -> str:
    if contract.engagement.state == State.PAUSED:
        return "Paused"
    if contract.engagement.state == State.ACTIVE:
        return f"Session {min(count.held + 1, count.budget)} of {count.budget}"
    return f"From {plain_day(contract.activated_at, zone)}" if contract.activated_at else "With the first session"


def beads_of(count, now: datetime, zone: tzinfo) -> list[str]:
    """Sessions done, cancelled too late, today, planned and still to plan, a bead each."""
    today = count.next is not None and clock.local_date(count.next.starts_at, zone) == clock.local_date(now, zone)
    planned = (1 if count.next else 0) + count.later
    ahead = ["now" if today else "set"] + ["set"] * count.later if planned else []
    return ["done"] * (count.held + count.past_unfiled) + ["late"] * count.late + ahead + [""] * count.left
