"""Reminders of questions that close soon: as the plan says, or at the times that somebody chose for themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.outbox.relay import relay
from programs.engagements.actions import set_own_reminders
from programs.evaluations.actions import remind_now
from programs.evaluations.models import Round
from programs.evaluations.tasks import remind_due_rounds
from programs.notifications.models import Notification
from programs.notifications.tasks import sweep_reminders
from tests.factories.evaluations import answer, make_cohort, make_round
from tests.factories.scheduling import at

pytestmark = pytest.mark.django_db
AMARA, MARTA = "Amara Okafor", "Marta Quist"


@pytest.fixture
def round(cast, harbour):
    """Open for two weeks, with reminders three days and one day before."""
    set_own_reminders(leads={"evaluation": [7]}, by=cast.participant)
    sweep_reminders()
    return make_round(make_cohort(cast), anonymous=True)


def beat(moment) -> set[str]:
    """What worker and beat do then; who is reminded."""
    with at(moment):
        before = set(Notification.objects.values_list("pk", flat=True))
        sweep_reminders()
        remind_due_rounds()
        relay()
        told = Notification.objects.filter(kind="request-reminder").exclude(pk__in=before)
        return set(told.values_list("membership__user__name", flat=True))


def test_own_times_go_before_those_of_the_plan(round):
    assert beat(round.closes_at - timedelta(days=8)) == set()
    assert beat(round.closes_at - timedelta(days=6, hours=12)) == {AMARA}
    told = beat(round.closes_at - timedelta(days=2, hours=12))
    assert MARTA in told
    assert AMARA not in told


def test_who_has_answered_hears_nothing(cast, round):
    answer(round, cast.participant)
    assert beat(round.closes_at - timedelta(days=8)) == set()
    assert beat(round.closes_at - timedelta(days=6, hours=12)) == set()


def test_who_reminds_by_hand_reaches_them_too(cast, round):
    remind_now(round=Round.objects.get(), by=cast.trainer)
    assert AMARA in beat(timezone.now() + timedelta(minutes=1))
