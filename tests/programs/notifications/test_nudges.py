"""Reminders of what waits for somebody: at their moment, to the right person, once, and only while it still waits."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from portal.tenancy.context import current
from programs.engagements.actions import end_participation, set_own_reminders, set_program_reminders
from programs.engagements.models import Engagement
from programs.goals.actions import agree_action, finish_action
from programs.mentoring.actions import agree, change_agreement
from programs.notes.actions import file_note
from programs.notifications import tasks
from programs.notifications.models import Notification, Sweep
from programs.notifications.nudges import FINDERS, sweep
from programs.notifications.queries import delivery_counts, is_still_true
from programs.notifications.tasks import send_due_mail, sweep_reminders
from programs.scheduling.actions import (
    cancel_session,
    complete_session,
    decline_times,
    propose_times,
    propose_topic,
    reply_to_session,
)
from programs.scheduling.models import Session, SessionPlace
from tests.factories import coaching
from tests.factories.covenant import sign_for_all
from tests.factories.mentoring import make_circle as make_mentoring_circle
from tests.factories.mentoring import place_in as place_in_circle
from tests.factories.scheduling import (
    answer_poll,
    at,
    in_days,
    make_circle,
    make_contract,
    make_poll,
    make_session,
    place_in,
)

pytestmark = pytest.mark.django_db
# Savepoints, lock, leads, twelve looks, leads in force of what was found, how people hear of three kinds, rows, end.
COST = 35
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
AMARA, TIAGO, HELEN = "Amara Okafor", "Tiago Mendes", "Helen Byrne"


def swept(kind: str, moment: datetime, since: datetime | None = None) -> list[str]:
    """Who is told at this moment, by what, looking back to `since` (ten minutes if left out); the order is by name."""
    Sweep.objects.update_or_create(kind=kind, defaults={"until": since or moment - 10 * MINUTE})
    before = set(Notification.objects.values_list("pk", flat=True))
    with at(moment):
        sweep(kinds=[kind])
    rows = Notification.objects.exclude(pk__in=before).exclude(mail="missed").order_by("membership__user__name")
    return list(rows.values_list("membership__user__name", flat=True))


def morning(day, zone: str = "Europe/Lisbon") -> datetime:
    return datetime.combine(day, time(8, 1), tzinfo=ZoneInfo(zone))


def hold(session: Session, ended_at: datetime) -> Session:
    """Let a planned session be over since then."""
    session.starts_at, session.ends_at, session.remind_at = ended_at - HOUR, ended_at, None
    session.save()
    SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))
    return session


# --- Topics to prepare


def test_who_is_led_and_has_no_topic_is_reminded_two_days_before(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    due = session.starts_at - 48 * HOUR
    assert swept("prepare", due - MINUTE) == []
    propose_topic(engagement=circle, session=None, text="canary", by=place_in(circle, cast.member))
    assert swept("prepare", due + MINUTE) == [AMARA]
    row = Notification.objects.get(kind="topics-missing")
    assert "canary" not in str(row.facts)
    assert swept("prepare", due + 2 * MINUTE) == [], "told twice"
    with at(due + HOUR):
        assert is_still_true(row, timezone.now())
        propose_topic(engagement=circle, session=session, text="mine", by=place_in(circle, cast.participant))
        assert not is_still_true(row, timezone.now())


def test_nobody_prepares_what_was_cancelled_moved_or_left_and_who_cannot_come_does_not(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    reply_to_session(session=session, coming=False, by=place_in(circle, cast.member))
    due = session.starts_at - 48 * HOUR + MINUTE
    end_participation(participation=place_in(circle, cast.participant), by=cast.administrator)
    assert swept("prepare", due) == []
    other = make_session(circle, cast.mentor, starts_at=in_days(9))
    cancel_session(session=other, by=place_in(circle, cast.mentor))
    assert swept("prepare", other.starts_at - 48 * HOUR + MINUTE) == []


# --- Actions


def test_an_action_is_due_tomorrow_in_the_morning_of_its_owner_and_overdue_later(cast, harbour):
    contract = make_contract(cast)
    client, coach = place_in(contract, cast.participant), place_in(contract, cast.coach)
    day = timezone.localdate() + 5 * DAY
    action = agree_action(owner=client, text="canary-action", due_on=day, by=coach)
    agree_action(owner=coach, text="canary-coach", due_on=day, by=coach)
    assert swept("action", morning(day - DAY)) == [AMARA]
    row = Notification.objects.get()
    assert "canary" not in str(row.facts)
    assert swept("action", morning(day - DAY, "America/Sao_Paulo")) == ["Rafael Moreira"]
    assert swept("overdue", morning(day + 2 * DAY)) == []
    assert swept("overdue", morning(day + 3 * DAY)) == [AMARA]
    with at(morning(day + 3 * DAY)):
        assert not is_still_true(row, timezone.now()), "what was due on another day is overdue now"
        assert is_still_true(Notification.objects.get(kind="action-overdue"), timezone.now())
        finish_action(action=action, done=True, by=client)
        assert not is_still_true(Notification.objects.get(kind="action-overdue"), timezone.now())


def test_what_is_done_or_over_is_not_reminded_of(cast, harbour):
    contract = make_contract(cast)
    client, day = place_in(contract, cast.participant), timezone.localdate() + 5 * DAY
    done = agree_action(owner=client, text="one", due_on=day, by=client)
    finish_action(action=done, done=True, by=client)
    assert swept("action", morning(day - DAY)) == []
    finish_action(action=done, done=False, by=client)
    Engagement.objects.filter(pk=contract.pk).update(state="evaluating")
    assert swept("action", morning(day - DAY)) == [AMARA]
    Notification.objects.all().delete()
    Engagement.objects.filter(pk=contract.pk).update(
        state="closed", end="completed", ended_at=timezone.now(), ended_by=cast.coach
    )
    assert swept("action", morning(day - DAY)) == []


# --- Agreements


def test_a_party_that_has_not_signed_is_reminded_three_days_later_unless_the_design_changed(cast, harbour):
    contract, version = coaching.sent(cast)
    coaching.sign(version, cast.coach)
    in_madrid = timezone.localdate(timezone=ZoneInfo("Europe/Madrid"))
    third = morning(timezone.localdate() + 3 * DAY)
    assert swept("agreement", morning(timezone.localdate() + 2 * DAY)) == []
    assert swept("agreement", third) == [AMARA]
    assert swept("agreement", morning(in_madrid + 3 * DAY, "Europe/Madrid")) == ["Lucía Ferrer"]
    coaching.sign(version, cast.participant)
    week = morning(in_madrid + 7 * DAY, "Europe/Madrid")
    assert swept("agreement", week, since=week - 3 * HOUR) == ["Lucía Ferrer"]
    contract.refresh_from_db()
    contract.purpose = "Something else"
    contract.save()
    Notification.objects.all().delete()
    assert swept("agreement", week, since=week - 3 * HOUR) == []


def test_who_has_not_agreed_to_what_the_circle_agreed_is_reminded_from_its_last_change(cast, harbour):
    circle = make_mentoring_circle(cast)
    with at(timezone.now() + 10 * DAY):
        change_agreement(circle=circle, agreement="Be on time.", by=place_in_circle(circle, cast.mentor))
        agree(circle=circle, by=place_in_circle(circle, cast.member))
    today = timezone.localdate()
    assert swept("agreement", morning(today + 3 * DAY)) == [], "the words of then are no longer asked about"
    assert swept("agreement", morning(today + 13 * DAY)) == [AMARA]
    row = Notification.objects.get(kind="agreement-missing")
    agree(circle=circle, by=place_in_circle(circle, cast.participant))
    assert not is_still_true(row, timezone.now())
    assert swept("agreement", morning(today + 17 * DAY)) == []


# --- Questions about a time


def test_who_has_not_answered_is_reminded_after_a_day_and_never_of_what_is_settled_or_expired(cast, harbour):
    contract = make_contract(cast)
    proposal = propose_times(
        engagement=contract, starts=[in_days(20), in_days(21)], minutes=60, by=place_in(contract, cast.participant)
    )
    due = proposal.proposed_at + 24 * HOUR + MINUTE
    assert swept("request", due) == ["Rafael Moreira"]
    row = Notification.objects.get(kind="times-answer-missing")
    assert is_still_true(row, timezone.now())
    Notification.objects.all().delete()
    assert swept("request", proposal.expires_at + HOUR, since=due - HOUR) == []
    assert [row.mail for row in Notification.objects.all()] == ["missed"]
    Notification.objects.all().delete()
    decline_times(proposal=proposal, by=place_in(contract, cast.coach))
    assert swept("request", due) == []


def test_a_poll_reminds_those_who_are_silent(cast, harbour):
    poll = make_poll(make_circle(cast), cast.mentor)
    answer_poll(poll, cast.participant, "yes", "no", "")
    assert swept("request", poll.opened_at + 24 * HOUR + MINUTE) == [HELEN, TIAGO]
    assert set(Notification.objects.values_list("kind", flat=True)) == {"poll-answer-missing"}


# --- After a session


def test_who_leads_is_asked_who_came_a_day_and_three_days_after(cast, harbour):
    circle = make_circle(cast)
    session = hold(make_session(circle, cast.mentor), timezone.now() - MINUTE)
    assert swept("attendance", session.ends_at + 24 * HOUR + MINUTE) == [HELEN]
    assert swept("attendance", session.ends_at + 72 * HOUR + MINUTE) == [HELEN]
    row = Notification.objects.first()
    assert is_still_true(row, timezone.now())
    places = {place.participation_id: "present" for place in session.places.all()}
    complete_session(session=session, attendance=places, by=place_in(circle, cast.mentor))
    assert not is_still_true(row, timezone.now())
    Notification.objects.all().delete()
    assert swept("attendance", session.ends_at + 24 * HOUR + MINUTE) == []


def test_a_lead_without_a_note_is_reminded_and_a_private_note_of_theirs_is_enough(cast, harbour):
    circle = make_circle(cast)
    mentor = place_in(circle, cast.mentor)
    session = hold(make_session(circle, cast.mentor), timezone.now() - MINUTE)
    complete_session(session=session, attendance={}, by=mentor)
    due = Session.objects.get().completed_at + 48 * HOUR + MINUTE
    sign_for_all(circle)
    with cast.inside("harbour", cast.member.user):
        by = place_in(circle, cast.member)
        file_note(engagement=circle, session=session, text="canary", audience="engagement", by=by)
    assert swept("notes", due) == [HELEN], "somebody else’s note is not hers"
    row = Notification.objects.get()
    with cast.inside("harbour", cast.mentor.user):
        file_note(engagement=circle, session=session, text="canary", audience="private", by=mentor)
    assert not is_still_true(row, timezone.now())
    row.delete()
    assert swept("notes", due) == []


# --- Lead times, silence, and what goes wrong


def test_a_persons_own_lead_times_go_before_the_programs_and_those_before_the_portals(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    before = {hours: session.starts_at - hours * HOUR + MINUTE for hours in (72, 48, 5)}
    set_program_reminders(program=circle.program, leads={"prepare": [72]}, by=cast.administrator)
    set_own_reminders(leads={"prepare": [5]}, by=cast.member)
    assert swept("prepare", before[72]) == [AMARA]
    assert swept("prepare", before[48]) == []
    assert swept("prepare", before[5]) == [TIAGO]
    Notification.objects.all().delete()
    set_own_reminders(leads={"prepare": []}, by=cast.member)
    set_own_reminders(leads={"prepare": None}, by=cast.participant)
    assert swept("prepare", before[5]) == swept("prepare", before[48]) == []
    set_program_reminders(program=circle.program, leads={"prepare": None}, by=cast.administrator)
    assert swept("prepare", before[48]) == [AMARA]


def test_after_three_days_of_silence_the_latest_is_told_and_what_is_of_no_use_is_counted_as_missed(cast, harbour):
    circle = make_circle(cast)
    begun = make_session(circle, cast.mentor, starts_at=in_days(7))
    coming = make_session(circle, cast.mentor, starts_at=in_days(8, hour=12))
    set_program_reminders(program=circle.program, leads={"prepare": [72, 48, 24]}, by=cast.administrator)
    set_own_reminders(leads={"prepare": []}, by=cast.member)
    now = begun.starts_at + HOUR
    assert swept("prepare", now, since=now - 3 * DAY) == [AMARA]
    told = Notification.objects.get(mail="due")
    assert (told.subject_id, told.facts["lead"]) == (coming.pk, 48)
    missed = Notification.objects.get(mail="missed")
    assert (missed.subject_id, missed.read_at) == (begun.pk, now)
    assert {count.state.key: count.number for count in delivery_counts(now)}["missed"] == 1
    with at(now):
        send_due_mail()
    assert [message.to for message in mail.outbox] == [["amara@people.example"]]


def test_the_first_look_tells_nothing_and_a_second_one_waits_five_minutes(cast, harbour):
    circle = make_circle(cast)
    due = make_session(circle, cast.mentor).starts_at - 48 * HOUR
    with at(due + MINUTE):
        assert sweep(kinds=["prepare"]) == 0
        assert Sweep.objects.get(kind="prepare").until == due + MINUTE
    Sweep.objects.update(until=due - MINUTE)
    with at(due + 2 * MINUTE):
        assert sweep(kinds=["prepare"]) == 0
    with at(due + 5 * MINUTE):
        assert sweep(kinds=["prepare"]) == 2
        Sweep.objects.update(until=due - MINUTE)  # as from a backup
        sweep(kinds=["prepare"])
    assert Notification.objects.filter(kind="topics-missing").count() == 2


def test_what_fails_in_one_organization_keeps_nobody_else_from_their_reminders(cast, monkeypatch, caplog):
    def fails_at_harbour(*, kinds=tuple(FINDERS)):
        if "prepare" in kinds and current().organization_id == cast.harbour.pk:
            raise RuntimeError("canary")
        return sweep(kinds=kinds)

    monkeypatch.setattr(tasks, "sweep", fails_at_harbour)
    sweep_reminders()
    with cast.inside("northwind"):
        assert set(Sweep.objects.values_list("kind", flat=True)) == set(FINDERS)
    with cast.inside("harbour"):
        assert set(Sweep.objects.values_list("kind", flat=True)) == set(FINDERS) - {"prepare"}
    assert "Reminders prepare failed (RuntimeError)" in caplog.text


@pytest.mark.parametrize("number", [2, 6])
def test_a_look_costs_the_same_for_many_as_for_few(cast, harbour, number, django_assert_num_queries):
    for place in range(number):
        contract = make_contract(cast, title=f"Contract {place}")
        client = place_in(contract, cast.participant)
        make_session(contract, cast.coach, starts_at=in_days(7, hour=6 + 2 * place))
        agree_action(owner=client, text="x", due_on=timezone.localdate() + 3 * DAY, by=client)
    Sweep.objects.bulk_create([Sweep(kind=kind, until=timezone.now()) for kind in FINDERS])
    with at(in_days(5, hour=23)), django_assert_num_queries(COST):
        assert sweep() == 5 * number, "a topic, an action, and three signatures"
