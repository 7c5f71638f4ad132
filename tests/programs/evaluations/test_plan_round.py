"""Rounds are planned by who leads or runs it, open once, and ask everybody who takes part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation, move_engagement
from programs.engagements.lifecycle import State
from programs.evaluations.actions import close_round, ensure_library, open_round
from programs.evaluations.library import STANDARDS
from programs.evaluations.models import Questionnaire, Request, Round
from programs.evaluations.queries import open_requests_for
from programs.evaluations.tasks import move_due_rounds
from tests.factories.evaluations import make_cohort, make_round, respondents
from tests.factories.goals import make_contract, make_engagement, place_of, set_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast, state=State.ACTIVE)


def asked_events():
    return OutboxEvent.objects.filter(name="evaluations.RequestAsked")


def test_the_library_is_published_once_with_its_sources(cast, harbour):
    for _ in range(2):
        ensure_library()
    assert set(Questionnaire.objects.values_list("code", flat=True)) == set(STANDARDS)
    assert Questionnaire.objects.count() == len(STANDARDS)
    assert not Questionnaire.objects.filter(source="").exists()


def test_everybody_who_takes_part_is_asked_at_once_and_told(cast, contract):
    round = make_round(contract, "coaching-end", by=cast.coach)
    assert set(respondents(round)) == {cast.participant, cast.coach, cast.sponsor}
    assert set(asked_events().values_list("subject_id", flat=True)) == set(Request.objects.values_list("pk", flat=True))


def test_somebody_who_has_left_is_not_asked(cast, contract):
    end_participation(participation=place_of(contract, cast.sponsor), by=cast.sponsor)
    assert cast.sponsor not in respondents(make_round(contract, "coaching-end"))


@pytest.mark.parametrize("part", ["participant", "sponsor", "bystander", "mentor", "manager"])
def test_only_who_leads_or_runs_it_asks(cast, contract, part):
    with pytest.raises(NotAllowed):
        make_round(contract, "session-pulse", by=getattr(cast, part))
    assert not Round.objects.exists()


def test_the_same_questions_are_asked_once_per_stage(cast, contract):
    make_round(contract, "coaching-end")
    with pytest.raises(DomainError, match="asked at this stage already"):
        make_round(contract, "coaching-end")
    make_round(contract, "coaching-end", stage="follow_up")
    assert Round.objects.count() == 2


def test_a_360_needs_somebody_it_is_about_and_is_always_anonymous(cast, contract):
    with pytest.raises(DomainError) as refused:
        make_round(contract, "feedback-360")
    assert refused.value.field == "subject"
    round = make_round(contract, "feedback-360", subject=place_of(contract, cast.participant), anonymous=False)
    assert round.anonymous
    assert Request.objects.get(respondent=cast.participant).group == "self"


def test_the_subject_takes_part_here(cast, contract):
    other = make_engagement(cast, [(cast.mentor, "mentor"), (cast.member, "mentee")], kind="mentoring", name="Circle")
    with pytest.raises(DomainError):
        make_round(contract, "feedback-360", subject=place_of(other, cast.member))


@pytest.mark.parametrize("case", ["twice", "nobody", "group"])
def test_respondents_are_checked(cast, contract, case):
    respondents = {
        "twice": [(cast.member, "peer"), (cast.member, "report")],
        "nobody": [],
        "group": [(cast.member, "friend")],
    }[case]
    subject = place_of(contract, cast.participant)
    with pytest.raises(DomainError) as refused:
        make_round(contract, "feedback-360", subject=subject, respondents=respondents)
    assert refused.value.field == "respondents"
    assert not Request.objects.exists()


@pytest.mark.parametrize(("changes", "message"), [({"days": 0}, "Keep it open"), ({"code": "nothing"}, "no such set")])
def test_what_cannot_be_asked_is_refused(cast, contract, changes, message):
    with pytest.raises(DomainError, match=message):
        make_round(contract, **{"code": "coaching-end", **changes})


def test_a_planned_round_waits_for_its_day_and_then_opens_once(cast, contract):
    round = make_round(contract, "coaching-end", opens_at=timezone.now() + timedelta(days=2))
    move_due_rounds()
    assert not open_requests_for(cast.participant).exists()
    assert not asked_events().exists()
    Round.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    for _ in range(2):
        move_due_rounds()
    assert not open_round(round=round)
    assert (Request.objects.count(), asked_events().count()) == (3, 3)
    assert [row.round for row in open_requests_for(cast.participant)] == [round]


def test_an_expired_round_closes_once(cast, contract):
    round = make_round(contract, "coaching-end")
    now = timezone.now()
    Round.objects.update(opens_at=now - timedelta(days=15), closes_at=now - timedelta(days=1))
    assert not open_requests_for(cast.participant).exists()
    for _ in range(2):
        move_due_rounds()
    assert not close_round(round=round)
    assert Round.objects.get().closed_at
    assert OutboxEvent.objects.filter(name="evaluations.RoundClosed").count() == 1


def test_the_round_of_something_cancelled_asks_nobody(cast, contract):
    make_round(contract, "coaching-end", opens_at=timezone.now() + timedelta(days=2))
    set_state(contract, State.CANCELLED)
    Round.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    move_due_rounds()
    assert not Request.objects.exists()
    assert Round.objects.get().closed_at


@pytest.mark.parametrize(
    ("kind", "role", "lead", "code", "anonymous"),
    [
        ("mentoring", "mentee", "mentor", "mentoring-end", True),
        ("coaching", "client", "coach", "coaching-end", False),
        ("training", "learner", "trainer", "training-reaction", True),
    ],
)
def test_the_end_evaluation_opens_when_it_comes_to_its_end(cast, harbour, kind, role, lead, code, anonymous):
    people = [(cast.participant, role), (getattr(cast, lead), lead)]
    engagement = make_engagement(cast, people, kind=kind, state=State.ACTIVE)
    table = {State.ACTIVE: {State.EVALUATING}}
    move_engagement(engagement=engagement, to=State.EVALUATING, table=table, by=getattr(cast, lead))
    relay()
    round = Round.objects.get()
    assert (round.questionnaire.code, round.stage, round.anonymous) == (code, "end", anonymous)
    assert set(respondents(round)) == {cast.participant, getattr(cast, lead)}


def test_an_end_evaluation_that_was_asked_before_is_not_asked_again(cast, harbour):
    cohort = make_cohort(cast, 2, state=State.ACTIVE)
    make_round(cohort)
    table = {State.ACTIVE: {State.EVALUATING}}
    move_engagement(engagement=cohort, to=State.EVALUATING, table=table, by=cast.trainer)
    relay()
    assert Round.objects.count() == 1
    assert not OutboxEvent.objects.filter(attempts__gt=0).exists()
