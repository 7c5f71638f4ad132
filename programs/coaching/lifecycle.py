"""Steps of a contract."""

from programs.engagements.lifecycle import State

CONTRACT_TABLE = {
    State.DRAFT: {State.DESIGN, State.CANCELLED},
    State.DESIGN: {State.AGREED, State.CANCELLED},
    State.AGREED: {State.ACTIVE, State.CANCELLED, State.CLOSED},
    State.ACTIVE: {State.PAUSED, State.EVALUATING, State.CLOSED},
    State.PAUSED: {State.ACTIVE, State.EVALUATING, State.CLOSED},
    State.EVALUATING: {State.CLOSED},
}
BOOKABLE = frozenset({State.AGREED, State.ACTIVE})  # sessions can be booked
ENDABLE = frozenset({State.AGREED, State.ACTIVE, State.PAUSED, State.EVALUATING})  # those who run it can end it
LOOKING_BACK = frozenset({State.EVALUATING, State.CLOSED})
AMENDABLE = frozenset({State.AGREED, State.ACTIVE, State.PAUSED})  # what was signed can be changed
