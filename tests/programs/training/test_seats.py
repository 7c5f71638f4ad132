"""Many people at once: a run never holds more than its seats, and no seat stays free while somebody waits."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.errors import DomainError
from portal.tenancy.context import organization_context
from programs.training import actions
from programs.training.lifecycle import EnrollmentState
from programs.training.models import Cohort, Enrollment
from programs.training.queries import waiting_list
from tests.cast import make_cast, make_member
from tests.factories.training import make_cohort

pytestmark = pytest.mark.django_db(transaction=True)
LEARNERS, SEATS = 16, 4


def at_once(organization, steps: list[Callable]) -> list:
    """Run every step in a thread and connection of its own, all released together; returns what each answered."""
    answers: list = [None] * len(steps)
    gate = threading.Barrier(len(steps))

    def run(number: int, step: Callable) -> None:
        try:
            with organization_context(organization.pk):
                connection.ensure_connection()
                gate.wait(30)
                answers[number] = step()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


@transaction.atomic
def states(cohort) -> list[str]:
    """The enrollments' states in the order of their ids."""
    return list(Enrollment.objects.filter(cohort=cohort).order_by("id").values_list("state", flat=True))


def race(organization, cohort, learners, enrol: Callable) -> dict:
    """Let all learners enrol at the same moment and count what came of it."""
    answers = at_once(organization, [lambda learner=learner: enrol(cohort, learner) for learner in learners])
    found = states(cohort)
    return {
        "answered": sum(isinstance(answer, Enrollment) for answer in answers),
        "enrolled": found.count(EnrollmentState.ENROLLED),
        "waiting": found.count(EnrollmentState.WAITLISTED),
    }


@transaction.atomic
def seats_taken(cohort) -> int:
    return Cohort.objects.get(pk=cohort.pk).seats_taken


def enrol_properly(cohort, learner):
    return actions.enroll(cohort=cohort, membership=learner, by=learner)


def naive(reads: threading.Barrier) -> Callable:
    """How it goes wrong: count, then insert, with nothing held in between."""

    @transaction.atomic
    def enrol(cohort, learner):
        taken = Enrollment.objects.filter(cohort=cohort, state=EnrollmentState.ENROLLED).count()
        reads.wait(30)
        return Enrollment.objects.create(
            cohort=cohort,
            membership=learner,
            state=EnrollmentState.ENROLLED if taken < cohort.seats else EnrollmentState.WAITLISTED,
            requested_at=timezone.now(),
        )

    return enrol


@transaction.atomic
def planned(cast, **fields) -> Cohort:
    return make_cohort(cast, **fields)


@pytest.fixture
def cast(transactional_db):
    """The people, committed: row security needs a transaction, and the threads need to see them."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
@transaction.atomic
def learners(harbour):
    return [make_member(f"Learner{number} Lund") for number in range(LEARNERS)]


def test_sixteen_people_at_once_on_four_seats_leave_four_enrolled_and_twelve_waiting(cast, harbour, learners):
    cohort = planned(cast, seats=SEATS, sessions=2)
    assert race(harbour, cohort, learners, enrol_properly) == {"answered": 16, "enrolled": 4, "waiting": 12}
    assert seats_taken(cohort) == SEATS
    assert states(cohort) == ["enrolled"] * 4 + ["waitlisted"] * 12  # the ids tell who came first


def test_the_same_race_shows_the_fault_of_counting_and_then_inserting(cast, harbour, learners):
    cohort = planned(cast, seats=SEATS)
    outcome = race(harbour, cohort, learners, naive(threading.Barrier(LEARNERS)))
    assert outcome["answered"] == 16
    assert outcome["enrolled"] > SEATS


def test_withdrawals_and_newcomers_at_once_leave_nothing_oversold_and_nothing_unsold(cast, harbour, learners):
    cohort = planned(cast, seats=6, sessions=1)
    first = [enrol_properly(cohort, learner) for learner in learners[:12]]
    leaving, waiting, newcomers = first[:6], first[6:], learners[12:]
    steps = [lambda row=row: actions.withdraw(enrollment=row, by=row.membership) for row in leaving]
    steps += [lambda learner=learner: enrol_properly(cohort, learner) for learner in newcomers]
    answers = at_once(harbour, steps)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert seats_taken(cohort) == 6
    with transaction.atomic():
        enrolled = Enrollment.objects.filter(cohort=cohort, state=EnrollmentState.ENROLLED)
        assert {row.pk for row in enrolled} == {row.pk for row in waiting}  # those who waited, nobody who came later
        assert {row.membership_id for row in waiting_list(cohort)} == {learner.pk for learner in newcomers}


def test_a_place_given_up_while_newcomers_arrive_is_never_left_empty(cast, harbour, learners):
    cohort = planned(cast, seats=2)
    taken = [enrol_properly(cohort, learner) for learner in learners[:2]]
    steps = [lambda row=row: actions.withdraw(enrollment=row, by=row.membership) for row in taken]
    steps += [lambda learner=learner: enrol_properly(cohort, learner) for learner in learners[2:6]]
    at_once(harbour, steps)
    assert seats_taken(cohort) == 2
    assert states(cohort).count("enrolled") == 2
    assert states(cohort).count("waitlisted") == 2


def test_the_same_place_given_up_twice_at_once_is_given_on_once(cast, harbour, learners):
    cohort = planned(cast, seats=1)
    holder, *_ = [enrol_properly(cohort, learner) for learner in learners[:3]]
    answers = at_once(harbour, [lambda: actions.withdraw(enrollment=holder, by=learners[0])] * 2)
    assert sum(isinstance(answer, DomainError) for answer in answers) == 1
    assert seats_taken(cohort) == 1
    assert states(cohort) == ["withdrawn", "enrolled", "waitlisted"]


def test_one_person_who_enrols_twice_at_once_takes_one_seat(cast, harbour, learners):
    cohort = planned(cast, seats=3)
    answers = at_once(harbour, [lambda: enrol_properly(cohort, learners[0])] * 4)
    assert sum(isinstance(answer, DomainError) for answer in answers) == 3
    assert seats_taken(cohort) == 1


def test_nobody_slips_into_a_run_that_is_cancelled_at_the_same_moment(cast, harbour, learners):
    cohort = planned(cast, seats=SEATS)
    steps = [lambda learner=learner: enrol_properly(cohort, learner) for learner in learners[:7]]
    answers = at_once(harbour, [*steps, lambda: actions.cancel_cohort(cohort=cohort, by=cast.administrator)])
    assert answers[-1] is None
    refused = [answer for answer in answers[:-1] if isinstance(answer, DomainError)]
    with transaction.atomic():
        ended_at = Cohort.objects.get(pk=cohort.pk).engagement.ended_at
        assert not Enrollment.objects.filter(cohort=cohort, requested_at__gt=ended_at).exists()
    assert len(refused) + len(states(cohort)) == 7  # nobody is left without an answer
    assert "waitlisted" not in states(cohort)
