"""Times at which several people are free together, and why there are none.

Pure: no models, no settings, no clock of its own. A caller reads a `Timetable` for each person and asks.

- `free_starts`: the times to offer.
- `obstacles`: what stands against one time for one person. A time is free for them iff there are none.
- `near_misses`: the best times that are not free, for people who would rather bend a wish than wait.
- `why_none`: why a week offers nothing, in facts that a template says in words.
- `nearest`: of the times on offer, those around a wanted one.
- `open_stretches`, `together`: the stretches that these are made of.

The rules stand at `Obstacle` and `free_starts`, those about clocks in `clocks`.
"""

from programs.scheduling.timetable.bars import open_stretches
from programs.scheduling.timetable.near import NearMiss, near_misses, nearest
from programs.scheduling.timetable.person import HARD, Minutes, Obstacle, Timetable
from programs.scheduling.timetable.reasons import Explanation, why_none
from programs.scheduling.timetable.starts import STEP, free_starts, obstacles, together
from programs.scheduling.timetable.stretches import Stretch

__all__ = [
    "HARD",
    "STEP",
    "Explanation",
    "Minutes",
    "NearMiss",
    "Obstacle",
    "Stretch",
    "Timetable",
    "free_starts",
    "near_misses",
    "nearest",
    "obstacles",
    "open_stretches",
    "together",
    "why_none",
]
