"""What runs do when something happens elsewhere."""

from programs.scheduling.rules import booking_rule
from programs.training.actions import hold_cohort

booking_rule(hold_cohort)
