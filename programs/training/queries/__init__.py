"""Reads over courses, cohorts, attendance and certificates."""

from programs.training.queries.attendance import (
    LearnerSession,
    attended_by,
    get_roll,
    held_sessions,
    learner_sessions,
    roll_of,
    sessions_of_cohort,
    takes_late_learners,
    unmarked_sessions,
)
from programs.training.queries.catalogue import (
    courses_for,
    get_course_for,
    get_run_course,
    is_open,
    places_left,
    runs_of,
    with_waiting,
)
from programs.training.queries.certificates import (
    CODE_ALPHABET,
    CODE_LENGTH,
    certificate_of,
    check_certificate,
    spelled_code,
)
from programs.training.queries.cohorts import (
    get_cohort_for,
    get_enrollment_for,
    get_led_cohort,
    get_open_cohort,
    learners_and_waiting,
    learners_of,
    trainer_of,
)
from programs.training.queries.places import enrollment_of, enrollments_for, people_to_enroll, waiting_list

__all__ = [
    "CODE_ALPHABET",
    "CODE_LENGTH",
    "LearnerSession",
    "attended_by",
    "certificate_of",
    "check_certificate",
    "courses_for",
    "enrollment_of",
    "enrollments_for",
    "get_cohort_for",
    "get_course_for",
    "get_enrollment_for",
    "get_led_cohort",
    "get_open_cohort",
    "get_roll",
    "get_run_course",
    "held_sessions",
    "is_open",
    "learner_sessions",
    "learners_and_waiting",
    "learners_of",
    "people_to_enroll",
    "places_left",
    "roll_of",
    "runs_of",
    "sessions_of_cohort",
    "spelled_code",
    "takes_late_learners",
    "trainer_of",
    "unmarked_sessions",
    "waiting_list",
    "with_waiting",
]
