"""A program says what is asked and when; the portal asks it there, once."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation, give_program, move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Program
from programs.evaluations.actions import add_plan, change_plan, ensure_library, stop_plan
from programs.evaluations.actions import plan_due_rounds as plan_batch
from programs.evaluations.models import Questionnaire, Round, RoundPlan
from programs.evaluations.tasks import move_due_rounds, plan_due_rounds
from programs.scheduling.actions import complete_session
from tests.factories.engagements import open_program
from tests.factories.evaluations import make_cohort, make_people, make_round, respondents
from tests.factories.goals import make_contract, make_engagement, place_of, set_state, today
from tests.factories.scheduling import make_circle, make_session, place_in

pytestmark = pytest.mark.django_db


def url(name, **kwargs):
    return reverse(f"evaluations:{name}", kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def circle(cast, harbour):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee"), (cast.member, "mentee")]
    engagement = make_engagement(cast, people, kind="mentoring", state=State.ACTIVE, name="Leads")
    relay()
    return engagement


def dated(engagement, **days):
    Engagement.objects.filter(pk=engagement.pk).update(**{name: today(number) for name, number in days.items()})


def plan(cast, engagement, code="session-pulse", **fields):
    return add_plan(program=engagement.program, code=code, by=cast.administrator, **fields)


def start(engagement, by, to=State.EVALUATING):
    was = engagement.state
    move_engagement(engagement=engagement, to=to, table={was: {to}}, by=by)
    relay()


@pytest.mark.parametrize(
    ("kind", "code", "anonymous"),
    [
        ("mentoring", "mentoring-end", True),
        ("coaching", "coaching-end", False),
        ("training", "training-reaction", True),
    ],
)
def test_a_new_program_asks_the_usual_at_its_end(cast, harbour, kind, code, anonymous):
    open_program(cast.administrator, kind=kind)
    for _ in range(2):
        relay()
    row = RoundPlan.objects.get()
    assert (row.code, row.stage, row.anonymous, row.reminder_days) == (code, "end", anonymous, [3, 1])


def test_a_plan_is_added_changed_and_stopped_on_its_pages(cast, circle, as_):
    browser, program = as_(cast.administrator), circle.program_id
    form = {"code": "session-pulse", "stage": "middle", "days": "30", "about": "engagement", "roles": ["mentee"]}
    form |= {"anonymous": "yes", "open_days": "10", "reminder_days": "2, 1"}
    refused = browser.post(url("plan-add", program_id=program), {**form, "reminder_days": "12"})
    assert refused.status_code == 422
    assert "at least a day before the end" in refused.text
    page = browser.post(url("plan-add", program_id=program), form, follow=True).text
    assert "30 days after the beginning" in page
    assert "Mentees are asked about how it goes, without names. Open for 10 days" in page
    row = RoundPlan.objects.get(code="session-pulse")
    assert browser.post(url("plan-add", program_id=program), form).status_code == 422, "the same once more"
    page = browser.post(url("plan-change", plan_id=row.pk), {**form, "open_days": "5"}, follow=True).text
    assert "Open for 5 days" in page
    browser.post(url("plan-stop", plan_id=row.pk))
    assert "After the session" not in browser.get(url("plan-list", program_id=program)).text
    assert browser.get(url("plan-change", plan_id=row.pk)).status_code == 404


def test_only_who_runs_the_program_plans(cast, circle, as_):
    row = RoundPlan.objects.get()
    for part in ("mentor", "participant", "manager", "stranger"):
        browser = as_(getattr(cast, part))
        assert browser.get(url("plan-list", program_id=circle.program_id)).status_code in {403, 404}
        assert browser.post(url("plan-stop", plan_id=row.pk)).status_code in {403, 404}
        if part != "stranger":
            with pytest.raises(NotAllowed):
                stop_plan(plan=row, by=getattr(cast, part))
    give_program(program=circle.program, managers=[cast.manager], by=cast.administrator)
    assert as_(cast.manager).get(url("plan-list", program_id=circle.program_id)).status_code == 200


def test_what_cannot_be_kept_is_not_promised(cast, harbour, circle):
    contract = make_contract(cast, state=State.ACTIVE)
    with pytest.raises(DomainError, match="two or three people") as refused:
        plan(cast, contract, stage="middle", anonymous=True)
    assert refused.value.field == "anonymous"
    assert not plan(cast, contract, stage="middle").anonymous
    assert plan(cast, contract, stage="follow_up", about="learners").anonymous
    with pytest.raises(DomainError, match="one lead"):
        plan(cast, circle, stage="middle", roles=["mentor"], anonymous=True)
    with pytest.raises(DomainError, match="about a person"):
        plan(cast, circle, code="feedback-360", stage="middle")


def test_a_program_from_before_keeps_its_usual_when_something_is_added(cast, circle, as_):
    RoundPlan.objects.all().delete()  # as before there were plans
    page = as_(cast.administrator).get(url("plan-list", program_id=circle.program_id)).text
    assert "Looking back on the circle" in page
    plan(cast, circle, stage="middle")
    assert set(RoundPlan.objects.values_list("code", flat=True)) == {"mentoring-end", "session-pulse"}


def test_what_was_asked_keeps_its_questions_and_other_changes_wait_for_the_next_round(cast, circle):
    row = plan(cast, circle, stage="baseline", anonymous=True)
    dated(circle, starts_on=0)
    plan_due_rounds()
    with pytest.raises(DomainError, match="has been asked already"):
        change_plan(plan=row, by=cast.administrator, code="mentoring-end")
    change_plan(plan=row, by=cast.administrator, anonymous=False, open_days=3, reminder_days=[1])
    assert (Round.objects.get().anonymous, Round.objects.get().reminder_days) == (True, [3, 1])


@pytest.mark.parametrize(
    ("fields", "dates", "state"),
    [
        ({"stage": "baseline", "days": 5}, {"starts_on": -5}, State.ACTIVE),
        ({"stage": "middle"}, {"starts_on": -20, "ends_on": 20}, State.ACTIVE),
        ({"stage": "middle", "days": 30}, {"starts_on": -30}, State.PAUSED),
        ({"stage": "end", "days": 10}, {"ends_on": 10}, State.ACTIVE),
        ({"stage": "follow_up", "days": 90}, {"ends_on": -90}, State.EVALUATING),
    ],
    ids=lambda value: value.get("stage") if isinstance(value, dict) else None,
)
def test_a_day_that_has_come_opens_one_round(cast, circle, fields, dates, state):
    plan(cast, circle, **fields)
    dated(circle, **{"starts_on": -200, **dates})
    set_state(circle, state)
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        plan_due_rounds()
    assert not Round.objects.exists(), "not before its day"
    for _ in range(2):
        plan_due_rounds()
        move_due_rounds()
    round = Round.objects.get()
    assert set(respondents(round)) == {cast.mentor, cast.participant, cast.member}
    assert (round.plan.code, round.stage) == ("session-pulse", fields["stage"])


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({"starts_on": -40}, State.ACTIVE),  # long past
        ({"starts_on": -5}, State.CANCELLED),
        ({"starts_on": -5}, State.CLOSED),
        ({"starts_on": -5}, State.FORMING),
    ],
)
def test_what_is_long_past_or_over_is_not_asked(cast, circle, dates, state):
    plan(cast, circle, stage="baseline", days=5)
    dated(circle, **dates)
    set_state(circle, state)
    plan_due_rounds()
    assert not Round.objects.exists()


def test_the_beginning_and_the_sweep_make_one_round(cast, harbour):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee")]
    engagement = make_engagement(cast, people, kind="mentoring", state=State.FORMING, name="Leads")
    plan(cast, engagement, stage="baseline", roles=["mentee"])
    dated(engagement, starts_on=0)
    start(engagement, cast.mentor, to=State.ACTIVE)
    plan_due_rounds()
    round = Round.objects.get()
    assert respondents(round) == [cast.participant]
    assert round.opened_at


def test_after_a_session_those_who_came_are_asked_once(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    plan(cast, session.engagement, stage="session", open_days=3)
    away = place_in(session.engagement, cast.member)
    with time_machine.travel(session.ends_at + timedelta(minutes=5)):
        session.refresh_from_db()
        complete_session(session=session, attendance={away.pk: "absent"}, by=place_in(session.engagement, cast.mentor))
        for _ in range(2):
            relay()
            plan_due_rounds()
        round = Round.objects.get()
    assert set(respondents(round)) == {cast.mentor, cast.participant}
    assert round.session == session


def test_at_the_end_everything_planned_is_asked_about_each_person_too(cast, circle):
    plan(cast, circle, stage="end", about="learners")
    end_participation(participation=place_of(circle, cast.member), by=cast.member)
    start(circle, cast.mentor)
    about = Round.objects.get(subject__isnull=False)
    assert (about.subject.membership, about.anonymous) == (cast.participant, True)
    assert {row.respondent: row.group for row in about.requests.all()} == {
        cast.mentor: "participant",
        cast.participant: "self",
    }
    assert Round.objects.get(subject__isnull=True).questionnaire.code == "mentoring-end"


def test_what_was_stopped_is_not_asked_and_what_was_asked_by_hand_not_again(cast, circle):
    make_round(circle, "session-pulse", stage="end")
    plan(cast, circle, stage="end")
    stop_plan(plan=RoundPlan.objects.get(code="mentoring-end"), by=cast.administrator)
    start(circle, cast.mentor)
    assert Round.objects.get().plan is None


def test_questions_that_nobody_published_are_left_out_and_named(cast, circle, as_):
    row = plan(cast, circle, stage="baseline", days=0)
    dated(circle, starts_on=0)
    RoundPlan.objects.filter(pk=row.pk).update(code="own-questions")
    plan_due_rounds()
    assert not Round.objects.exists()
    assert (
        "“own-questions” has no published version"
        in as_(cast.administrator).get(url("plan-list", program_id=circle.program_id)).text
    )
    assert not Questionnaire.objects.filter(code="own-questions").exists()


@pytest.mark.parametrize("many", [1, 4])
def test_the_sweep_takes_as_many_queries_for_four_engagements(cast, harbour, django_assert_num_queries, many):
    people = make_people(2)
    for number in range(many):
        cohort = make_cohort(cast, people=people, name=f"Course {number}", state=State.ACTIVE)
        plan(cast, cohort, stage="baseline", about="learners")
        dated(cohort, starts_on=0)
    ensure_library()
    with django_assert_num_queries(10):
        plan_batch(timezone.now())
    assert Round.objects.count() == 3 * many


def test_the_page_of_a_program_leads_to_what_it_asks(cast, circle, as_):
    program = Program.objects.get(pk=circle.program_id)
    page = (
        as_(cast.administrator)
        .get(reverse("engagements:program-detail", kwargs={"organization": "harbour", "program_id": program.pk}))
        .text
    )
    assert url("plan-list", program_id=program.pk) in page
