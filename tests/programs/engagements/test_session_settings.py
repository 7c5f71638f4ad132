"""What a program says about its sessions: who books them, where, how late they move, when people are reminded."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import change_program, create_program, give_program
from programs.engagements.lead_times import lead_times_words, read_lead_times
from programs.engagements.models import Program
from programs.notifications.actions import remind_of_sessions
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session
from programs.scheduling.models import Session
from tests.factories.engagements import open_program
from tests.factories.scheduling import in_days, make_circle, make_session, place_in

FILLED = {
    "name": "First-year leads",
    "purpose": "",
    "session_minutes": 45,
    "session_place": "The small room",
    "booked_by": "leads",
    "late_hours": 48,
    "hold_hours": 24,
    "reminder_minutes": "3 days, 24 hours and 90 minutes",
}


def page(program: Program) -> str:
    return f"/o/harbour/programs/{program.pk}/change/"


@pytest.fixture
def program(cast, harbour):
    return open_program(cast.administrator)


def test_the_form_saves_all_of_it_and_shows_it_again(cast, as_, program):
    assert as_(cast.administrator).post(page(program), FILLED).status_code == 302
    program.refresh_from_db()
    assert (program.booked_by, program.session_place) == ("leads", "The small room")
    assert (program.late_hours, program.hold_hours, program.session_minutes) == (48, 24, 45)
    assert program.reminder_minutes == [3 * 24 * 60, 24 * 60, 90]
    shown = as_(cast.administrator).get(page(program)).text
    assert 'value="3 days, 24 hours, 90 minutes"' in shown
    assert re.search(r'value="leads"[^>]* checked', shown)


def test_a_manager_changes_it_in_the_programs_that_are_theirs(cast, as_, program):
    assert as_(cast.manager).post(page(program), FILLED).status_code == 404
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    assert as_(cast.manager).post(page(program), FILLED).status_code == 302
    program.refresh_from_db()
    assert program.booked_by == "leads"
    with pytest.raises(NotAllowed):
        change_program(program=program, booked_by="led", by=cast.participant)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"late_hours": -1}, "Choose 0 or more"),
        ({"late_hours": 337}, "Choose 336 or less"),
        ({"hold_hours": 0}, "Choose 1 or more"),
        ({"session_minutes": -5}, "Choose 10 or more"),
        ({"booked_by": "nobody"}, "not one of the choices"),
        ({"reminder_minutes": "tomorrow"}, "“tomorrow” is no lead time"),
        ({"reminder_minutes": "1 fortnight"}, "“1 fortnight” is no lead time"),
        ({"reminder_minutes": "0 hours"}, "between a minute and two weeks"),
        ({"reminder_minutes": "3 weeks"}, "between a minute and two weeks"),
        ({"reminder_minutes": "1 h, 2 h, 3 h, 4 h, 5 h"}, "at most 4 lead times"),
    ],
)
def test_what_makes_no_sense_comes_back_with_what_was_typed(cast, as_, program, change, words):
    answer = as_(cast.administrator).post(page(program), {**FILLED, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert "The small room" in answer.text
    program.refresh_from_db()
    assert program.session_place == ""


@pytest.mark.parametrize("change", [{"late_hours": 400}, {"hold_hours": 0}, {"booked_by": "x"}])
def test_the_action_refuses_it_too(cast, program, change):
    with pytest.raises(DomainError):
        change_program(program=program, by=cast.administrator, **change)
    with pytest.raises(DomainError):
        create_program(kind="coaching", name="New", by=cast.administrator, **change)
    with pytest.raises(DomainError):
        change_program(program=Program.objects.get(), by=cast.administrator, reminder_minutes=[0])


@pytest.mark.parametrize(
    ("text", "minutes", "words"),
    [
        ("24 hours, 1 hour", [1440, 60], "24 hours, 1 hour"),
        ("1 h; 2d", [2880, 60], "48 hours, 1 hour"),
        ("1 week and 15min", [10080, 15], "1 week, 15 minutes"),
        ("90 minutes, 90 minutes", [90], "90 minutes"),
        ("1 minute", [1], "1 minute"),
        (" , ", [], ""),
    ],
)
def test_lead_times_are_read_and_written_in_words(text, minutes, words):
    assert read_lead_times(text) == minutes
    assert lead_times_words(minutes) == words


def test_sessions_that_are_planned_follow_new_lead_times(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=in_days(20))
    gone = make_session(circle, cast.mentor, starts_at=in_days(21))
    cancel_session(session=gone, by=place_in(circle, cast.mentor))
    change_program(program=circle.program, reminder_minutes=[7 * 24 * 60], by=cast.administrator)
    relay()
    remind_of_sessions()
    session.refresh_from_db()
    assert session.remind_at == session.starts_at - timedelta(days=7)
    assert Session.objects.get(pk=gone.pk).remind_at is None
    change_program(program=circle.program, reminder_minutes=[], by=cast.administrator)
    relay()
    remind_of_sessions()
    assert Session.objects.get(pk=session.pk).remind_at is None


def test_a_lead_time_that_has_passed_reminds_nobody_late(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=in_days(2))
    change_program(program=circle.program, reminder_minutes=[7 * 24 * 60, 60], by=cast.administrator)
    relay()
    remind_of_sessions()
    assert not Notification.objects.filter(kind="session-reminder").exists()
    session.refresh_from_db()
    assert session.remind_at == session.starts_at - timedelta(minutes=60)
    assert session.remind_at > timezone.now()
