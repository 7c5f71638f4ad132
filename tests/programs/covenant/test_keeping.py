"""Text is kept as long as the covenant says: told a month before, then gone; rows, dates and numbers stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError
from portal.outbox.relay import relay
from programs.covenant import erasing
from programs.covenant.actions import delete_due_texts, tell_deletions
from programs.covenant.keeping import day_of_deletion, keeping_of
from programs.covenant.models import Deletion
from programs.covenant.tasks import delete_due_texts_everywhere
from programs.engagements.models import Engagement
from programs.goals.actions import agree_action
from programs.goals.models import Action, Measurement, Objective, Question
from programs.notes.actions import file_note
from programs.notes.models import Note, NoteDraft, NoteReader, NoteVersion, Story
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session
from programs.scheduling.models import Session, Topic
from tests.factories.goals import make_objective
from tests.factories.notes import make_note
from tests.factories.scheduling import at, make_circle, make_contract, make_session, place_in

ENDED = datetime(2026, 3, 31, 22, tzinfo=UTC)
DUE = date(2028, 3, 31)
TABLES = [
    ("notes_note", "text"), ("notes_noteversion", "text"), ("notes_notedraft", "fields"), ("notes_story", "text"),
    ("scheduling_topic", "text"), ("scheduling_topic", "tried"), ("scheduling_session", "change_reason"),
    ("goals_objective", "title"), ("goals_objective", "indicator"), ("goals_measurement", "note"),
    ("goals_action", "text"), ("goals_question", "text"), ("goals_question", "answer"),
    ("engagements_engagement", "end_reason"),
]  # fmt: skip


def written(cast, engagement, who, other):
    """Text of every sort by `who`, in a context of theirs."""
    place, now = place_in(engagement, who), timezone.now()
    note = make_note(engagement, who, text="canary note")
    NoteVersion.objects.create(note=note, number=1, text="canary version", written_at=now, written_by=who)
    NoteReader.objects.create(note=note, participation=place_in(engagement, other), member=other)
    NoteDraft.objects.create(member=who, engagement=engagement, form="note", fields="canary draft", saved_at=now)
    session = make_session(engagement, who)
    cancel_session(session=session, by=place, reason="canary")
    Topic.objects.create(engagement=engagement, proposed_by=place, proposed_at=now, text="canary", tried="canary")
    objective = make_objective(engagement, who, title="canary")
    Measurement.objects.create(
        objective=objective, value=2, measured_on=date(2026, 3, 1), note="canary", recorded_at=now, recorded_by=who
    )
    agree_action(owner=place, text="canary action", due_on=None, by=place)
    Question.objects.create(
        engagement=engagement, asked_by=place, asked_at=now, text="canary", answer="canary", answered_by=place,
        answered_at=now,
    )  # fmt: skip
    Story.objects.create(
        program=engagement.program, engagement=engagement, told_by=who, challenge="challenge", title="canary",
        text="canary", written_at=now,
    )  # fmt: skip
    return note


def end(engagement, by, ended_at=ENDED):
    fresh = Engagement.objects.get(pk=engagement.pk)
    fresh.state, fresh.end, fresh.end_reason = "closed", "completed", "canary"
    fresh.ended_at, fresh.ended_by = ended_at, by
    fresh.save()
    engagement.refresh_from_db()


def held(cast, users):
    """How many columns with text each table has, counted as everybody who could see some."""
    found = {}
    for user in users:
        with cast.inside("harbour", user), connection.cursor() as cursor:
            for table, column in TABLES:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE length({column}) > 0")  # noqa: S608 - names above
                found[table, column] = max(found.get((table, column), 0), cursor.fetchone()[0])
    return found


@pytest.fixture
def contract(cast):
    """Amara wrote text of every sort in her contract, which ended on 31 March 2026."""
    with cast.inside("harbour", cast.participant.user):
        contract = make_contract(cast)
        written(cast, contract, cast.participant, cast.coach)
        end(contract, cast.administrator)
    return contract


def night(day, hour=3):
    return at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def test_the_day_is_the_same_one_so_many_months_later():
    assert day_of_deletion(ENDED, 24) == DUE
    assert day_of_deletion(ENDED, 1) == date(2026, 4, 30)
    assert day_of_deletion(datetime(2027, 12, 15, tzinfo=UTC), 1) == date(2028, 1, 15)
    assert day_of_deletion(datetime(2028, 2, 29, tzinfo=UTC), 12) == date(2029, 2, 28)


def test_everybody_is_told_a_month_before_and_then_every_word_is_gone(cast, contract, as_):
    people = [cast.participant.user, cast.coach.user]
    assert set(held(cast, people).values()) == {1}
    with night(DUE - timedelta(days=31)):
        delete_due_texts_everywhere()
        with cast.inside("harbour"):
            assert not Deletion.objects.exists()
            assert keeping_of(contract).until == DUE
    with night(DUE - timedelta(days=30)):
        for _ in range(2):
            delete_due_texts_everywhere()
            with cast.inside("harbour"):
                relay()
        with cast.inside("harbour"):
            told = Notification.objects.filter(kind="text-deletion")
            assert set(told.values_list("membership__user__name", flat=True)) == {
                "Amara Okafor", "Rafael Moreira", "Lucía Ferrer",
            }  # fmt: skip
            assert told.count() == 3
            assert "canary" not in str([row.facts for row in told])
    notice = as_(cast.participant).get(reverse("notifications:list", kwargs={"organization": "harbour"})).text
    assert "is deleted on" in notice
    with night(DUE - timedelta(days=1)):
        delete_due_texts_everywhere()
    assert set(held(cast, people).values()) == {1}
    with night(DUE):
        for _ in range(2):
            delete_due_texts_everywhere()
        assert set(held(cast, people).values()) == {0}
    with cast.inside("harbour", cast.participant.user):
        rows = [Note, NoteVersion, Topic, Objective, Measurement, Action, Question, Story, Session]
        assert [model.objects.count() for model in rows] == [1] * len(rows)
        assert not NoteReader.objects.exists()
        assert Note.objects.get().removed_at is not None
        assert Measurement.objects.get().value == 2
        entry = AuditEntry.objects.get(verb="text deleted")
        assert entry.data["notes"] == "1"
        with pytest.raises(DomainError, match="nothing new is kept"):
            file_note(engagement=contract, text="more", audience="private", by=place_in(contract, cast.participant))
    kwargs = {"organization": "harbour", "engagement_id": contract.pk}
    page = as_(cast.participant).get(reverse("notes:note-list", kwargs=kwargs)).text
    assert "Text removed as agreed on" in page
    assert "Its text was removed, as agreed, on" in page
    assert "The text is gone" in as_(cast.participant).get(reverse("notes:copy", kwargs=kwargs)).text
    assert "Text removed" in as_(cast.participant).get(reverse("goals:objective-list", kwargs=kwargs)).text


def test_nothing_goes_that_was_not_told_and_other_engagements_stay(cast, contract):
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        make_note(circle, cast.mentor, text="canary of another")
    with night(DUE + timedelta(days=400)):  # nothing ran for more than a year
        delete_due_texts_everywhere()
        with cast.inside("harbour"):
            assert Deletion.objects.get().due_on == DUE + timedelta(days=430)
            with connection.cursor() as cursor:  # the database itself erases only what was told
                cursor.execute("SELECT app.erase_notes(%s, now())", [circle.pk])
                assert cursor.fetchone() == (0,)
    with night(DUE + timedelta(days=430)):
        delete_due_texts_everywhere()
    with cast.inside("harbour", cast.mentor.user):
        assert Note.objects.get(engagement=circle).text == "canary of another"
        assert Deletion.objects.get().done_at


def test_one_that_fails_leaves_all_its_text_and_the_others_go_on(cast, contract, monkeypatch, caplog):
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        make_note(circle, cast.mentor, text="x")
        end(circle, cast.administrator)
    fail = erasing.ERASERS["questions"].of_engagement

    def failing(engagement_id, now):
        if engagement_id == contract.pk:
            raise RuntimeError("canary in an error")
        return fail(engagement_id, now)

    broken = erasing.Eraser("questions", failing, erasing.ERASERS["questions"].of_person)
    with cast.inside("harbour"):
        with night(DUE - timedelta(days=30)):
            assert tell_deletions() == 2
        with night(DUE), monkeypatch.context() as patch:
            patch.setitem(erasing.ERASERS, "questions", broken)
            assert delete_due_texts() == 1
            assert Topic.objects.get(engagement=contract).text == "canary"
        with night(DUE + timedelta(days=1)):
            assert delete_due_texts() == 1
            assert Topic.objects.get(engagement=contract).text == ""
    assert "RuntimeError" in caplog.text
