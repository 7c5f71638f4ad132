"""Steps of a circle."""

from programs.engagements.lifecycle import State

CIRCLE_TABLE = {
    State.FORMING: {State.ACTIVE, State.CANCELLED},
    State.ACTIVE: {State.PAUSED, State.EVALUATING},
    State.PAUSED: {State.ACTIVE, State.EVALUATING},
    State.EVALUATING: {State.CLOSED},
}
