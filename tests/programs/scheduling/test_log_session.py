"""A session that took place without having been booked is written down once, and counts."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.queries import count_sessions, sessions_used
from programs.engagements.actions import add_participant, change_program
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session, complete_session, log_session, mark_attendance
from programs.scheduling.models import AttendanceMark, Session
from programs.scheduling.queries import sessions_of
from tests.cast import make_cast, make_member
from tests.factories import coaching
from tests.factories.scheduling import (
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_engagement,
    make_session,
    place_in,
)

LISBON = ZoneInfo("Europe/Lisbon")
LOG_QUERIES = 11


def page(engagement):
    return reverse("scheduling:session-log", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


def detail(session):
    return reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})


def came(engagement, *but, mark="absent"):
    """Everybody present but those."""
    places = engagement.participations.filter(left_at__isnull=True).exclude(role="sponsor")
    missing = {person.pk for person in but}
    return {row.pk: mark if row.membership_id in missing else "present" for row in places}


def log(engagement, by, *, starts_at=None, minutes=60, attendance=None, **fields):
    return log_session(
        engagement=engagement,
        starts_at=starts_at or in_days(-3),
        minutes=minutes,
        attendance=came(engagement) if attendance is None else attendance,
        by=place_in(engagement, by),
        **fields,
    )


def filled(engagement, when=None, zone=LISBON, **changes) -> dict:
    """What the form sends."""
    local = (when or in_days(-3)).astimezone(zone)
    marks = {f"came-{key}": mark for key, mark in came(engagement).items()}
    return {"date": f"{local:%Y-%m-%d}", "starts_at": f"{local:%H:%M}", "minutes": 60, "place": "", **marks, **changes}


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def test_it_is_held_with_everybodys_attendance(cast, circle):
    session, is_new = log(circle, cast.mentor, attendance=came(circle, cast.member), place="The harbour")
    assert is_new
    assert (session.state, session.place, session.minutes) == ("completed", "The harbour", 60)
    assert (session.completed_by, session.created_by) == (cast.mentor, cast.mentor)
    assert session.remind_at is None
    assert str(session.time_zone) == "Europe/Dublin"
    assert session.wall_time == f"{session.starts_at.astimezone(session.time_zone):%Y-%m-%dT%H:%M}"
    rows = {row.user_id: row for row in session.places.all()}
    assert rows[cast.participant.user.pk].attendance == "present"
    assert rows[cast.participant.user.pk].blocks
    assert rows[cast.member.user.pk].attendance == "absent"
    assert not rows[cast.member.user.pk].blocks, "who was not there was free"
    assert all(row.marked_by_id == cast.mentor.pk for row in rows.values())
    assert AuditEntry.objects.filter(verb="logged", subject_id=session.pk).exists()


def test_nobody_is_invited_or_reminded(cast, circle):
    log(circle, cast.mentor)
    relay()
    assert not Notification.objects.filter(kind__startswith="session").exists()


@pytest.mark.parametrize("by", ["mentor", "member"])
def test_those_who_book_write_it_down(cast, circle, by):
    session, _ = log(circle, getattr(cast, by))
    assert session.completed_by == getattr(cast, by)


def test_who_leads_does_so_even_where_others_book(cast, circle):
    change_program(program=circle.program, booked_by="led", by=cast.administrator)
    assert log(circle, cast.mentor)[1]


def test_where_the_lead_books_the_others_do_not_write_down(cast, circle, as_):
    change_program(program=circle.program, booked_by="leads", by=cast.administrator)
    with pytest.raises(NotAllowed):
        log(circle, cast.member)
    answer = as_(cast.member).get(page(circle))
    assert answer.status_code == 409
    assert "written down here by the people who book them" in answer.text
    assert not Session.objects.exists()


@pytest.mark.parametrize("part", ["sponsor", "bystander"])
def test_others_do_not(cast, harbour, as_, part):
    contract = make_contract(cast)
    status = {"sponsor": 409, "bystander": 404}[part]
    browser = as_(getattr(cast, part))
    assert browser.get(page(contract)).status_code == status
    assert browser.post(page(contract), filled(contract)).status_code == status
    with pytest.raises(NotAllowed):
        log_session(
            engagement=contract,
            starts_at=in_days(-3),
            minutes=60,
            attendance=came(contract),
            by=place_in(make_circle(cast), cast.mentor),
        )
    assert not Session.objects.exists()


def test_learners_leave_it_to_the_trainer(cast, harbour, as_):
    cohort = make_cohort(cast)
    with pytest.raises(NotAllowed):
        log(cohort, cast.participant)
    assert as_(cast.participant).get(page(cohort)).status_code == 409
    assert log(cohort, cast.trainer)[0].places.count() == 3


def test_another_organizations_engagement_is_404(cast, circle, as_):
    assert as_(cast.stranger).get(page(circle)).status_code == 404
    assert as_(cast.stranger).post(page(circle), filled(circle)).status_code == 404
    assert not Session.objects.exists()


def test_nothing_is_written_down_once_it_looks_back(cast, circle):
    Engagement.objects.filter(pk=circle.pk).update(state=State.EVALUATING)
    with pytest.raises(NotAllowed, match="as long as it runs"):
        log(circle, cast.mentor)  # the row that was read before is asked again
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("days", "minutes", "words"),
    [
        (1, 60, "still to come"),
        (-367, 60, "more than a year ago"),
        (-1, 0, "between a minute and twelve hours"),
        (-1, -30, "between a minute and twelve hours"),
        (-1, 13 * 60, "between a minute and twelve hours"),
    ],
)
def test_times_that_make_no_sense_are_refused(cast, circle, days, minutes, words):
    with pytest.raises(DomainError, match=words):
        log(circle, cast.mentor, starts_at=in_days(days), minutes=minutes)
    assert not Session.objects.exists()


def test_one_that_is_still_running_is_not_over(cast, circle):
    with pytest.raises(DomainError, match="not over yet") as refusal:
        log(circle, cast.mentor, starts_at=timezone.now() - timedelta(minutes=30))
    assert refusal.value.field == "minutes"
    assert log(circle, cast.mentor, starts_at=timezone.now() - timedelta(minutes=60))[1]


def test_who_came_is_said_of_everybody_and_of_nobody_else(cast, circle):
    contract = make_contract(cast)
    everybody = came(circle)
    for attendance, words in [
        ({}, "have changed"),
        (dict(list(everybody.items())[:2]), "have changed"),
        ({**everybody, place_in(contract, cast.coach).pk: "present"}, "have changed"),
        (dict.fromkeys(everybody, "late"), "one of the four"),
        (dict.fromkeys(everybody, ""), "one of the four"),
        (dict.fromkeys(everybody, "absent"), "Nobody came"),
    ]:
        with pytest.raises(DomainError, match=words):
            log(circle, cast.mentor, attendance=attendance)
    assert not Session.objects.exists()


def test_nobody_can_have_been_in_two_places(cast, circle):
    contract = make_contract(cast)
    with at(in_days(-10)):
        make_session(contract, cast.coach, starts_at=in_days(7))
    with pytest.raises(DomainError, match="Amara Okafor has another session at that time") as no:
        log(circle, cast.mentor)
    assert no.value.field == "starts_at"
    assert "Nobody can have been in two places" in no.value.message
    assert Session.objects.count() == 1
    session, _ = log(circle, cast.mentor, attendance=came(circle, cast.participant))
    assert session.places.count() == 3, "who did not come can have been elsewhere"


def test_a_session_elsewhere_is_not_named(cast, harbour):
    contract = make_contract(cast)
    with cast.inside("northwind"), at(in_days(-10)):
        there = coaching_at_northwind(cast)
        make_session(there, cast.coach_at_northwind, starts_at=in_days(7))
    with pytest.raises(DomainError, match="Somebody here has another session") as refusal:
        log(contract, cast.participant)
    assert "Northwind" not in refusal.value.message


def coaching_at_northwind(cast):
    people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
    return make_engagement(by=cast.stranger, people=people, title="Ida with Rafael")


def test_the_same_session_twice_is_one(cast, circle):
    first, _ = log(circle, cast.mentor)
    again, is_new = log(circle, cast.member, starts_at=in_days(-3) + timedelta(minutes=20))
    assert (again, is_new) == (first, False)
    assert Session.objects.count() == 1
    after, is_new = log(circle, cast.mentor, starts_at=in_days(-3) + timedelta(minutes=60))
    assert is_new, "one that begins when the other ends is another one"
    assert after != first


def test_one_that_was_booked_leads_to_it(cast, circle):
    with at(in_days(-10)):
        booked = make_session(circle, cast.mentor, starts_at=in_days(7))
    found, is_new = log(circle, cast.mentor)
    assert (found, is_new, found.state) == (booked, False, "confirmed")


def test_one_that_was_cancelled_is_in_nobodys_way(cast, circle):
    with at(in_days(-10)):
        gone = make_session(circle, cast.mentor, starts_at=in_days(7))
        cancel_session(session=gone, by=place_in(circle, cast.mentor))
    assert log(circle, cast.mentor)[1]


def test_a_contracts_number_of_sessions_counts_it(cast, harbour):
    contract = coaching.agreed(cast, budget=2)
    engagement = contract.engagement
    log(engagement, cast.coach)
    relay()
    contract.engagement.refresh_from_db()
    assert contract.engagement.state == State.ACTIVE, "it was the first session"
    assert sessions_used(contract) == 1
    last, _ = log(engagement, cast.coach, starts_at=in_days(-2))
    assert count_sessions(contract, sessions_of(engagement), timezone.now()).left == 0
    with pytest.raises(DomainError, match="All 2 sessions"):
        log(engagement, cast.coach, starts_at=in_days(-1))
    assert log(engagement, cast.coach, starts_at=in_days(-2)) == (last, False), "the last one sent twice"
    assert Session.objects.count() == 2


def test_nothing_is_written_down_before_the_agreement(cast, harbour):
    with pytest.raises(DomainError, match="once everybody has signed"):
        log(coaching.designed(cast).engagement, cast.coach)


def test_what_somebody_says_who_does_not_lead_is_kept_beside_it(cast, circle):
    session, _ = log(circle, cast.member, attendance=came(circle, cast.participant))
    assert AttendanceMark.objects.filter(said_by=place_in(circle, cast.member)).count() == 3
    session = Session.objects.select_related("engagement__program").get(pk=session.pk)
    correction = {place_in(circle, cast.participant).pk: "present"}
    mark_attendance(session=session, attendance=correction, by=place_in(circle, cast.mentor))
    said = AttendanceMark.objects.get(place__user=cast.participant.user)
    assert (said.attendance, said.place.attendance) == ("absent", "present")
    log(circle, cast.mentor, starts_at=in_days(-9))
    assert AttendanceMark.objects.count() == 3


def test_the_page_writes_it_down_and_leads_to_it(cast, circle, as_):
    answer = as_(cast.member).post(page(circle), filled(circle, place="The harbour"), follow=True)
    session = Session.objects.get()
    assert answer.request["PATH_INFO"] == detail(session)
    assert "Written down." in answer.text
    assert "The harbour" in answer.text
    assert "3 of 3 came" in answer.text
    assert session.starts_at == in_days(-3)
    again = as_(cast.mentor).post(page(circle), filled(circle), follow=True)
    assert again.request["PATH_INFO"] == detail(session)
    assert "This session is here already" in again.text


def test_an_overlap_comes_back_with_everything_that_was_typed(cast, circle, as_):
    contract = make_contract(cast)
    with at(in_days(-10)):
        make_session(contract, cast.coach, starts_at=in_days(7))
    tiago = f"came-{place_in(circle, cast.member).pk}"
    answer = as_(cast.mentor).post(page(circle), filled(circle, place="The harbour", **{tiago: "excused"}))
    assert answer.status_code == 422
    assert "Amara Okafor has another session at that time. Nobody can have been in two places" in answer.text
    assert 'value="The harbour"' in answer.text
    form = answer.context["form"]
    assert {row["person"].name: row["chosen"] for row in form.rows()} == {
        "Helen Byrne": "present",
        "Amara Okafor": "present",
        "Tiago Mendes": "excused",
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": ""}, "Choose a day."),
        ({"starts_at": ""}, "Choose a time."),
        ({"date": "", "starts_at": ""}, "Choose a day."),
        ({"date": "0001-01-01"}, "a year ago"),
        ({"date": "9999-12-31", "starts_at": "23:59"}, "still to come"),
        ({"date": "yesterday"}, "Choose a date"),
        ({"starts_at": "25:00"}, "Choose a time"),
        ({"minutes": "-60"}, "between a minute and twelve hours"),
        ({"minutes": str(13 * 60)}, "between a minute and twelve hours"),
        ({"minutes": ""}, "Fill in “Length in minutes”"),
        ({"place": "x" * 141}, "at most 140 characters"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(cast, circle, as_, change, words):
    answer = as_(cast.mentor).post(page(circle), filled(circle, **change))
    assert answer.status_code == 422
    assert words in answer.text
    assert not Session.objects.exists()


def test_an_unknown_mark_or_none_is_asked_about(cast, circle, as_):
    tiago = f"came-{place_in(circle, cast.member).pk}"
    unknown = as_(cast.mentor).post(page(circle), filled(circle, **{tiago: "late"}))
    assert unknown.status_code == 422
    assert "Choose one of the four for Tiago Mendes." in unknown.text
    sent = filled(circle)
    del sent[tiago]
    assert "Say whether Tiago Mendes came." in as_(cast.mentor).post(page(circle), sent).text
    assert not Session.objects.exists()


def test_somebody_who_is_not_here_is_not_marked(cast, circle, as_):
    stray = f"came-{place_in(make_contract(cast), cast.coach).pk}"
    as_(cast.mentor).post(page(circle), filled(circle, **{stray: "present"}))
    assert Session.objects.get().places.count() == 3


def test_an_hour_that_the_clock_shows_twice_is_asked_about(cast, circle, as_):
    with at(datetime(2026, 10, 26, 12, tzinfo=LISBON)):
        answer = as_(cast.member).post(page(circle), filled(circle, date="2026-10-25", starts_at="01:30"))
        assert answer.status_code == 422
        assert "go back and show 01:30 twice" in answer.text
        assert as_(cast.member).post(page(circle), filled(circle, date="2026-10-25", starts_at="03:30")).url


def test_the_time_is_meant_on_the_writers_clock(cast, harbour, as_):
    contract = make_contract(cast)
    starts_at = in_days(-3, hour=15)
    as_(cast.coach).post(page(contract), filled(contract, starts_at, zone=cast.coach.user.time_zone))
    session = Session.objects.get()
    assert session.starts_at == starts_at
    assert str(session.time_zone) == "America/Sao_Paulo"


def test_the_form_begins_with_what_the_program_says(cast, circle, as_):
    change_program(program=circle.program, session_place="The small room", session_minutes=75, by=cast.administrator)
    shown = as_(cast.mentor).get(page(circle)).text
    assert 'value="The small room"' in shown
    assert 'value="75"' in shown


def test_the_calendar_and_the_lists_lead_to_it(cast, harbour, as_):
    contract = coaching.agreed(cast).engagement
    assert page(contract) in as_(cast.participant).get("/o/harbour/calendar/").text
    assert page(contract) not in as_(cast.sponsor).get("/o/harbour/calendar/").text
    address = reverse("coaching:contract-detail", kwargs={"organization": "harbour", "engagement_id": contract.pk})
    assert page(contract) in as_(cast.coach).get(address).text
    assert page(contract) not in as_(cast.sponsor).get(address).text


@pytest.mark.parametrize("number", [0, 3])
def test_the_page_costs_the_same_for_more_people(cast, circle, as_, number, django_assert_num_queries):
    for row in range(number):
        newcomer = make_member(f"Person{row} New")
        add_participant(engagement=circle, membership=newcomer, role="mentee", by=cast.administrator)
    browser = as_(cast.mentor)
    browser.get(page(circle))
    with django_assert_num_queries(LOG_QUERIES):
        browser.get(page(circle))


def test_a_booked_one_is_completed_as_before(cast, circle):
    with at(in_days(-10)):
        booked = make_session(circle, cast.mentor, starts_at=in_days(7))
    complete_session(session=booked, attendance={}, by=place_in(circle, cast.mentor))
    assert log(circle, cast.member) == (booked, False)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_down_the_last_session_at_once_make_one():
    with transaction.atomic():
        everybody = make_cast()
    with everybody.inside("harbour"), transaction.atomic():
        contract = coaching.agreed(everybody, budget=1)
    start, found = Barrier(2), []

    def run(person):
        try:
            with everybody.inside("harbour", person.user), transaction.atomic():
                mine = coaching.fresh(contract).engagement
                start.wait(timeout=20)
                found.append(log(mine, person))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[person]) for person in (everybody.coach, everybody.participant)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(is_new for _, is_new in found) == [False, True]
    assert len({session.pk for session, _ in found}) == 1
