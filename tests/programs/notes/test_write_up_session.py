"""The write-up: who came, the shared note, one's own note."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.actions import add_participant
from programs.notes.actions import write_up_session
from programs.notes.models import Note
from programs.scheduling.actions import mark_attendance, reply_to_session
from programs.scheduling.models import Session
from tests.cast import make_member
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import at, in_days, make_circle, make_cohort, make_session, place_in


@pytest.fixture
def session(cast):
    """A session of the circle that ended yesterday; Tiago had said that he can't come."""
    with cast.inside("harbour"):
        circle = make_circle(cast)
        sign_for_all(circle)
        with at(timezone.now() - timedelta(days=8)):
            session = make_session(circle, cast.mentor, starts_at=in_days(7))
            reply_to_session(session=session, by=place_in(circle, cast.member), coming=False)
    return session


def url(session):
    return reverse("notes:session-write-up", kwargs={"organization": "harbour", "session_id": session.pk})


def place(session, membership):
    return place_in(session.engagement, membership)


def write(cast, session, who=None, **values):
    who = who or cast.mentor
    with cast.inside("harbour", who.user):
        given = {"held": True, "came": [place(session, cast.mentor).pk], "shared": "", "own": "", **values}
        write_up_session(session=session, by=place(session, who), **given)


def test_everything_is_kept_at_once(cast, session):
    with cast.inside("harbour"):
        came = [place(session, cast.mentor).pk]
    write(cast, session, came=came, shared="for all", own="for me")
    with cast.inside("harbour", cast.mentor.user):
        fresh = Session.objects.get()
        assert fresh.is_completed
        marks = dict(fresh.places.values_list("user__name", "attendance"))
        assert marks == {"Helen Byrne": "present", "Amara Okafor": "absent", "Tiago Mendes": "excused"}
        assert {(note.audience, note.text) for note in Note.objects.all()} == {
            ("engagement", "for all"),
            ("private", "for me"),
        }
        assert OutboxEvent.objects.filter(name="scheduling.SessionCompleted").count() == 1


def test_saying_it_again_changes_attendance_and_adds_no_note_twice(cast, session):
    for came in ([], ["everybody"]):
        with cast.inside("harbour"):
            people = (
                [row.participation_id for row in session.places.all()] if came else [place(session, cast.mentor).pk]
            )
            session.refresh_from_db()
        write(cast, session, came=people, shared="for all")
    with cast.inside("harbour", cast.mentor.user):
        assert set(session.places.values_list("attendance", flat=True)) == {"present"}
        assert Note.objects.count() == 1


def test_a_mark_that_says_more_than_missed_stays(cast, session):
    write(cast, session)
    with cast.inside("harbour"):
        fresh = Session.objects.select_related("engagement__program").get()
        amara = place(fresh, cast.participant).pk
        mark_attendance(session=fresh, attendance={amara: "no_show"}, by=place(fresh, cast.mentor))
    write(cast, fresh, shared="for all")
    with cast.inside("harbour"):
        assert fresh.places.get(user=cast.participant.user).attendance == "no_show"
    write(cast, fresh, came=[amara])
    with cast.inside("harbour"):
        assert fresh.places.get(user=cast.participant.user).attendance == "present"


def test_a_session_that_did_not_take_place_is_cancelled_and_the_note_kept(cast, session):
    write(cast, session, held=False, own="call Tiago")
    with cast.inside("harbour", cast.mentor.user):
        assert Session.objects.get().is_cancelled
        assert Note.objects.get().text == "call Tiago"


def test_what_was_held_cannot_be_unheld(cast, session):
    write(cast, session)
    with cast.inside("harbour"):
        session.refresh_from_db()
    with pytest.raises(DomainError, match="as held already"):
        write(cast, session, held=False)


def test_only_who_leads_it_writes_it_up(cast, session):
    with pytest.raises(NotAllowed):
        write(cast, session, who=cast.participant, shared="mine")
    with cast.inside("harbour", cast.participant.user):
        assert not Note.objects.exists()
        assert Session.objects.get().is_planned


def test_not_before_it_has_begun(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    with pytest.raises(NotAllowed, match="once it has begun"):
        write(cast, session)


def test_the_page_saves_and_goes_to_the_session(cast, session, as_):
    client = as_(cast.mentor)
    page = client.get(url(session))
    assert page.status_code == 200
    assert "All 3 people here can read this" in page.text
    assert page.text.index("Only you") < page.text.index("What do you want to keep for yourself?")
    with cast.inside("harbour"):
        came = [str(place(session, cast.participant).pk)]
    answer = client.post(url(session), {"held": "yes", "came": came, "shared": "for all", "own": ""}, follow=True)
    assert "for all" in answer.text
    assert "1 of 3" in answer.text


def test_a_refused_write_up_comes_back_filled(cast, session, as_):
    page = as_(cast.mentor).post(url(session), {"held": "yes", "shared": "long words", "own": "more words"})
    assert page.status_code == 422
    assert "long words" in page.text
    assert "more words" in page.text
    with cast.inside("harbour", cast.mentor.user):
        assert not Note.objects.exists()


def test_nobody_from_elsewhere_can_be_marked(cast, session, as_):
    sent = {"held": "yes", "came": [str(cast.harbour.pk)], "shared": "", "own": ""}
    assert as_(cast.mentor).post(url(session), sent).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 409), ("administrator", 404), ("bystander", 404), ("stranger", 404)]
)
def test_others_do_not_get_the_page(cast, session, as_, who, status):
    client = as_(getattr(cast, who))
    assert client.get(url(session)).status_code == status
    assert client.post(url(session), {"held": "no"}).status_code == status
    with cast.inside("harbour"):
        assert Session.objects.get().is_planned


def test_forty_people_cost_no_more_queries_than_two(cast, as_, django_assert_max_num_queries):
    with cast.inside("harbour"):
        cohort = make_cohort(cast)
        for number in range(38):
            learner = make_member(f"Learner{number} Test")
            add_participant(engagement=cohort, membership=learner, role="learner", by=cast.administrator)
        with at(timezone.now() - timedelta(days=8)):
            session = make_session(cohort, cast.trainer, starts_at=in_days(7))
        came = [str(row.participation_id) for row in session.places.all()][:30]
    client = as_(cast.trainer)
    with django_assert_max_num_queries(35):
        assert client.get(url(session)).status_code == 200
    with django_assert_max_num_queries(43):
        assert client.post(url(session), {"held": "yes", "came": came}).status_code == 302
    with cast.inside("harbour"):
        assert session.places.filter(attendance="present").count() == 30
        assert session.places.filter(attendance="absent").count() == 11
