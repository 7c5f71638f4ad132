"""Lead times of reminders: in words, for a program by who runs it, and for oneself."""

import pytest

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.actions import give_program, set_own_reminders, set_program_reminders
from programs.engagements.models import ReminderTimes
from programs.engagements.queries import distinct_leads, leads_in_force
from programs.engagements.reminders import REMINDERS, leads_words, read_leads
from tests.factories.engagements import open_program
from tests.factories.scheduling import make_circle

MINE = "/o/harbour/reminders/"


def page(program) -> str:
    return f"/o/harbour/programs/{program.pk}/reminders/"


@pytest.fixture
def program(cast, harbour):
    return open_program(cast.administrator)


@pytest.mark.parametrize("code", REMINDERS)
def test_what_is_shown_is_read_again(code):
    reminder = REMINDERS[code]
    ends = [reminder.longest, reminder.shortest] if reminder.before else [reminder.shortest, reminder.longest]
    for leads in (list(reminder.default), ends, []):
        assert read_leads(reminder, leads_words(reminder, leads)) == leads
    assert read_leads(reminder, "  ") is None
    assert read_leads(reminder, reminder.example)


@pytest.mark.parametrize(
    ("code", "text", "refusal"),
    [
        ("action", "36 hours", "whole days, like “3 days, on the day”"),
        ("prepare", "90 minutes", "whole hours"),
        ("prepare", "soon", "“soon” is no lead time. Write it like “2 days, 4 hours”, or “none”."),
        ("overdue", "on the day", "“on the day” is no lead time"),
        ("overdue", "9 weeks", "from “1 day” to “60 days”"),
        ("request", "1h, 2h, 3h, 4h, 5h", "at most 4"),
    ],
)
def test_what_is_no_lead_time_of_the_kind_is_refused_with_an_example(code, text, refusal):
    with pytest.raises(DomainError, match=refusal) as refused:
        read_leads(REMINDERS[code], text)
    assert refused.value.field == code


def test_a_program_is_set_by_who_runs_it_and_shows_what_counts_without_a_word(cast, as_, program):
    client = as_(cast.manager)
    assert client.get(page(program)).status_code == 404
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    shown = client.get(page(program)).text
    assert 'value="24 hours, 1 hour"' in shown and "Empty: 48 hours." in shown
    sent = {"session": "3 days", "prepare": "none", "action": "1 week, on the day", "overdue": ""}
    assert client.post(page(program), sent).status_code == 302
    program.refresh_from_db()
    assert program.reminder_minutes == [3 * 24 * 60]
    assert dict(ReminderTimes.objects.values_list("kind", "leads")) == {"prepare": [], "action": [7, 0]}
    assert {event.name.rsplit(".")[-1] for event in OutboxEvent.objects.all()} >= {"RemindersChanged"}
    shown = client.get(page(program)).text
    assert 'value="1 week, on the day"' in shown and 'value="none"' in shown
    with pytest.raises(NotAllowed):
        set_program_reminders(program=program, leads={"action": [1]}, by=cast.participant)


def test_a_course_knows_no_topics_to_prepare(cast, harbour, as_):
    course = open_program(cast.administrator, kind="training", name="Courses")
    shown = as_(cast.administrator).get(page(course)).text
    assert "Topics to prepare" not in shown and "Who came" in shown


def test_a_refused_line_keeps_everything_that_was_typed(cast, as_, program):
    response = as_(cast.administrator).post(page(program), {"session": "5 hours", "prepare": "soon", "notes": "3 days"})
    assert response.status_code == 422
    for text in ('value="5 hours"', 'value="soon"', 'value="3 days"', "“soon” is no lead time"):
        assert text in response.text
    assert not ReminderTimes.objects.exists()


def test_a_person_sets_their_own_times_and_takes_them_back(cast, harbour, as_):
    circle = make_circle(cast)
    set_program_reminders(program=circle.program, leads={"prepare": [72]}, by=cast.administrator)
    OutboxEvent.objects.all().delete()
    client = as_(cast.participant)
    shown = client.get(MINE).text
    assert "as the program says, now “3 days”" in shown
    assert "Who came" not in shown, "she leads nothing"
    assert "Who came" in as_(cast.mentor).get(MINE).text
    client = as_(cast.participant)
    assert client.post(MINE, {"session": "2 hours", "prepare": "5 hours", "action": "never"}).status_code == 302
    assert "PersonRemindersChanged" in str(list(OutboxEvent.objects.values_list("name", flat=True)))
    leads = leads_in_force("prepare", people=[cast.participant.pk, cast.member.pk], programs=[circle.program_id])
    assert leads.of(cast.participant.pk, circle.program_id) == [5]
    assert leads.of(cast.member.pk, circle.program_id) == [72]
    assert distinct_leads(["prepare"]) == {"prepare": {5, 72, 48}}
    of_sessions = leads_in_force("session", people=[cast.participant.pk], programs=[circle.program_id])
    assert of_sessions.of(cast.participant.pk, circle.program_id) == [120]
    assert of_sessions.of(cast.mentor.pk, circle.program_id) == [24 * 60, 60]
    client.post(MINE, {"session": "", "prepare": "", "action": "none"})
    assert list(ReminderTimes.objects.filter(membership=cast.participant).values_list("kind", "leads")) == [
        ("action", [])
    ]


def test_nobody_changes_sessions_by_saving_the_same_again(cast, harbour):
    set_own_reminders(leads={"session": [60]}, by=cast.participant)
    OutboxEvent.objects.all().delete()
    set_own_reminders(leads={"session": [60]}, by=cast.participant)
    assert not OutboxEvent.objects.exists()
