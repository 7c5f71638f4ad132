"""Steps of a circle."""

from programs.engagements.lifecycle import State

CIRCLE_TABLE = {
    State.FORMING: {State.ACTIVE, State.CANCELLED},
    State.ACTIVE: {State.PAUSED, State.EVALUATING},
    State.PAUSED: {State.ACTIVE, State.EVALUATING},
    State.EVALUATING: {State.CLOSED},
}
OPEN = {State.FORMING, State.ACTIVE, State.PAUSED}  # people may join, and what was agreed may change
RUNNING = {State.ACTIVE, State.PAUSED}  # a circle that can come to its end
