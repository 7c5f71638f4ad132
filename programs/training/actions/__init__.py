"""Writes on courses, cohorts, places and certificates.

Locks are taken in one order everywhere: the cohort's row, then people (`scheduling`).
"""

from programs.training.actions.cohorts import (
    cancel_cohort,
    change_cohort,
    close_cohort,
    open_enrolling,
    plan_cohort,
    plan_session,
    start_cohort,
)
from programs.training.actions.completion import complete_cohort, save_attendance
from programs.training.actions.courses import change_course, create_course
from programs.training.actions.places import enroll, enroll_people, hold_cohort, withdraw

__all__ = [
    "cancel_cohort",
    "change_cohort",
    "change_course",
    "close_cohort",
    "complete_cohort",
    "create_course",
    "enroll",
    "enroll_people",
    "hold_cohort",
    "open_enrolling",
    "plan_cohort",
    "plan_session",
    "save_attendance",
    "start_cohort",
    "withdraw",
]
